package org.gradwalk.model.optimizer;

import static org.gradwalk.model.optimizer.Update.G;
import static org.gradwalk.model.optimizer.Update.RATE;
import static org.gradwalk.model.optimizer.Update.THETA;
import static org.gradwalk.model.optimizer.Update.THETA_AFTER;

import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Moments;

/**
 * Stochastic gradient descent: θ ← θ − η u, where u is the gradient, or, with momentum, u ← κ u + g.
 *
 * @param momentum whether there is one
 */
public record Sgd(boolean momentum) implements Optimizer {

    private static final Symbol U = Symbol.of("u", SymbolClass.STATISTIC);
    private static final Symbol U_AFTER = new Symbol("uNext", "u'", SymbolClass.STATISTIC);
    private static final Symbol KAPPA = new Symbol("kappa", "\\kappa", SymbolClass.CONSTANT);

    @Override
    public void update(ProgramBuilder b, Value parameter, Value gradient) {
        Value direction = momentum ? velocity(b, parameter, gradient) : gradient;
        Symbol symbol = momentum ? U_AFTER : G;
        Value after = b.after(parameter, parameter);
        b.operation("param", "optim.sgd", Template.UPDATE)
                .reads(THETA, parameter)
                .reads(symbol, direction)
                .writes(THETA_AFTER, after, THETA.minus(RATE.times(symbol)))
                .runs(m -> Moments.combine(
                        m.workers(), 1, m.matrix(parameter), -m.settings().learningRate(), m.matrix(direction),
                        m.matrix(after)));
    }

    private static Value velocity(ProgramBuilder b, Value parameter, Value gradient) {
        Value before = b.state("momentum_buffer", parameter);
        Value after = b.after(parameter, before);
        b.operation("momentum_buffer", "optim.momentum", Template.UPDATE)
                .reads(U, before)
                .reads(G, gradient)
                .writes(U_AFTER, after, KAPPA.times(U).plus(G))
                .runs(m -> Moments.combine(
                        m.workers(), m.settings().momentum(), m.matrix(before), 1, m.matrix(gradient),
                        m.matrix(after)));
        return after;
    }
}
