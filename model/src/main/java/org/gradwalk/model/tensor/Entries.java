package org.gradwalk.model.tensor;

import static org.gradwalk.model.tensor.Stretches.alike;

/** Entry by entry: sums and multiples of matrices of one shape. */
public final class Entries {

    private static final int COST = 4;

    private Entries() {}

    /** C = A + B. */
    public static void add(Workers workers, Matrix a, Matrix b, Matrix c) {
        check(a, b, c);
        double[] left = a.data();
        double[] right = b.data();
        double[] target = c.data();
        Stretches.share(workers, COST, c, alike(a, c) && alike(b, c), (from, to) -> {
            for (int j = from; j < to; j++) {
                target[j] = left[j] + right[j];
            }
        }, i -> {
            int l = a.rowOffset(i);
            int r = b.rowOffset(i);
            int t = c.rowOffset(i);
            for (int j = 0; j < c.columns(); j++) {
                target[t + j] = left[l + j] + right[r + j];
            }
        });
    }

    /** C = factor · A. */
    public static void scale(Workers workers, Matrix a, double factor, Matrix c) {
        check(a, a, c);
        double[] source = a.data();
        double[] target = c.data();
        Stretches.share(workers, COST, c, alike(a, c), (from, to) -> {
            for (int j = from; j < to; j++) {
                target[j] = factor * source[j];
            }
        }, i -> {
            int s = a.rowOffset(i);
            int t = c.rowOffset(i);
            for (int j = 0; j < c.columns(); j++) {
                target[t + j] = factor * source[s + j];
            }
        });
    }

    /** The sum of the squares of all entries, row by row in their order. */
    public static double sumOfSquares(Matrix a) {
        double sum = 0;
        for (int i = 0; i < a.rows(); i++) {
            sum += Rows.squares(a.data(), a.rowOffset(i), a.columns());
        }
        return sum;
    }

    /** The sum of the products of entries at the same place, A : B. */
    public static double dot(Matrix a, Matrix b) {
        b.requireShape(a.rows(), a.columns());
        double sum = 0;
        for (int i = 0; i < a.rows(); i++) {
            sum += Rows.dot(a.data(), a.rowOffset(i), b.data(), b.rowOffset(i), a.columns());
        }
        return sum;
    }

    /** The mean of all entries. */
    public static double mean(Matrix a) {
        double sum = 0;
        for (int i = 0; i < a.rows(); i++) {
            sum += Rows.sum(a.data(), a.rowOffset(i), a.columns());
        }
        return sum / a.size();
    }

    /** A less B, in a matrix of its own; equal infinities differ by nothing. */
    public static Matrix difference(Matrix a, Matrix b) {
        Matrix difference = Matrix.zeros(a.rows(), a.columns());
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                double x = a.get(i, j);
                double y = b.get(i, j);
                difference.set(i, j, x == y ? 0 : x - y);
            }
        }
        return difference;
    }

    /** The largest size of an entry; NaN if one is NaN. */
    public static double largest(Matrix a) {
        double largest = 0;
        for (int i = 0; i < a.rows(); i++) {
            int row = a.rowOffset(i);
            for (int j = row; j < row + a.columns(); j++) {
                largest = Math.max(largest, Math.abs(a.data()[j]));
            }
        }
        return largest;
    }

    /** The largest size of a finite entry; 0 where there is none. */
    public static double largestFinite(Matrix a) {
        double largest = 0;
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                double size = Math.abs(a.get(i, j));
                largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
            }
        }
        return largest;
    }

    private static void check(Matrix a, Matrix b, Matrix c) {
        b.requireShape(a.rows(), a.columns());
        c.requireShape(a.rows(), a.columns());
    }
}
