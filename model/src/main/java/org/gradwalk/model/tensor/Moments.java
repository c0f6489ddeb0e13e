package org.gradwalk.model.tensor;

import static org.gradwalk.model.tensor.Stretches.alike;

/** What optimizers do with gradients, entry by entry: running averages, and steps along them. All have one shape. */
public final class Moments {

    private static final int COST = 8;
    private static final int STEP_COST = 48;

    private Moments() {}

    /** C = α A + β B. */
    public static void combine(Workers workers, double alpha, Matrix a, double beta, Matrix b, Matrix c) {
        check(a, b, c);
        double[] left = a.data();
        double[] right = b.data();
        double[] target = c.data();
        Stretches.share(workers, COST, c, alike(a, c) && alike(b, c), (from, to) -> {
            for (int j = from; j < to; j++) {
                target[j] = alpha * left[j] + beta * right[j];
            }
        }, i -> {
            int l = a.rowOffset(i);
            int r = b.rowOffset(i);
            int t = c.rowOffset(i);
            for (int j = 0; j < c.columns(); j++) {
                target[t + j] = alpha * left[l + j] + beta * right[r + j];
            }
        });
    }

    /** C = α A + β B ⊙ B. */
    public static void combineWithSquares(Workers workers, double alpha, Matrix a, double beta, Matrix b, Matrix c) {
        check(a, b, c);
        double[] left = a.data();
        double[] right = b.data();
        double[] target = c.data();
        Stretches.share(workers, COST, c, alike(a, c) && alike(b, c), (from, to) -> {
            for (int j = from; j < to; j++) {
                target[j] = alpha * left[j] + beta * right[j] * right[j];
            }
        }, i -> {
            int l = a.rowOffset(i);
            int r = b.rowOffset(i);
            int t = c.rowOffset(i);
            for (int j = 0; j < c.columns(); j++) {
                target[t + j] = alpha * left[l + j] + beta * right[r + j] * right[r + j];
            }
        });
    }

    /**
     * The numbers of a step of Adam.
     *
     * @param keep what is left of a parameter after its decay
     * @param rate η
     * @param correction1 1 − β₁ᵏ
     * @param correction2 1 − β₂ᵏ
     * @param epsilon ε
     */
    public record AdamStep(double keep, double rate, double correction1, double correction2, double epsilon) {

        private double of(double parameter, double m, double u) {
            return keep * parameter - rate * (m / correction1 / (Math.sqrt(u / correction2) + epsilon));
        }
    }

    /** Θ′ = keep · Θ − η m̂ / (√û + ε), where m̂ and û are m and u over their corrections. */
    public static void adam(Workers workers, AdamStep step, Matrix theta, Matrix m, Matrix u, Matrix after) {
        check(theta, m, after);
        check(theta, u, after);
        double[] parameters = theta.data();
        double[] first = m.data();
        double[] second = u.data();
        double[] target = after.data();
        boolean alike = alike(theta, after) && alike(m, after) && alike(u, after);
        Stretches.share(workers, STEP_COST, after, alike, (from, to) -> {
            for (int j = from; j < to; j++) {
                target[j] = step.of(parameters[j], first[j], second[j]);
            }
        }, i -> {
            int p = theta.rowOffset(i);
            int f = m.rowOffset(i);
            int s = u.rowOffset(i);
            int t = after.rowOffset(i);
            for (int j = 0; j < after.columns(); j++) {
                target[t + j] = step.of(parameters[p + j], first[f + j], second[s + j]);
            }
        });
    }

    private static void check(Matrix a, Matrix b, Matrix c) {
        b.requireShape(a.rows(), a.columns());
        c.requireShape(a.rows(), a.columns());
    }
}
