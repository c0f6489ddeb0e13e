package org.gradwalk.model.layer;

import static org.gradwalk.model.layer.Symbols.X;
import static org.gradwalk.model.layer.Symbols.Y;
import static org.gradwalk.model.layer.Symbols.oneOverD;
import static org.gradwalk.model.program.Invariant.zero;

import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Columns;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Rows;

/**
 * Layer norm in its six steps. Each row of X loses its mean and is divided by its standard deviation (biased variance,
 * ε inside the root), then every feature is scaled by γ and shifted by β.
 *
 * @param path address, such as {@code h.0.ln_1}
 * @param epsilon ε; with 0 a constant row has no normal form and its r is infinite
 * @param x input X, B·T × d
 * @param mean μ, B·T × 1
 * @param centered C, B·T × d
 * @param variance v, B·T × 1
 * @param rstd r, B·T × 1
 * @param normalized X̂, B·T × d
 * @param weight γ, 1 × d
 * @param bias β, 1 × d
 * @param output Y, B·T × d
 */
public record LayerNorm(
        String path,
        double epsilon,
        Value x,
        Value mean,
        Value centered,
        Value variance,
        Value rstd,
        Value normalized,
        Value weight,
        Value bias,
        Value output) implements Layer {

    private static final Symbol MU = new Symbol("mu", "\\mu", SymbolClass.STATISTIC);
    private static final Symbol C = Symbol.of("C", SymbolClass.ACTIVATION);
    private static final Symbol V = Symbol.of("v", SymbolClass.STATISTIC);
    private static final Symbol R = Symbol.of("r", SymbolClass.STATISTIC);
    private static final Symbol X_HAT = new Symbol("Xhat", "\\widehat{X}", SymbolClass.ACTIVATION);
    private static final Symbol GAMMA = new Symbol("gamma", "\\gamma", SymbolClass.WEIGHT);
    private static final Symbol BETA = new Symbol("beta", "\\beta", SymbolClass.WEIGHT);

    /** Adds the forward steps. */
    public static LayerNorm forward(ProgramBuilder b, String path, Value x, double epsilon) {
        int d = x.columns();
        LayerNorm layer = new LayerNorm(
                path,
                epsilon,
                x,
                b.perPosition(path + ".mean", SymbolClass.STATISTIC, 1),
                b.perPosition(path + ".centered", SymbolClass.ACTIVATION, d),
                b.perPosition(path + ".var", SymbolClass.STATISTIC, 1),
                b.perPosition(path + ".rstd", SymbolClass.STATISTIC, 1),
                b.perPosition(path + ".xhat", SymbolClass.ACTIVATION, d),
                b.vectorParameter(path, "weight", d),
                b.vectorParameter(path, "bias", d),
                b.perPosition(path + ".out", SymbolClass.ACTIVATION, d));
        b.use(x, path, "branch");
        b.use(layer.centered, path + ":var", "var");
        b.use(layer.centered, path + ":normalize", "norm");
        b.layer(path, () -> layer.forwardSteps(b));
        return layer;
    }

    private void forwardSteps(ProgramBuilder b) {
        double share = 1.0 / x.columns();
        b.step("mean", "ln.mean", () -> b.operation("mean", Template.REDUCTION)
                .reads(X, x)
                .writes(MU, mean, oneOverD(x).times(X.rowSum()))
                .runs(m -> Rows.sum(m.workers(), m.matrix(x), share, m.matrix(mean))));
        b.step("center", "ln.center", () -> b.operation("center", Template.ELEMENTWISE)
                .reads(X, x)
                .reads(MU, mean)
                .writes(C, centered, X.minus(MU.acrossColumns()))
                .runs(m -> Rows.subtract(m.workers(), m.matrix(x), m.matrix(mean), m.matrix(centered))),
                zero(C.rowSum()).ofTerms(X.rowSum()));
        b.step("var", "ln.var", () -> b.operation("var", Template.REDUCTION)
                .reads(C, centered)
                .writes(V, variance, oneOverD(x).times(C.hadamard(C).rowSum()))
                .runs(m -> Rows.dot(
                        m.workers(), m.matrix(centered), m.matrix(centered), share, m.matrix(variance))));
        b.step("rstd", "ln.rstd", () -> b.operation("rstd", Template.ELEMENTWISE)
                .reads(V, variance)
                .writes(R, rstd, V.plus(Expression.number(epsilon, "\\varepsilon")).power(-0.5, "-1/2"))
                .runs(m -> inverseRoots(m.matrix(variance), m.matrix(rstd))));
        b.step("normalize", "ln.normalize", () -> b.operation("normalize", Template.ELEMENTWISE)
                .reads(R, rstd)
                .reads(C, centered)
                .writes(X_HAT, normalized, R.diagonal().times(C))
                .runs(m -> Rows.scale(m.workers(), m.matrix(centered), m.matrix(rstd), 1, m.matrix(normalized))),
                zero(X_HAT.rowSum()).ofTerms(R.diagonal().times(X).rowSum()),
                Invariant.equal(X_HAT.hadamard(X_HAT).rowSum(), squares())
                        .ofTerms(R.hadamard(R).hadamard(X.hadamard(X).rowSum())));
        b.step("affine", "ln.affine", () -> b.operation("affine", Template.ELEMENTWISE)
                .reads(X_HAT, normalized)
                .reads(GAMMA, weight)
                .reads(BETA, bias)
                .writes(Y, output, X_HAT.times(GAMMA.diagonal()).plus(BETA.downRows()))
                .runs(m -> Columns.scaleAndShift(
                        m.workers(), m.matrix(normalized), m.matrix(weight), m.matrix(bias), m.matrix(output))));
        b.fused(Y, output, R.diagonal().times(X.minus(MU.acrossColumns())).times(GAMMA.diagonal())
                .plus(BETA.downRows()));
    }

    /** What the squares of a row of X̂ sum to: d, but for ε. */
    private Expression squares() {
        Expression d = Expression.number(x.columns(), "d");
        return epsilon == 0 ? d : d.times(V.over(V.plus(Expression.number(epsilon, "\\varepsilon"))));
    }

    private void inverseRoots(Matrix v, Matrix r) {
        for (int i = 0; i < v.rows(); i++) {
            r.set(i, 0, 1 / Math.sqrt(v.get(i, 0) + epsilon));
        }
    }

    /** The same six steps from the last to the first; X̂ sends its error back along three paths. */
    @Override
    public void backward(ProgramBuilder b) {
        b.layer(path, () -> backwardSteps(b));
    }

    /** The error without its mean and without its part along X̂, over the standard deviation. */
    Expression passedBack() {
        Expression g = Y.error().times(GAMMA.diagonal());
        Expression mean = oneOverD(x).times(g.rowSum()).acrossColumns();
        Expression along = oneOverD(x).times(g.hadamard(X_HAT).rowSum().diagonal().times(X_HAT));
        return R.diagonal().times(g.minus(mean).minus(along));
    }

    /** What the symbols of {@link #passedBack} stand for. */
    Binding[] passing(ProgramBuilder b) {
        return new Binding[]{
            new Binding(Y.error(), b.declaredError(output)), new Binding(GAMMA, weight),
            new Binding(X_HAT, normalized), new Binding(R, rstd)};
    }

    private void backwardSteps(ProgramBuilder b) {
        Value dX = b.contribution(x, path);
        Value dNormalized = b.errorOf(normalized);
        b.step("affine", "ln.affine", () -> {
            Value dY = b.error(output, Y);
            Value dWeight = b.errorOf(weight);
            Value dBias = b.errorOf(bias);
            b.operation("weight", Template.REDUCTION)
                    .reads(Y.error(), dY)
                    .reads(X_HAT, normalized)
                    .writes(GAMMA.gradient(), dWeight, Y.error().hadamard(X_HAT).columnSum())
                    .runs(m -> Columns.dot(m.workers(), m.matrix(dY), m.matrix(normalized), m.matrix(dWeight)));
            b.operation("bias", Template.REDUCTION)
                    .reads(Y.error(), dY)
                    .writes(BETA.gradient(), dBias, Y.error().columnSum())
                    .runs(m -> Columns.sum(m.workers(), m.matrix(dY), m.matrix(dBias)));
            b.operation("xhat", Template.ELEMENTWISE)
                    .reads(Y.error(), dY)
                    .reads(GAMMA, weight)
                    .writes(X_HAT.error(), dNormalized, Y.error().times(GAMMA.diagonal()))
                    .runs(m -> Columns.scale(m.workers(), m.matrix(dY), m.matrix(weight), m.matrix(dNormalized)));
        }, Invariant.equal(GAMMA.inner(GAMMA.gradient()), X_HAT.error().inner(X_HAT)));
        Value dRstd = b.errorOf(rstd);
        b.step("normalize", "ln.normalize", () -> {
            Value straight = b.contribution(centered, path + ":normalize");
            b.operation("rstd", Template.REDUCTION)
                    .reads(X_HAT.error(), dNormalized)
                    .reads(C, centered)
                    .writes(R.error(), dRstd, X_HAT.error().hadamard(C).rowSum())
                    .runs(m -> Rows.dot(
                            m.workers(), m.matrix(dNormalized), m.matrix(centered), 1, m.matrix(dRstd)));
            b.operation("centered", Template.ELEMENTWISE)
                    .reads(R, rstd)
                    .reads(X_HAT.error(), dNormalized)
                    .writes(C.error().along("norm"), straight, R.diagonal().times(X_HAT.error()))
                    .runs(m -> Rows.scale(
                            m.workers(), m.matrix(dNormalized), m.matrix(rstd), 1, m.matrix(straight)));
        });
        Value dVariance = b.errorOf(variance);
        b.step("rstd", "ln.rstd", () -> b.operation("rstd", Template.ELEMENTWISE)
                .reads(R, rstd)
                .reads(R.error(), dRstd)
                .writes(V.error(), dVariance,
                        Expression.number(0.5, "\\tfrac{1}{2}").times(R.power(3, "3").hadamard(R.error())).negated())
                .runs(m -> varianceErrors(m.matrix(rstd), m.matrix(dRstd), m.matrix(dVariance))));
        b.step("var", "ln.var", () -> {
            Value throughVariance = b.contribution(centered, path + ":var");
            double factor = 2.0 / x.columns();
            b.operation("var", Template.ELEMENTWISE)
                    .reads(V.error(), dVariance)
                    .reads(C, centered)
                    .writes(C.error().along("var"), throughVariance, Expression.number(factor, "\\tfrac{2}{d}")
                            .times(V.error().diagonal().times(C)))
                    .runs(m -> Rows.scale(
                            m.workers(), m.matrix(centered), m.matrix(dVariance), factor,
                            m.matrix(throughVariance)));
        }, zero(C.error().along("var").rowSum()).ofTerms(V.error().diagonal().times(X).rowSum()));
        Value dMean = b.errorOf(mean);
        b.step("center", "ln.center", () -> {
            Value dC = b.error(centered, C);
            b.operation("mean", Template.REDUCTION)
                    .reads(C.error(), dC)
                    .writes(MU.error(), dMean, C.error().rowSum().negated())
                    .runs(m -> Rows.sum(m.workers(), m.matrix(dC), -1, m.matrix(dMean)));
        });
        b.step("mean", "ln.mean", () -> {
            double share = 1.0 / x.columns();
            Value throughMean = b.summand(x, path + ":mean");
            Value dC = b.declaredError(centered);
            b.operation("spread", Template.ELEMENTWISE)
                    .reads(MU.error(), dMean)
                    .writes(X.error().along("mean"), throughMean, oneOverD(x).times(MU.error().acrossColumns()))
                    .runs(m -> Rows.spread(m.workers(), m.matrix(dMean), share, m.matrix(throughMean)));
            b.operation("sum", Template.SUM)
                    .reads(C.error(), dC)
                    .reads(X.error().along("mean"), throughMean)
                    .writes(X.error(), dX, C.error().plus(X.error().along("mean")))
                    .runs(m -> Entries.add(m.workers(), m.matrix(dC), m.matrix(throughMean), m.matrix(dX)));
        }, withoutMean());
        b.fused(X.error(), dX, passedBack());
        b.fused(GAMMA.gradient(), b.declaredError(weight), Y.error().hadamard(X_HAT).columnSum());
        b.fused(BETA.gradient(), b.declaredError(bias), Y.error().columnSum());
        b.invariant(withoutMean());
        b.invariant(withoutPartAlong());
        Expression gain = new Expression.Largest(GAMMA.apply(Expression.Function.ABS));
        b.invariant(Invariant.atMost(X.error().rowNorm(), gain.times(R).hadamard(Y.error().rowNorm())));
    }

    /** A constant added to a row of X changes nothing, so its error sums to 0. */
    private static Invariant withoutMean() {
        return zero(X.error().rowSum()).ofTerms(R.diagonal().times(X_HAT.error()).rowSum());
    }

    /** Stretching a row of X changes nothing but for ε, so the error has no part along X̂ but for ε. */
    private Invariant withoutPartAlong() {
        Expression part = X.error().hadamard(X_HAT).rowSum();
        Expression whole = X_HAT.error().hadamard(X_HAT).rowSum();
        Invariant invariant = epsilon == 0
                ? zero(part)
                : Invariant.equal(part,
                        Expression.number(epsilon, "\\varepsilon").times(R.power(3, "3").hadamard(whole)));
        return invariant.ofTerms(R.hadamard(whole));
    }

    private static void varianceErrors(Matrix r, Matrix dR, Matrix dV) {
        for (int i = 0; i < r.rows(); i++) {
            double root = r.get(i, 0);
            dV.set(i, 0, -0.5 * root * root * root * dR.get(i, 0));
        }
    }
}
