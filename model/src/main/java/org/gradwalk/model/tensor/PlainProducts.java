package org.gradwalk.model.tensor;

/**
 * The specification of {@link Products}: every entry is one chain of fused multiply-adds in the order of the summed
 * index, then scaled, then added to its column's bias.
 */
final class PlainProducts {

    private PlainProducts() {}

    /** C = scale · op(A) op(B) + 1 biasᵀ, without the last summand where the bias has no entries. */
    static void run(
            Workers workers, Products.Form form, Matrix a, Matrix b, double scale, double[] bias, Matrix c) {
        long workPerRow = (long) form.depth(a) * c.columns();
        workers.forRows(c.rows(), 1, workPerRow, (from, to) -> rows(form, a, b, scale, bias, c, from, to));
    }

    private static void rows(
            Products.Form form, Matrix a, Matrix b, double scale, double[] bias, Matrix c, int from, int to) {
        switch (form) {
            case PLAIN, LOWER -> rowTimesMatrix(form, a, b, c, from, to);
            case TRANSPOSED_LEFT, LOWER_TRANSPOSED_LEFT -> columnTimesMatrix(form, a, b, c, from, to);
            case TRANSPOSED_RIGHT -> rowTimesRow(a, b, c, from, to);
        }
        finish(scale, bias, c, from, to);
    }

    private static void rowTimesMatrix(Products.Form form, Matrix a, Matrix b, Matrix c, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = c.rowOffset(i);
            clear(c, row);
            int end = form == Products.Form.LOWER ? Math.min(i + 1, a.columns()) : a.columns();
            for (int k = 0; k < end; k++) {
                addScaledRow(a.data()[a.rowOffset(i) + k], b, k, c, row);
            }
        }
    }

    private static void columnTimesMatrix(Products.Form form, Matrix a, Matrix b, Matrix c, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = c.rowOffset(i);
            clear(c, row);
            int start = form == Products.Form.LOWER_TRANSPOSED_LEFT ? i : 0;
            for (int k = start; k < a.rows(); k++) {
                addScaledRow(a.data()[a.rowOffset(k) + i], b, k, c, row);
            }
        }
    }

    private static void rowTimesRow(Matrix a, Matrix b, Matrix c, int from, int to) {
        for (int i = from; i < to; i++) {
            for (int j = 0; j < b.rows(); j++) {
                double sum = 0;
                for (int k = 0; k < a.columns(); k++) {
                    sum = Math.fma(a.data()[a.rowOffset(i) + k], b.data()[b.rowOffset(j) + k], sum);
                }
                c.data()[c.rowOffset(i) + j] = sum;
            }
        }
    }

    private static void clear(Matrix c, int row) {
        double[] data = c.data();
        for (int j = 0; j < c.columns(); j++) {
            data[row + j] = 0;
        }
    }

    private static void addScaledRow(double factor, Matrix b, int k, Matrix c, int row) {
        double[] source = b.data();
        double[] target = c.data();
        int sourceRow = b.rowOffset(k);
        for (int j = 0; j < c.columns(); j++) {
            target[row + j] = Math.fma(factor, source[sourceRow + j], target[row + j]);
        }
    }

    /** Scales the sums and adds each column's bias. */
    private static void finish(double scale, double[] bias, Matrix c, int from, int to) {
        double[] data = c.data();
        for (int i = from; i < to; i++) {
            int row = c.rowOffset(i);
            if (scale != 1) {
                for (int j = 0; j < c.columns(); j++) {
                    data[row + j] *= scale;
                }
            }
            if (bias.length > 0) {
                for (int j = 0; j < c.columns(); j++) {
                    data[row + j] += bias[j];
                }
            }
        }
    }
}
