package org.gradwalk.model.tensor;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Row by row: sums, dot products, and a column vector (one number a row) applied to all of its row.
 *
 * <p>Letters: X and Y are rows × n, v is rows × 1. A sum runs in eight interleaved partial sums that are added in pairs
 * at the end: always in that order, so that it does not depend on threads or on compilation.
 */
public final class Rows {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = 8;
    /** What an entry costs, in multiply-adds of a product kernel, for the decision to share work. */
    private static final int COST = 4;

    /** Set once the vector form of {@link #largest} has proved faster than the plain one. */
    static volatile boolean vectorised;

    private Rows() {}

    /** v = factor · X 1. */
    public static void sum(Workers workers, Matrix x, double factor, Matrix v) {
        v.requireShape(x.rows(), 1);
        each(workers, x, i -> factor * sum(x.data(), x.rowOffset(i), x.columns()), v);
    }

    /** v = factor · (X ⊙ Y) 1. */
    public static void dot(Workers workers, Matrix x, Matrix y, double factor, Matrix v) {
        y.requireShape(x.rows(), x.columns());
        v.requireShape(x.rows(), 1);
        each(workers, x, i -> factor * dot(x.data(), x.rowOffset(i), y.data(), y.rowOffset(i), x.columns()), v);
    }

    /** Y = X − v 1ᵀ. */
    public static void subtract(Workers workers, Matrix x, Matrix v, Matrix y) {
        check(x, v, y);
        share(workers, x, i -> subtract(x, v.data()[v.rowOffset(i)], y, i));
    }

    private static void subtract(Matrix x, double value, Matrix y, int row) {
        double[] source = x.data();
        double[] target = y.data();
        int from = x.rowOffset(row);
        int to = y.rowOffset(row);
        int columns = x.columns();
        if (from == to) {
            for (int j = from; j < from + columns; j++) {
                target[j] = source[j] - value;
            }
        } else {
            for (int j = 0; j < columns; j++) {
                target[to + j] = source[from + j] - value;
            }
        }
    }

    /** Y = factor · diag(v) X. */
    public static void scale(Workers workers, Matrix x, Matrix v, double factor, Matrix y) {
        check(x, v, y);
        share(workers, x, i -> scale(x, factor * v.data()[v.rowOffset(i)], y, i));
    }

    private static void scale(Matrix x, double value, Matrix y, int row) {
        double[] source = x.data();
        double[] target = y.data();
        int from = x.rowOffset(row);
        int to = y.rowOffset(row);
        int columns = x.columns();
        if (from == to) {
            for (int j = from; j < from + columns; j++) {
                target[j] = source[j] * value;
            }
        } else {
            for (int j = 0; j < columns; j++) {
                target[to + j] = source[from + j] * value;
            }
        }
    }

    /** Y = factor · v 1ᵀ. */
    public static void spread(Workers workers, Matrix v, double factor, Matrix y) {
        v.requireShape(y.rows(), 1);
        share(workers, y, i -> Arrays.fill(
                y.data(), y.rowOffset(i), y.rowOffset(i) + y.columns(), factor * v.data()[v.rowOffset(i)]));
    }

    /** The sum of {@code count} entries of an array. */
    static double sum(double[] x, int from, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int whole = count - count % LANES;
        for (int j = from; j < from + whole; j += LANES) {
            s0 += x[j];
            s1 += x[j + 1];
            s2 += x[j + 2];
            s3 += x[j + 3];
            s4 += x[j + 4];
            s5 += x[j + 5];
            s6 += x[j + 6];
            s7 += x[j + 7];
        }
        double rest = 0;
        for (int j = from + whole; j < from + count; j++) {
            rest += x[j];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + rest;
    }

    /** The sum of the products of {@code count} pairs of entries of two arrays. */
    static double dot(double[] x, int xFrom, double[] y, int yFrom, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int whole = count - count % LANES;
        for (int j = 0; j < whole; j += LANES) {
            s0 = Math.fma(x[xFrom + j], y[yFrom + j], s0);
            s1 = Math.fma(x[xFrom + j + 1], y[yFrom + j + 1], s1);
            s2 = Math.fma(x[xFrom + j + 2], y[yFrom + j + 2], s2);
            s3 = Math.fma(x[xFrom + j + 3], y[yFrom + j + 3], s3);
            s4 = Math.fma(x[xFrom + j + 4], y[yFrom + j + 4], s4);
            s5 = Math.fma(x[xFrom + j + 5], y[yFrom + j + 5], s5);
            s6 = Math.fma(x[xFrom + j + 6], y[yFrom + j + 6], s6);
            s7 = Math.fma(x[xFrom + j + 7], y[yFrom + j + 7], s7);
        }
        double rest = 0;
        for (int j = whole; j < count; j++) {
            rest = Math.fma(x[xFrom + j], y[yFrom + j], rest);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + rest;
    }

    /** The sum of the squares of {@code count} entries of an array, added as {@link #dot} does. */
    static double squares(double[] x, int from, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int whole = count - count % LANES;
        for (int j = from; j < from + whole; j += LANES) {
            s0 = Math.fma(x[j], x[j], s0);
            s1 = Math.fma(x[j + 1], x[j + 1], s1);
            s2 = Math.fma(x[j + 2], x[j + 2], s2);
            s3 = Math.fma(x[j + 3], x[j + 3], s3);
            s4 = Math.fma(x[j + 4], x[j + 4], s4);
            s5 = Math.fma(x[j + 5], x[j + 5], s5);
            s6 = Math.fma(x[j + 6], x[j + 6], s6);
            s7 = Math.fma(x[j + 7], x[j + 7], s7);
        }
        double rest = 0;
        for (int j = from + whole; j < from + count; j++) {
            rest = Math.fma(x[j], x[j], rest);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + rest;
    }

    /** The largest of {@code count} entries of an array, NaN if one is, −∞ of none; the same in both forms. */
    static double largest(double[] x, int from, int count) {
        return vectorised ? largestVectorised(x, from, count) : largestPlain(x, from, count);
    }

    static double largestPlain(double[] x, int from, int count) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = from; j < from + count; j++) {
            largest = Math.max(largest, x[j]);
        }
        return largest;
    }

    /** Without the jumps of the plain form, which no processor foresees. */
    static double largestVectorised(double[] x, int from, int count) {
        int whole = SPECIES.loopBound(count);
        DoubleVector largest = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
        for (int j = 0; j < whole; j += SPECIES.length()) {
            largest = largest.max(DoubleVector.fromArray(SPECIES, x, from + j));
        }
        return Math.max(largest.reduceLanes(VectorOperators.MAX), largestPlain(x, from + whole, count - whole));
    }

    private static void check(Matrix x, Matrix v, Matrix y) {
        v.requireShape(x.rows(), 1);
        y.requireShape(x.rows(), x.columns());
    }

    private interface RowFunction {
        double of(int row);
    }

    private interface RowAction {
        void on(int row);
    }

    private static void each(Workers workers, Matrix x, RowFunction function, Matrix v) {
        share(workers, x, i -> v.data()[v.rowOffset(i)] = function.of(i));
    }

    private static void share(Workers workers, Matrix x, RowAction action) {
        workers.forRows(x.rows(), 1, (long) x.columns() * COST, (from, to) -> {
            for (int i = from; i < to; i++) {
                action.on(i);
            }
        });
    }
}
