package org.gradwalk.model.run;

import java.util.Optional;
import java.util.function.Consumer;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;

/** Which entries of a value. */
public sealed interface Where {

    /** All of them. */
    record All() implements Where {}

    /**
     * A block of rows and columns of the value's matrix.
     *
     * @param rows at least 1
     * @param columns at least 1
     */
    record Block(int firstRow, int rows, int firstColumn, int columns) implements Where {

        /**
         * Checks that there is something in it.
         *
         * @throws IllegalArgumentException if it is empty, or begins before the matrix
         */
        public Block {
            if (firstRow < 0 || firstColumn < 0 || rows < 1 || columns < 1) {
                throw new IllegalArgumentException("A block has a row and a column at least, from 0 on");
            }
        }
    }

    /** What belongs to one head, in every sequence. */
    record Head(int head) implements Where {}

    /** One entry. */
    static Where entry(int row, int column) {
        return new Block(row, 1, column, 1);
    }

    /** Whether a value has these entries. */
    default boolean isIn(Value value) {
        return switch (this) {
            case All() -> true;
            case Block(int firstRow, int rows, int firstColumn, int columns) ->
                rows <= value.rows() - firstRow && columns <= value.columns() - firstColumn;
            case Head(int head) -> {
                boolean heads = value.layout() == Value.Layout.HEADS || value.layout() == Value.Layout.ATTENTION;
                yield heads && head >= 0 && head < value.extent().heads();
            }
        };
    }

    /** Hands over the parts of a value's matrix that hold these entries. */
    default void of(Value value, Matrix whole, Consumer<Matrix> parts) {
        switch (this) {
            case All() -> parts.accept(whole);
            case Block(int firstRow, int rows, int firstColumn, int columns) ->
                parts.accept(whole.block(firstRow, rows, firstColumn, columns));
            case Head(int head) -> {
                for (int sequence = 0; sequence < value.extent().sequences(); sequence++) {
                    parts.accept(value.head(whole, sequence, head));
                }
            }
        }
    }

    /** Which of these entries a part of a value has: some of its columns. */
    default Optional<Where> in(Value part, int firstColumn) {
        return switch (this) {
            case All(),Head(_) -> Optional.of(this);
            case Block(int firstRow, int rows, int first, int columns) -> {
                int from = Math.max(first, firstColumn);
                int to = Math.min(first + columns, firstColumn + part.columns());
                yield from < to
                        ? Optional.of(new Block(firstRow, rows, from - firstColumn, to - from))
                        : Optional.empty();
            }
        };
    }
}
