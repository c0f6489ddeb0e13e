package org.gradwalk.model.run;

import java.util.Optional;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;

/**
 * A change by hand: some entries a of a value become factor · a + addend, whatever wrote them. An addend alone (factor 0)
 * sets them.
 *
 * @param value name of the value
 * @param where which of its entries
 * @param factor of each entry; 0 forgets what it was, though it be infinite
 * @param addend to each entry
 */
public record Intervention(String value, Where where, double factor, double addend) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not finite
     */
    public Intervention {
        if (!Double.isFinite(factor) || !Double.isFinite(addend)) {
            throw new IllegalArgumentException("A change by hand takes finite numbers, not " + factor + ", " + addend);
        }
    }

    /** Sets entries. */
    public static Intervention set(String value, Where where, double number) {
        return new Intervention(value, where, 0, number);
    }

    /** Multiplies entries. */
    public static Intervention scale(String value, Where where, double factor) {
        return new Intervention(value, where, factor, 0);
    }

    /** What it does to an error: of factor · a + addend the derivative by a is the factor. */
    Intervention adjoint(String error, Where there) {
        return new Intervention(error, there, factor, 0);
    }

    /**
     * Changes the entries in the value's matrix.
     *
     * @param allowed T × T, of attention: a pair of positions where it is 0 stays as it is, for nobody reads it
     */
    void apply(Value of, Matrix whole, Optional<Matrix> allowed) {
        where.of(of, whole, part -> {
            for (int i = 0; i < part.rows(); i++) {
                int row = part.offset() / part.stride() + i;
                for (int j = 0; j < part.columns(); j++) {
                    int column = part.offset() % part.stride() + j;
                    if (allowed.isEmpty() || allowed.get().get(row % allowed.get().rows(), column) != 0) {
                        part.set(i, j, factor == 0 ? addend : factor * part.get(i, j) + addend);
                    }
                }
            }
        });
    }
}
