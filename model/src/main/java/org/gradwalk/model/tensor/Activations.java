package org.gradwalk.model.tensor;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * The activation functions φ entry by entry, and their backward forms dZ = dA ⊙ φ′(Z). All matrices are rows × n.
 */
public final class Activations {

    private static final int GELU_COST = 32;
    private static final int ERF_COST = 400;
    private static final int RELU_COST = 4;

    private static final double SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);
    private static final double CUBIC = 0.044715;
    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);

    private Activations() {}

    /** A = max(Z, 0). */
    public static void relu(Workers workers, Matrix z, Matrix a) {
        share(workers, RELU_COST, z, a, (i, s, t) -> {
            double[] source = z.data();
            double[] target = a.data();
            for (int j = 0; j < z.columns(); j++) {
                // written so that NaN stays NaN
                double value = source[s + j];
                target[t + j] = value <= 0 ? 0 : value;
            }
        });
    }

    /** dZ = dA where Z > 0, else 0. */
    public static void reluBackward(Workers workers, Matrix z, Matrix dA, Matrix dZ) {
        dA.requireShape(z.rows(), z.columns());
        share(workers, RELU_COST, z, dZ, (i, s, t) -> {
            double[] source = z.data();
            double[] error = dA.data();
            double[] target = dZ.data();
            int e = dA.rowOffset(i);
            for (int j = 0; j < z.columns(); j++) {
                target[t + j] = source[s + j] > 0 ? error[e + j] : 0;
            }
        });
    }

    /**
     * A = ½ Z (1 + tanh u) with u = √(2/π) (Z + 0.044715 Z³), computed as Z / (1 + e⁻²ᵘ).
     */
    public static void geluTanh(Workers workers, Matrix z, Matrix a) {
        share(workers, GELU_COST, z, a, (i, s, t) -> {
            exponentialOfMinus2U(z, a, i);
            geluTanh(z.data(), s, a.data(), t, z.columns());
        });
    }

    /** From e⁻²ᵘ, which stands in the target. */
    private static void geluTanh(double[] source, int s, double[] target, int t, int count) {
        if (s == t) {
            for (int j = s; j < s + count; j++) {
                target[j] = source[j] / (1 + target[j]);
            }
        } else {
            for (int j = 0; j < count; j++) {
                target[t + j] = source[s + j] / (1 + target[t + j]);
            }
        }
    }

    /** dZ = dA ⊙ (σ + Z σ (1 − σ) 2u′) with σ = 1 / (1 + e⁻²ᵘ) and u′ = √(2/π) (1 + 0.134145 Z²). */
    public static void geluTanhBackward(Workers workers, Matrix z, Matrix dA, Matrix dZ) {
        dA.requireShape(z.rows(), z.columns());
        share(workers, GELU_COST, z, dZ, (i, s, t) -> {
            exponentialOfMinus2U(z, dZ, i);
            geluTanhBackward(z.data(), s, dA.data(), dA.rowOffset(i), dZ.data(), t, z.columns());
        });
    }

    /** From e⁻²ᵘ, which stands in the target. */
    private static void geluTanhBackward(
            double[] source, int s, double[] error, int e, double[] target, int t, int count) {
        if (s == t && e == t) {
            for (int j = s; j < s + count; j++) {
                target[j] = error[j] * geluTanhSlope(source[j], target[j]);
            }
        } else {
            for (int j = 0; j < count; j++) {
                target[t + j] = error[e + j] * geluTanhSlope(source[s + j], target[t + j]);
            }
        }
    }

    private static double geluTanhSlope(double z, double exponential) {
        double sigma = 1 / (1 + exponential);
        return sigma + z * sigma * (1 - sigma) * (2 * SQRT_2_OVER_PI * (1 + 3 * CUBIC * z * z));
    }

    private static void exponentialOfMinus2U(Matrix z, Matrix result, int row) {
        double[] source = z.data();
        double[] target = result.data();
        int s = z.rowOffset(row);
        int t = result.rowOffset(row);
        int count = z.columns();
        if (s == t) {
            for (int j = s; j < s + count; j++) {
                target[j] = minus2U(source[j]);
            }
        } else {
            for (int j = 0; j < count; j++) {
                target[t + j] = minus2U(source[s + j]);
            }
        }
        Exponential.apply(target, t, 0, target, t, count);
    }

    private static double minus2U(double z) {
        return -2 * SQRT_2_OVER_PI * (z + CUBIC * z * z * z);
    }

    /** A = Z Φ(Z), Φ the distribution function of the standard normal. */
    public static void geluErf(Workers workers, Matrix z, Matrix a) {
        share(workers, ERF_COST, z, a, (i, s, t) -> {
            for (int j = 0; j < z.columns(); j++) {
                double x = z.data()[s + j];
                a.data()[t + j] = x * normalDistribution(x);
            }
        });
    }

    /** dZ = dA ⊙ (Φ(Z) + Z Φ′(Z)). */
    public static void geluErfBackward(Workers workers, Matrix z, Matrix dA, Matrix dZ) {
        dA.requireShape(z.rows(), z.columns());
        share(workers, ERF_COST, z, dZ, (i, s, t) -> {
            int e = dA.rowOffset(i);
            for (int j = 0; j < z.columns(); j++) {
                double x = z.data()[s + j];
                double density = DENSITY_AT_0 * Exponential.exp(-0.5 * x * x);
                dZ.data()[t + j] = dA.data()[e + j] * (normalDistribution(x) + x * density);
            }
        });
    }

    private static double normalDistribution(double x) {
        return 0.5 * Erfc.value(-x * SQRT_HALF);
    }

    private interface RowAction {
        /** A row, and where it starts in the source and in the target. */
        void on(int row, int source, int target);
    }

    private static void share(Workers workers, int cost, Matrix source, Matrix target, RowAction action) {
        target.requireShape(source.rows(), source.columns());
        workers.forRows(source.rows(), 1, (long) source.columns() * cost, (from, to) -> {
            for (int i = from; i < to; i++) {
                action.on(i, source.rowOffset(i), target.rowOffset(i));
            }
        });
    }
}
