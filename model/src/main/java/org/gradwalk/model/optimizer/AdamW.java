package org.gradwalk.model.optimizer;

import static org.gradwalk.model.optimizer.Update.G;
import static org.gradwalk.model.optimizer.Update.RATE;
import static org.gradwalk.model.optimizer.Update.THETA;
import static org.gradwalk.model.optimizer.Update.THETA_AFTER;

import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Moments;
import org.gradwalk.model.tensor.Moments.AdamStep;

/**
 * Adam with decoupled weight decay: m ← β₁ m + (1 − β₁) g, u ← β₂ u + (1 − β₂) g², θ ← (1 − η λ) θ − η m̂ / (√û + ε),
 * where m̂ = m / (1 − β₁ᵏ) and û = u / (1 − β₂ᵏ), k counting from 1. Every parameter decays, biases and gains too.
 */
public record AdamW() implements Optimizer {

    private static final Symbol M = Symbol.of("m", SymbolClass.STATISTIC);
    private static final Symbol M_AFTER = new Symbol("mNext", "m'", SymbolClass.STATISTIC);
    private static final Symbol U = Symbol.of("u", SymbolClass.STATISTIC);
    private static final Symbol U_AFTER = new Symbol("uNext", "u'", SymbolClass.STATISTIC);
    private static final Symbol BETA_1 = new Symbol("beta1", "\\beta_1", SymbolClass.CONSTANT);
    private static final Symbol BETA_2 = new Symbol("beta2", "\\beta_2", SymbolClass.CONSTANT);
    private static final Symbol DECAY = new Symbol("lambda", "\\lambda", SymbolClass.CONSTANT);
    private static final Symbol EPSILON = new Symbol("epsilon", "\\varepsilon", SymbolClass.CONSTANT);
    private static final Symbol CORRECTION_1 = new Symbol("c1", "(1-\\beta_1^k)", SymbolClass.CONSTANT);
    private static final Symbol CORRECTION_2 = new Symbol("c2", "(1-\\beta_2^k)", SymbolClass.CONSTANT);
    private static final Expression ONE = Expression.number(1, "1");

    @Override
    public void update(ProgramBuilder b, Value parameter, Value gradient) {
        Value m = b.state("exp_avg", parameter);
        Value u = b.state("exp_avg_sq", parameter);
        Value after = b.after(parameter, parameter);
        Value mAfter = b.after(parameter, m);
        Value uAfter = b.after(parameter, u);
        b.operation("exp_avg", "optim.moment1", Template.UPDATE)
                .reads(M, m)
                .reads(G, gradient)
                .writes(M_AFTER, mAfter, BETA_1.times(M).plus(ONE.minus(BETA_1).times(G)))
                .runs(memory -> {
                    double beta = memory.settings().beta1();
                    Moments.combine(
                            memory.workers(), beta, memory.matrix(m), 1 - beta, memory.matrix(gradient),
                            memory.matrix(mAfter));
                });
        b.operation("exp_avg_sq", "optim.moment2", Template.UPDATE)
                .reads(U, u)
                .reads(G, gradient)
                .writes(U_AFTER, uAfter, BETA_2.times(U).plus(ONE.minus(BETA_2).times(G.hadamard(G))))
                .runs(memory -> {
                    double beta = memory.settings().beta2();
                    Moments.combineWithSquares(
                            memory.workers(), beta, memory.matrix(u), 1 - beta, memory.matrix(gradient),
                            memory.matrix(uAfter));
                });
        b.operation("param", "optim.adamw", Template.UPDATE)
                .reads(THETA, parameter)
                .reads(M_AFTER, mAfter)
                .reads(U_AFTER, uAfter)
                .writes(THETA_AFTER, after, ONE.minus(RATE.times(DECAY))
                        .times(THETA)
                        .minus(RATE.times(M_AFTER.over(CORRECTION_1)
                                .over(U_AFTER.over(CORRECTION_2).apply(Expression.Function.SQRT).plus(EPSILON)))))
                .runs(memory -> Moments.adam(
                        memory.workers(), step(memory), memory.matrix(parameter), memory.matrix(mAfter),
                        memory.matrix(uAfter), memory.matrix(after)));
        Expression size = G.apply(Expression.Function.ABS).plus(EPSILON);
        b.invariant(
                Invariant.equal(
                        THETA_AFTER.minus(ONE.minus(RATE.times(DECAY)).times(THETA)),
                        RATE.times(G.over(size)).negated())
                        .inFirstUpdate(),
                new Binding(THETA, parameter), new Binding(THETA_AFTER, after), new Binding(G, gradient));
    }

    private static AdamStep step(Memory memory) {
        Settings settings = memory.settings();
        double k = memory.step();
        return new AdamStep(
                1 - settings.learningRate() * settings.weightDecay(),
                settings.learningRate(),
                1 - Math.pow(settings.beta1(), k),
                1 - Math.pow(settings.beta2(), k),
                settings.epsilon());
    }
}
