package org.gradwalk.model.run;

import java.util.List;
import org.gradwalk.model.formula.Evaluator;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.run.FormulaScope.Part;
import org.gradwalk.model.tensor.Matrix;

/**
 * What came of evaluating both sides of an invariant literally, over all heads and sequences.
 *
 * @param residual the largest difference of the two sides; of a bound, how far it is exceeded
 * @param size the largest of what was added and subtracted
 */
public record InvariantCheck(double residual, double size) {

    /** Of the size: sums of some thousand terms round to less. */
    private static final double ROUNDING = 1e-9;

    /** Evaluates an invariant on an iteration in which all that it speaks of has been computed. */
    public static InvariantCheck of(Iteration iteration, Invariant invariant) {
        List<Part> parts = invariant.isPerHead()
                ? Part.heads(iteration.program().extent(), invariant.merges())
                : List.of(new Part.Whole());
        double residual = 0;
        double size = 0;
        for (Part part : parts) {
            FormulaScope scope = new FormulaScope(
                    iteration, iteration.program().extent(), invariant.bindings(), part);
            residual = Math.max(residual, residual(invariant, scope));
            for (Expression magnitude : invariant.magnitudes()) {
                size = Math.max(size, largest(Evaluator.evaluate(magnitude, scope)));
            }
        }
        return new InvariantCheck(residual, size);
    }

    /** Whether an iteration is one of those in which it is to hold. */
    public static boolean applies(Memory memory, Invariant invariant) {
        return !invariant.onlyInFirstUpdate() || memory.step() == 1;
    }

    private static double residual(Invariant invariant, FormulaScope scope) {
        Expression difference = invariant.left().minus(invariant.right());
        return largest(Evaluator.evaluate(
                switch (invariant.relation()) {
                    case EQUAL -> difference.apply(Expression.Function.ABS);
                    case AT_MOST -> difference;
                }, scope));
    }

    /** The largest entry, at least 0. */
    private static double largest(Matrix numbers) {
        double largest = 0;
        for (double number : numbers.toArray()) {
            largest = Math.max(largest, number); // what is no number stays none
        }
        return largest;
    }

    /** The residual over the size: of the order of 1e-16 where it is nothing but rounding. */
    public double relative() {
        return residual == 0 ? 0 : residual / size;
    }

    /** Whether there are numbers to compare: beside an infinite size every residual would be nothing. */
    public boolean isFinite() {
        return Double.isFinite(residual) && Double.isFinite(size);
    }

    /** Whether the two sides agree but for rounding; what is not finite never does. */
    public boolean holds() {
        return isFinite() && relative() <= ROUNDING;
    }
}
