package org.gradwalk.model.run;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;

/**
 * Finite differences of the loss by entries of a value, beside its gradient.
 *
 * @param value by whose entries
 * @param entries that were compared
 * @param leftOut entries of which differences tell nothing: a ReLU changes its slope there (NaN), or the loss is too rough
 * @param sampled whether there are more entries than these
 */
public record FiniteDifferences(Value value, List<Entry> entries, List<Entry> leftOut, boolean sampled) {

    /** A gradient is above the noise when it is so many times as large. */
    private static final double ABOVE = 1000;

    private static final double RELATIVE_TOLERANCE = 1e-6;
    private static final double NOISE_TOLERANCE = 10;

    public FiniteDifferences {
        entries = List.copyOf(entries);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * An entry.
     *
     * @param row of the value's matrix
     * @param column of the value's matrix
     * @param gradient as the engine has it
     * @param difference as the loss has it
     * @param noise what of the difference means nothing
     */
    public record Entry(int row, int column, double gradient, double difference, double noise) {

        private double error() {
            return Math.abs(gradient - difference);
        }

        private double size() {
            return Math.max(Math.abs(gradient), Math.abs(difference));
        }
    }

    /** What the loss says less what the engine has, of the shape of the value; 0 where nothing was compared. */
    public Matrix distance() {
        return filled(entry -> entry.difference - entry.gradient);
    }

    /** 1 where an entry was compared, else 0; of the shape of the value. */
    public Matrix compared() {
        return filled(_ -> 1);
    }

    private Matrix filled(ToDoubleFunction<Entry> number) {
        Matrix matrix = Matrix.zeros(value.rows(), value.columns());
        entries.forEach(entry -> matrix.set(entry.row, entry.column, number.applyAsDouble(entry)));
        return matrix;
    }

    /** The largest distance between gradient and difference; NaN if one of them is. */
    public double largestAbsolute() {
        return largest(Entry::error);
    }

    /** The largest distance over the largest size; 0 where all is 0. */
    public double largestRelative() {
        double size = largest(Entry::size);
        return size == 0 ? 0 : largestAbsolute() / size;
    }

    private double largest(ToDoubleFunction<Entry> figure) {
        return entries.stream().mapToDouble(figure).reduce(0, Math::max);
    }

    /** The largest distance, relative where the gradient is above the noise, else absolute. */
    public double largest() {
        return isBelowNoise() ? largestAbsolute() : largestRelative();
    }

    /** What of the differences means nothing. */
    public double noise() {
        return largest(Entry::noise);
    }

    /** Whether the gradient is too small beside the noise for a relative error to mean anything. */
    public boolean isBelowNoise() {
        return !(largest(Entry::size) > ABOVE * noise());
    }

    /** Whether every gradient is right as far as differences can tell: to a millionth of the largest, or within noise. */
    public boolean agree() {
        double allowed = isBelowNoise() ? 0 : RELATIVE_TOLERANCE * largest(Entry::size);
        return !entries.isEmpty()
                && entries.stream().allMatch(entry -> entry.error() <= allowed + NOISE_TOLERANCE * entry.noise);
    }
}
