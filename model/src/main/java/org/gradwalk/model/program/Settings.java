package org.gradwalk.model.program;

/**
 * The numbers that steer an update. They may change from one iteration to the next without a new program.
 *
 * @param learningRate η
 * @param momentum κ of SGD
 * @param beta1 β₁ of Adam, the decay of the first moment
 * @param beta2 β₂ of Adam, the decay of the second moment
 * @param epsilon ε of Adam, added to the root of the second moment
 * @param weightDecay λ of AdamW
 * @param clipNorm c, the largest norm of the whole gradient; infinite where it is not clipped
 */
public record Settings(
        double learningRate,
        double momentum,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        double clipNorm) {

    /** Adam's usual numbers: β 0.9 and 0.999, ε 1e-8, no decay, no clipping. */
    public static Settings of(double learningRate) {
        return new Settings(learningRate, 0, 0.9, 0.999, 1e-8, 0, Double.POSITIVE_INFINITY);
    }

    public Settings withLearningRate(double rate) {
        return new Settings(rate, momentum, beta1, beta2, epsilon, weightDecay, clipNorm);
    }

    public Settings withMomentum(double kappa) {
        return new Settings(learningRate, kappa, beta1, beta2, epsilon, weightDecay, clipNorm);
    }

    public Settings withBetas(double first, double second) {
        return new Settings(learningRate, momentum, first, second, epsilon, weightDecay, clipNorm);
    }

    public Settings withEpsilon(double small) {
        return new Settings(learningRate, momentum, beta1, beta2, small, weightDecay, clipNorm);
    }

    public Settings withWeightDecay(double lambda) {
        return new Settings(learningRate, momentum, beta1, beta2, epsilon, lambda, clipNorm);
    }

    public Settings withClipNorm(double norm) {
        return new Settings(learningRate, momentum, beta1, beta2, epsilon, weightDecay, norm);
    }
}
