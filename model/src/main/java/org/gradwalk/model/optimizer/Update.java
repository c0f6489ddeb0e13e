package org.gradwalk.model.optimizer;

import java.util.List;
import java.util.stream.IntStream;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.ProgramBuilder.ParameterStep;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.UpdateRule;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Entries;

/**
 * The update phase: gradients divided by the number of counted positions where the loss is a sum, then clipped by the
 * norm of all of them together, then one optimizer step for each parameter.
 *
 * @param optimizer the rule
 * @param clipped whether the gradient's norm is limited (to the settings' number)
 * @param divided whether the loss is a sum over positions, so that gradients are divided here
 */
public record Update(Optimizer optimizer, boolean clipped, boolean divided) implements UpdateRule {

    static final Symbol G = Symbol.of("g", SymbolClass.GRADIENT);
    static final Symbol THETA = new Symbol("theta", "\\theta", SymbolClass.WEIGHT);
    static final Symbol THETA_AFTER = new Symbol("thetaNext", "\\theta'", SymbolClass.WEIGHT);
    static final Symbol RATE = new Symbol("eta", "\\eta", SymbolClass.CONSTANT);

    private static final Symbol G_MEAN = new Symbol("gMean", "\\bar{g}", SymbolClass.GRADIENT);
    private static final Symbol G_CLIPPED = new Symbol("gClipped", "\\widehat{g}", SymbolClass.GRADIENT);
    private static final Symbol N = Symbol.of("N", SymbolClass.CONSTANT);
    private static final Symbol NORM = new Symbol("nu", "\\nu", SymbolClass.STATISTIC);
    private static final Symbol LIMIT = Symbol.of("c", SymbolClass.CONSTANT);
    private static final Symbol FACTOR = Symbol.of("f", SymbolClass.STATISTIC);
    /** As PyTorch: keeps the factor finite for a gradient of zero. */
    private static final double CLIP_EPSILON = 1e-6;

    @Override
    public void update(ProgramBuilder b) {
        if (clipped) {
            b.layer("clip", () -> addClipping(b, b.parametersWithGradients()));
        }
        b.forEachParameter(step -> {
            Value gradient = step.gradient();
            if (divided) {
                gradient = scaled(b, gradient, "mean/param/" + step.parameter().name(), "mean");
            }
            if (clipped) {
                gradient = scaled(b, gradient, "clipped/param/" + step.parameter().name(), "clip");
            }
            optimizer.update(b, step.parameter(), gradient);
        });
    }

    /** The norm of all gradients together, and the factor that brings it down to the limit. */
    private void addClipping(ProgramBuilder b, List<ParameterStep> parameters) {
        Value norm = b.value("grad_norm", SymbolClass.STATISTIC, Layout.SCALAR, 1, 1);
        Value factor = b.value("clip_factor", SymbolClass.STATISTIC, Layout.SCALAR, 1, 1);
        Value counted = b.declared("counted");
        List<Value> gradients = parameters.stream().map(ParameterStep::gradient).toList();
        b.step("norm", "optim.clip", () -> {
            ProgramBuilder.OperationBuilder operation = b.operation("norm", Template.REDUCTION);
            for (int i = 0; i < gradients.size(); i++) {
                operation.reads(gradientSymbol(i), gradients.get(i));
            }
            if (divided) {
                operation.reads(N, counted);
            }
            Expression all = new Expression.Norm(IntStream.range(0, gradients.size())
                    .<Expression>mapToObj(Update::gradientSymbol)
                    .toList());
            operation
                    .writes(NORM, norm, divided ? all.over(N) : all)
                    .runs(m -> {
                        double sum = 0;
                        for (Value gradient : gradients) {
                            sum += Entries.sumOfSquares(m.matrix(gradient));
                        }
                        double divisor = divided ? m.matrix(counted).get(0, 0) : 1;
                        m.matrix(norm).set(0, 0, Math.sqrt(sum) / divisor);
                    });
        });
        b.step("factor", "optim.clip", () -> {
            b.operation("factor", Template.ELEMENTWISE)
                    .reads(NORM, norm)
                    .writes(FACTOR, factor, new Expression.Minimum(
                            Expression.number(1, "1"),
                            LIMIT.over(NORM.plus(Expression.number(CLIP_EPSILON, "10^{-6}")))))
                    .runs(m -> m.matrix(factor)
                            .set(0, 0,
                                    Math.min(1, m.settings().clipNorm() / (m.matrix(norm).get(0, 0) + CLIP_EPSILON))));
            b.invariant(
                    Invariant.atMost(FACTOR.times(NORM), LIMIT), new Binding(NORM, norm), new Binding(FACTOR, factor));
        });
    }

    private static Symbol gradientSymbol(int i) {
        return new Symbol("g" + i, "g_{" + i + "}", SymbolClass.GRADIENT);
    }

    private Value scaled(ProgramBuilder b, Value gradient, String name, String part) {
        boolean mean = part.equals("mean");
        Value by = b.declared(mean ? "counted" : "clip_factor");
        Value result = b.value(name, SymbolClass.GRADIENT, gradient.layout(), gradient.rows(), gradient.columns());
        b.operation(part, mean ? "optim.mean" : "optim.clip", Template.UPDATE)
                .reads(G, gradient)
                .reads(mean ? N : FACTOR, by)
                .writes(mean ? G_MEAN : G_CLIPPED, result, mean ? G.over(N) : FACTOR.times(G))
                .runs(m -> {
                    double number = m.matrix(by).get(0, 0);
                    Entries.scale(m.workers(), m.matrix(gradient), mean ? 1 / number : number, m.matrix(result));
                });
        if (!mean) {
            b.invariant(
                    Invariant.atMost(new Expression.Norm(List.of(G_CLIPPED)), LIMIT), new Binding(G_CLIPPED, result));
        }
        return result;
    }
}
