package org.gradwalk.model.tensor;

/** Softmax row by row, its logarithm, and their backward forms. S, P and their errors are rows × n. */
public final class Softmax {

    /** exp of an entry costs about this many multiply-adds of a product kernel. */
    private static final int COST = 24;
    private static final double LEAST_PRODUCT = 1e-200;
    private static final double LEAST_WEIGHT = 1e-50;

    private Softmax() {}

    /**
     * P = softmax of each row of S. Entries of −∞ get exactly 0.
     *
     * <p>A row whose largest entry is not finite has no softmax: it becomes NaN.
     */
    public static void forward(Workers workers, Matrix s, Matrix p) {
        p.requireShape(s.rows(), s.columns());
        workers.forRows(s.rows(), 1, (long) s.columns() * COST, (from, to) -> {
            for (int i = from; i < to; i++) {
                int row = p.rowOffset(i);
                double largest = Rows.largest(s.data(), s.rowOffset(i), s.columns());
                Exponential.apply(s.data(), s.rowOffset(i), largest, p.data(), row, s.columns());
                double sum = Rows.sum(p.data(), row, p.columns());
                double[] target = p.data();
                for (int j = row; j < row + p.columns(); j++) {
                    target[j] /= sum;
                }
            }
        });
    }

    /**
     * The mean entropy of the rows of P = softmax of S, in nats: η = Λ − ∑ P S, where Λ = S − log P is the same at every
     * entry of a row, so that no logarithm is taken of all of them. Entries of −∞, where P is 0, are left out.
     *
     * @param s T × T
     * @param p T × T
     * @param causal whether there is nothing but −∞ above the diagonal of S
     */
    public static double meanEntropy(Matrix s, Matrix p, boolean causal) {
        p.requireShape(s.rows(), s.columns());
        double sum = 0;
        double product = 1; // of one weight of each row: one logarithm for many rows
        for (int i = 0; i < s.rows(); i++) {
            int scores = s.rowOffset(i);
            int weights = p.rowOffset(i);
            double score = s.data()[scores + i];
            double weight = p.data()[weights + i];
            int count = causal ? i + 1 : s.columns();
            if (!(weight > LEAST_WEIGHT)) {
                score = Rows.largest(s.data(), scores, count);
                weight = Rows.largest(p.data(), weights, count);
            }
            product *= weight;
            if (product < LEAST_PRODUCT) {
                sum -= Math.log(product);
                product = 1;
            }
            sum += score - weighted(s.data(), scores, p.data(), weights, count);
        }
        return (sum - Math.log(product)) / s.rows();
    }

    /** ∑ P S over entries with P > 0, in four interleaved partial sums. */
    private static double weighted(double[] scores, int s, double[] weights, int w, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int whole = count - count % 4;
        for (int j = 0; j < whole; j += 4) {
            s0 = weights[w + j] > 0 ? Math.fma(weights[w + j], scores[s + j], s0) : s0;
            s1 = weights[w + j + 1] > 0 ? Math.fma(weights[w + j + 1], scores[s + j + 1], s1) : s1;
            s2 = weights[w + j + 2] > 0 ? Math.fma(weights[w + j + 2], scores[s + j + 2], s2) : s2;
            s3 = weights[w + j + 3] > 0 ? Math.fma(weights[w + j + 3], scores[s + j + 3], s3) : s3;
        }
        for (int j = whole; j < count; j++) {
            s0 = weights[w + j] > 0 ? Math.fma(weights[w + j], scores[s + j], s0) : s0;
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** dS = P ⊙ (dP − ((P ⊙ dP) 1) 1ᵀ). */
    public static void backward(Workers workers, Matrix p, Matrix dP, Matrix dS) {
        dP.requireShape(p.rows(), p.columns());
        dS.requireShape(p.rows(), p.columns());
        workers.forRows(p.rows(), 1, (long) p.columns() * 8, (from, to) -> {
            double[] weights = p.data();
            double[] error = dP.data();
            double[] target = dS.data();
            for (int i = from; i < to; i++) {
                int w = p.rowOffset(i);
                int e = dP.rowOffset(i);
                int t = dS.rowOffset(i);
                double average = Rows.dot(weights, w, error, e, p.columns());
                backward(weights, w, error, e, average, target, t, p.columns());
            }
        });
    }

    private static void backward(
            double[] weights, int w, double[] error, int e, double average, double[] target, int t, int count) {
        if (w == t && e == t) {
            for (int j = t; j < t + count; j++) {
                target[j] = weights[j] * (error[j] - average);
            }
        } else {
            for (int j = 0; j < count; j++) {
                target[t + j] = weights[w + j] * (error[e + j] - average);
            }
        }
    }

    /** L = logarithm of the softmax of each row of Z: Z − (log-sum-exp of the row) 1ᵀ. */
    public static void logForward(Workers workers, Matrix z, Matrix l) {
        l.requireShape(z.rows(), z.columns());
        workers.forRows(z.rows(), 1, (long) z.columns() * COST, (from, to) -> {
            double[] source = z.data();
            double[] target = l.data();
            for (int i = from; i < to; i++) {
                int s = z.rowOffset(i);
                double largest = Rows.largest(source, s, z.columns());
                int t = l.rowOffset(i);
                Exponential.apply(source, s, largest, target, t, z.columns());
                double logSum = Math.log(Rows.sum(target, t, z.columns()));
                for (int j = 0; j < z.columns(); j++) {
                    target[t + j] = (source[s + j] - largest) - logSum;
                }
            }
        });
    }

    /** dZ = dL − diag((dL) 1) P. */
    public static void logBackward(Workers workers, Matrix p, Matrix dL, Matrix dZ) {
        dL.requireShape(p.rows(), p.columns());
        dZ.requireShape(p.rows(), p.columns());
        workers.forRows(p.rows(), 1, (long) p.columns() * 8, (from, to) -> {
            double[] weights = p.data();
            double[] error = dL.data();
            double[] target = dZ.data();
            for (int i = from; i < to; i++) {
                int w = p.rowOffset(i);
                int e = dL.rowOffset(i);
                int t = dZ.rowOffset(i);
                double total = Rows.sum(error, e, p.columns());
                for (int j = 0; j < p.columns(); j++) {
                    target[t + j] = error[e + j] - weights[w + j] * total;
                }
            }
        });
    }

    /** P = exp of each entry of L. */
    public static void exponentials(Workers workers, Matrix l, Matrix p) {
        p.requireShape(l.rows(), l.columns());
        workers.forRows(l.rows(), 1, (long) l.columns() * COST, (from, to) -> {
            for (int i = from; i < to; i++) {
                Exponential.apply(l.data(), l.rowOffset(i), 0, p.data(), p.rowOffset(i), l.columns());
            }
        });
    }
}
