package org.gradwalk.model.layer;

import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Expression.Function;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Softmax;

/**
 * Cross-entropy of the next token, averaged (or summed) over the positions that count.
 *
 * @param logits Z, B·T × V
 * @param targets y, B·T × 1, the number of the next token, negative where the position does not count
 * @param counted N, 1 × 1, how many positions count; 1 where none does, so that the loss is then 0
 * @param reduction mean or sum
 * @param logProbabilities log P, B·T × V
 * @param probabilities P, B·T × V; a side value: nothing but the picture and the backward step reads it
 * @param perPosition ℓ, B·T × 1, 0 where a position does not count
 * @param output L, 1 × 1
 */
public record Loss(
        Value logits,
        Value targets,
        Value counted,
        Reduction reduction,
        Value logProbabilities,
        Value probabilities,
        Value perPosition,
        Value output) implements Layer {

    /** How the positions' losses become one number. */
    public enum Reduction {
        /** Mean over the positions that count. */
        MEAN,
        /** Sum over them; parameter gradients are divided by N before the update. */
        SUM
    }

    private static final String PATH = "loss";
    /** The value with the loss of each position; 0 where it has no target. */
    public static final String PER_POSITION = "loss_per_position";
    private static final Symbol Z = Symbol.of("Z", SymbolClass.ACTIVATION);
    private static final Symbol LOG_P = new Symbol("logP", "\\log P", SymbolClass.ATTENTION);
    private static final Symbol P = Symbol.of("P", SymbolClass.ATTENTION);
    private static final Symbol TARGETS = new Symbol("y", "y", SymbolClass.CONSTANT);
    private static final Symbol N = Symbol.of("N", SymbolClass.CONSTANT);
    private static final Symbol ELL = new Symbol("ell", "\\ell", SymbolClass.STATISTIC);
    private static final Symbol L = Symbol.of("L", SymbolClass.STATISTIC);

    /** Adds the forward steps. */
    public static Loss forward(ProgramBuilder b, Value logits, Value targets, Value counted, Reduction reduction) {
        int vocabulary = logits.columns();
        Loss layer = new Loss(
                logits,
                targets,
                counted,
                reduction,
                b.perPosition("logprobs", SymbolClass.ATTENTION, vocabulary),
                b.perPosition("probs", SymbolClass.ATTENTION, vocabulary),
                b.perPosition(PER_POSITION, SymbolClass.STATISTIC, 1),
                b.value(PATH, SymbolClass.STATISTIC, Layout.SCALAR, 1, 1));
        b.use(logits, PATH, "loss");
        layer.forwardSteps(b);
        return layer;
    }

    private void forwardSteps(ProgramBuilder b) {
        b.step("logprobs", "loss.logprobs", () -> b.operation("logprobs", Template.ROW_WEIGHTS)
                .reads(Z, logits)
                .writes(LOG_P, logProbabilities, Z.apply(Function.LOG_SOFTMAX))
                .runs(m -> Softmax.logForward(m.workers(), m.matrix(logits), m.matrix(logProbabilities))),
                Invariant.equal(LOG_P.apply(Function.EXP).rowSum(), new Expression.Ones(logits.rows(), 1)));
        b.step("probs", "loss.probs", () -> b.operation("probs", Template.ELEMENTWISE)
                .reads(LOG_P, logProbabilities)
                .writes(P, probabilities, LOG_P.apply(Function.EXP))
                .runs(m -> Softmax.exponentials(
                        m.workers(), m.matrix(logProbabilities), m.matrix(probabilities))),
                Invariant.equal(P.rowSum(), new Expression.Ones(logits.rows(), 1)));
        b.step("pick", "loss.pick", () -> b.operation("pick", Template.LOOK_UP)
                .reads(TARGETS, targets)
                .reads(LOG_P, logProbabilities)
                .writes(ELL, perPosition, oneHot().hadamard(LOG_P).rowSum().negated())
                .runs(m -> pick(m.matrix(targets), m.matrix(logProbabilities), m.matrix(perPosition))));
        b.step("mean", "loss.mean", () -> b.operation("mean", Template.REDUCTION)
                .reads(ELL, perPosition)
                .reads(divisors())
                .writes(L, output, reduced(ELL.columnSum()))
                .runs(m -> m.matrix(output)
                        .set(0, 0, total(m.matrix(perPosition)) / divisor(m))));
        b.fused(P, probabilities, Z.apply(Function.SOFTMAX));
        b.fused(L, output, reduced(
                oneHot().hadamard(Z.apply(Function.LOG_SOFTMAX)).rowSum().columnSum()).negated());
    }

    /** What the loss is divided by: N for the mean, nothing for the sum. */
    private Binding[] divisors() {
        return reduction == Reduction.MEAN ? new Binding[]{new Binding(N, counted)} : new Binding[0];
    }

    private Expression reduced(Expression sum) {
        return reduction == Reduction.MEAN ? sum.over(N) : sum;
    }

    private Expression oneHot() {
        return new Expression.OneHot(TARGETS, Expression.number(logits.columns(), "\\mathcal{V}"));
    }

    private static void pick(Matrix targets, Matrix logProbabilities, Matrix losses) {
        for (int i = 0; i < losses.rows(); i++) {
            int target = (int) targets.get(i, 0);
            losses.set(i, 0, target < 0 ? 0 : -logProbabilities.get(i, target));
        }
    }

    private static double total(Matrix losses) {
        double sum = 0;
        for (int i = 0; i < losses.rows(); i++) {
            sum += losses.get(i, 0);
        }
        return sum;
    }

    /** Asks for no number that its operation does not read. */
    private double divisor(Memory m) {
        return reduction == Reduction.MEAN ? m.matrix(counted).get(0, 0) : 1;
    }

    /** The same steps from the last to the first; together they give (P − U) / N, prediction minus truth. */
    @Override
    public void backward(ProgramBuilder b) {
        b.layer(PATH, () -> backwardSteps(b));
    }

    private void backwardSteps(ProgramBuilder b) {
        Value dLoss = b.errorOf(output);
        Value dPerPosition = b.errorOf(perPosition);
        b.step("mean", "loss.mean", () -> {
            b.operation("seed", Template.REDUCTION)
                    .reads(L, output)
                    .writes(L.error(), dLoss, Expression.number(1, "1"))
                    .runs(m -> m.matrix(dLoss).set(0, 0, 1));
            b.operation("positions", Template.ELEMENTWISE)
                    .reads(L.error(), dLoss)
                    .reads(TARGETS, targets)
                    .reads(divisors())
                    .writes(ELL.error(), dPerPosition, reduced(L.error().times(oneHot().rowSum())))
                    .runs(m -> spread(
                            m.matrix(targets),
                            m.matrix(dLoss).get(0, 0) / divisor(m),
                            m.matrix(dPerPosition)));
        });
        Value dLogProbabilities = b.errorOf(logProbabilities);
        b.step("pick", "loss.pick", () -> b.operation("pick", Template.LOOK_UP)
                .reads(ELL.error(), dPerPosition)
                .reads(TARGETS, targets)
                .writes(LOG_P.error(), dLogProbabilities, ELL.error().diagonal().times(oneHot()).negated())
                .runs(m -> putBack(m.matrix(targets), m.matrix(dPerPosition), m.matrix(dLogProbabilities))));
        b.step("probs", "loss.probs", () -> {
            // a target whose probability has underflowed to 0 has an infinite slope; nothing is computed from it
            Value dProbabilities = b.errorWithMinusInfinity(probabilities);
            b.operation("probs", Template.ELEMENTWISE)
                    .reads(LOG_P.error(), dLogProbabilities)
                    .reads(P, probabilities)
                    .reads(TARGETS, targets)
                    .writes(P.error(), dProbabilities, new Expression.Masked(
                            LOG_P.error().over(P), oneHot(), Expression.Masked.Outside.ZERO))
                    .runs(m -> slopes(
                            m.matrix(dLogProbabilities), m.matrix(probabilities), m.matrix(dProbabilities)));
        });
        b.step("logprobs", "loss.logprobs", () -> {
            Value dLogits = b.contribution(logits, PATH);
            b.operation("logprobs", Template.ROW_WEIGHTS)
                    .reads(LOG_P.error(), dLogProbabilities)
                    .reads(P, probabilities)
                    .writes(Z.error(), dLogits, LOG_P.error().minus(LOG_P.error().rowSum().diagonal().times(P)))
                    .runs(m -> Softmax.logBackward(
                            m.workers(), m.matrix(probabilities), m.matrix(dLogProbabilities), m.matrix(dLogits)));
            sizesOfErrors(b);
        });
        b.fused(Z.error(), b.declaredError(logits), reduced(
                oneHot().rowSum().diagonal().times(P).minus(oneHot())));
    }

    /** Prediction minus truth: a row sums to 0, and is at most a whole probability put on a wrong token. */
    private void sizesOfErrors(ProgramBuilder b) {
        Expression missed = oneHot().rowSum().minus(oneHot().hadamard(P).rowSum());
        Expression made = LOG_P.error().rowSum();
        b.invariant(Invariant.zero(Z.error().rowSum()).ofTerms(made));
        b.invariant(Invariant.equal(
                Z.error().apply(Function.ABS).rowSum(), reduced(Expression.number(2, "2").times(missed)))
                .ofTerms(made));
        b.invariant(Invariant.atMost(
                Z.error().rowNorm(), reduced(Expression.number(Math.sqrt(2), "\\sqrt{2}"))));
    }

    private static void spread(Matrix targets, double share, Matrix errors) {
        for (int i = 0; i < errors.rows(); i++) {
            errors.set(i, 0, targets.get(i, 0) < 0 ? 0 : share);
        }
    }

    private static void putBack(Matrix targets, Matrix errors, Matrix logProbabilityErrors) {
        logProbabilityErrors.fill(0);
        for (int i = 0; i < errors.rows(); i++) {
            int target = (int) targets.get(i, 0);
            if (target >= 0) {
                logProbabilityErrors.set(i, target, -errors.get(i, 0));
            }
        }
    }

    private static void slopes(Matrix errors, Matrix probabilities, Matrix slopes) {
        for (int i = 0; i < errors.rows(); i++) {
            for (int j = 0; j < errors.columns(); j++) {
                double error = errors.get(i, j);
                slopes.set(i, j, error == 0 ? 0 : error / probabilities.get(i, j));
            }
        }
    }
}
