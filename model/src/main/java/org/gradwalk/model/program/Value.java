package org.gradwalk.model.program;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.tensor.Matrix;

/**
 * A named matrix of an iteration, written once.
 *
 * @param index place in the program's list of values
 * @param name as in GPT-2 and in files, such as {@code h.0.attn.probs} or {@code grad/param/wte.weight}
 * @param kind what it stands for
 * @param layout what its rows and columns count
 * @param extent how many sequences, positions and heads there are
 * @param rows number of rows
 * @param columns number of columns
 * @param mayBeMinusInfinity whether −∞ is a proper entry, as in masked scores
 * @param source where its numbers stand if it is a part, or the whole, of another value
 */
public record Value(
        int index,
        String name,
        SymbolClass kind,
        Layout layout,
        Extent extent,
        int rows,
        int columns,
        boolean mayBeMinusInfinity,
        Optional<Source> source) {

    /** Columns of another value, from {@code firstColumn} on. */
    public record Source(Value value, int firstColumn) {}

    /** How many sequences B, positions T of each, and heads H a program works on. */
    public record Extent(int sequences, int positions, int heads) {}

    /** What rows and columns of a value count. */
    public enum Layout {
        /** Row b·T + t is position t of sequence b; columns are features. */
        SEQUENCES,
        /** As {@link #SEQUENCES}, the columns cut into heads. */
        HEADS,
        /** Row (b·H + h)·T + t is query t of head h of sequence b; columns are keys. */
        ATTENTION,
        /** Rows are positions, shared by all sequences. */
        POSITIONS,
        /** A matrix of parameters: inputs × outputs, or entries of a table × features. */
        PARAMETER,
        /** A row of parameters. */
        VECTOR,
        /** One number. */
        SCALAR
    }

    /** The value whose numbers these are, or are a part of: itself where they are its own. */
    public Value root() {
        return source.map(from -> from.value().root()).orElse(this);
    }

    /** Where its columns begin in {@link #root}. */
    public int firstColumn() {
        return source.map(from -> from.firstColumn() + from.value().firstColumn()).orElse(0);
    }

    /** How many numbers it has. */
    public long size() {
        return (long) rows * columns;
    }

    /** The shape as files and other programs have it: (B,T,n), (B,H,T,n), (T,n), (n) or none for a number. */
    public List<Integer> shape() {
        int b = extent.sequences;
        int t = extent.positions;
        int h = extent.heads;
        return switch (layout) {
            case SEQUENCES -> columns == 1 ? List.of(b, t) : List.of(b, t, columns);
            case HEADS -> List.of(b, h, t, columns / h);
            case ATTENTION -> List.of(b, h, t, columns);
            case POSITIONS, PARAMETER -> List.of(rows, columns);
            case VECTOR -> List.of(columns);
            case SCALAR -> List.of();
        };
    }

    /** A copy of its entries in the order of {@link #shape}. */
    public double[] entries(Matrix whole) {
        if (layout != Layout.HEADS) {
            return whole.toArray(); // attention's rows stand in this order already
        }
        return IntStream.range(0, extent.sequences * extent.heads)
                .mapToObj(part -> head(whole, part / extent.heads, part % extent.heads).toArray())
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /** The part of {@code whole} (this value's matrix) that belongs to one sequence, or all where there are none. */
    public Matrix sequence(Matrix whole, int sequence) {
        int t = extent.positions;
        return switch (layout) {
            case SEQUENCES, HEADS -> whole.rows(sequence * t, t);
            case ATTENTION -> whole.rows(sequence * extent.heads * t, extent.heads * t);
            case POSITIONS, PARAMETER, VECTOR, SCALAR -> whole;
        };
    }

    /** The part of {@code whole} that belongs to one head of one sequence, or all where there are no heads. */
    public Matrix head(Matrix whole, int sequence, int head) {
        int t = extent.positions;
        return switch (layout) {
            case HEADS -> {
                int width = columns / extent.heads;
                yield whole.block(sequence * t, t, head * width, width);
            }
            case ATTENTION -> whole.rows((sequence * extent.heads + head) * t, t);
            case SEQUENCES, POSITIONS, PARAMETER, VECTOR, SCALAR -> sequence(whole, sequence);
        };
    }

    @Override
    public String toString() {
        return name + " " + rows + " × " + columns;
    }

    /** Whether this is a value itself, or a part or another name of it. */
    public boolean isOf(Value whole) {
        return equals(whole) || source().filter(from -> from.value().isOf(whole)).isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
