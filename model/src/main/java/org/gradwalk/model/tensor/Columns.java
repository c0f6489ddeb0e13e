package org.gradwalk.model.tensor;

import java.util.Arrays;

/**
 * Column by column: sums over the rows, and a row vector (one number a column) applied to every row.
 *
 * <p>Letters: X and Y are m × n, a row vector is 1 × n. A sum adds the rows in their order.
 */
public final class Columns {

    private static final int COST = 4;
    /** Threads take ranges of columns that are whole cache lines. */
    private static final int GRAIN = 8;

    private Columns() {}

    /** s = Xᵀ 1, as a row. */
    public static void sum(Workers workers, Matrix x, Matrix s) {
        s.requireShape(1, x.columns());
        workers.forRows(x.columns(), GRAIN, (long) x.rows() * COST, (from, to) -> {
            double[] sums = s.data();
            int target = s.offset();
            Arrays.fill(sums, target + from, target + to, 0);
            double[] source = x.data();
            for (int i = 0; i < x.rows(); i++) {
                int row = x.rowOffset(i);
                for (int j = from; j < to; j++) {
                    sums[target + j] += source[row + j];
                }
            }
        });
    }

    /** s = (X ⊙ Y)ᵀ 1, as a row. */
    public static void dot(Workers workers, Matrix x, Matrix y, Matrix s) {
        y.requireShape(x.rows(), x.columns());
        s.requireShape(1, x.columns());
        workers.forRows(x.columns(), GRAIN, (long) x.rows() * COST, (from, to) -> {
            double[] sums = s.data();
            int target = s.offset();
            Arrays.fill(sums, target + from, target + to, 0);
            double[] left = x.data();
            double[] right = y.data();
            for (int i = 0; i < x.rows(); i++) {
                int xRow = x.rowOffset(i);
                int yRow = y.rowOffset(i);
                for (int j = from; j < to; j++) {
                    sums[target + j] = Math.fma(left[xRow + j], right[yRow + j], sums[target + j]);
                }
            }
        });
    }

    /** Y = X diag(factors). */
    public static void scale(Workers workers, Matrix x, Matrix factors, Matrix y) {
        factors.requireShape(1, x.columns());
        y.requireShape(x.rows(), x.columns());
        workers.forRows(x.rows(), 1, (long) x.columns() * COST, (from, to) -> {
            double[] source = x.data();
            double[] target = y.data();
            double[] row = factors.data();
            int start = factors.offset();
            for (int i = from; i < to; i++) {
                int xRow = x.rowOffset(i);
                int yRow = y.rowOffset(i);
                for (int j = 0; j < x.columns(); j++) {
                    target[yRow + j] = source[xRow + j] * row[start + j];
                }
            }
        });
    }

    /** Y = X diag(factors) + 1 shiftsᵀ. */
    public static void scaleAndShift(Workers workers, Matrix x, Matrix factors, Matrix shifts, Matrix y) {
        factors.requireShape(1, x.columns());
        shifts.requireShape(1, x.columns());
        y.requireShape(x.rows(), x.columns());
        workers.forRows(x.rows(), 1, (long) x.columns() * COST, (from, to) -> {
            double[] source = x.data();
            double[] target = y.data();
            double[] scale = factors.data();
            double[] shift = shifts.data();
            int scaleStart = factors.offset();
            int shiftStart = shifts.offset();
            for (int i = from; i < to; i++) {
                int xRow = x.rowOffset(i);
                int yRow = y.rowOffset(i);
                for (int j = 0; j < x.columns(); j++) {
                    target[yRow + j] = Math.fma(source[xRow + j], scale[scaleStart + j], shift[shiftStart + j]);
                }
            }
        });
    }
}
