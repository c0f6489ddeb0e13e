package org.gradwalk.model.tensor;

import java.util.Arrays;

/**
 * Sums over two matrices of one shape, A and B, in one pass: reading the numbers takes longer than what is done with
 * them. Each is summed in four interleaved partial sums, always in the same order.
 */
public final class Pair {

    private static final int LANES = 4;

    private final double[] sums = new double[3];

    /** ∑ A², ∑ B² and ∑ A B, added to what was summed before. */
    public void addProducts(Matrix a, Matrix b) {
        b.requireShape(a.rows(), a.columns());
        for (int i = 0; i < a.rows(); i++) {
            products(a.data(), a.rowOffset(i), b.data(), b.rowOffset(i), a.columns());
        }
    }

    /** ∑ A², ∑ (B − A)² and nothing, added to what was summed before. */
    public void addChange(Matrix a, Matrix b) {
        b.requireShape(a.rows(), a.columns());
        for (int i = 0; i < a.rows(); i++) {
            change(a.data(), a.rowOffset(i), b.data(), b.rowOffset(i), a.columns());
        }
    }

    /** Nothing summed. */
    public void clear() {
        Arrays.fill(sums, 0);
    }

    /** The first sum. */
    public double first() {
        return sums[0];
    }

    /** The second sum. */
    public double second() {
        return sums[1];
    }

    /** The third sum. */
    public double third() {
        return sums[2];
    }

    private void products(double[] a, int aFrom, double[] b, int bFrom, int count) {
        double a0 = 0;
        double a1 = 0;
        double a2 = 0;
        double a3 = 0;
        double b0 = 0;
        double b1 = 0;
        double b2 = 0;
        double b3 = 0;
        double p0 = 0;
        double p1 = 0;
        double p2 = 0;
        double p3 = 0;
        int whole = count - count % LANES;
        for (int j = 0; j < whole; j += LANES) {
            double x0 = a[aFrom + j];
            double y0 = b[bFrom + j];
            a0 = Math.fma(x0, x0, a0);
            b0 = Math.fma(y0, y0, b0);
            p0 = Math.fma(x0, y0, p0);
            double x1 = a[aFrom + j + 1];
            double y1 = b[bFrom + j + 1];
            a1 = Math.fma(x1, x1, a1);
            b1 = Math.fma(y1, y1, b1);
            p1 = Math.fma(x1, y1, p1);
            double x2 = a[aFrom + j + 2];
            double y2 = b[bFrom + j + 2];
            a2 = Math.fma(x2, x2, a2);
            b2 = Math.fma(y2, y2, b2);
            p2 = Math.fma(x2, y2, p2);
            double x3 = a[aFrom + j + 3];
            double y3 = b[bFrom + j + 3];
            a3 = Math.fma(x3, x3, a3);
            b3 = Math.fma(y3, y3, b3);
            p3 = Math.fma(x3, y3, p3);
        }
        for (int j = whole; j < count; j++) {
            double x = a[aFrom + j];
            double y = b[bFrom + j];
            a0 = Math.fma(x, x, a0);
            b0 = Math.fma(y, y, b0);
            p0 = Math.fma(x, y, p0);
        }
        sums[0] += (a0 + a1) + (a2 + a3);
        sums[1] += (b0 + b1) + (b2 + b3);
        sums[2] += (p0 + p1) + (p2 + p3);
    }

    private void change(double[] a, int aFrom, double[] b, int bFrom, int count) {
        double a0 = 0;
        double a1 = 0;
        double a2 = 0;
        double a3 = 0;
        double d0 = 0;
        double d1 = 0;
        double d2 = 0;
        double d3 = 0;
        int whole = count - count % LANES;
        for (int j = 0; j < whole; j += LANES) {
            double x0 = a[aFrom + j];
            double y0 = b[bFrom + j] - x0;
            a0 = Math.fma(x0, x0, a0);
            d0 = Math.fma(y0, y0, d0);
            double x1 = a[aFrom + j + 1];
            double y1 = b[bFrom + j + 1] - x1;
            a1 = Math.fma(x1, x1, a1);
            d1 = Math.fma(y1, y1, d1);
            double x2 = a[aFrom + j + 2];
            double y2 = b[bFrom + j + 2] - x2;
            a2 = Math.fma(x2, x2, a2);
            d2 = Math.fma(y2, y2, d2);
            double x3 = a[aFrom + j + 3];
            double y3 = b[bFrom + j + 3] - x3;
            a3 = Math.fma(x3, x3, a3);
            d3 = Math.fma(y3, y3, d3);
        }
        for (int j = whole; j < count; j++) {
            double x = a[aFrom + j];
            double y = b[bFrom + j] - x;
            a0 = Math.fma(x, x, a0);
            d0 = Math.fma(y, y, d0);
        }
        sums[0] += (a0 + a1) + (a2 + a3);
        sums[1] += (d0 + d1) + (d2 + d3);
    }
}
