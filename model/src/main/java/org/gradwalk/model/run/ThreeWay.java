package org.gradwalk.model.run;

import java.util.Optional;
import org.gradwalk.model.program.Value;

/**
 * What three ways say of a value: the engine, its formulas, and, where it is a gradient, differences of the loss.
 *
 * @param value that was checked
 * @param formula the comparison with that of its formulas that differs most
 * @param scale size of the numbers that the value is made of
 * @param differences of the loss; none where the value is no gradient, or a summand of one
 */
public record ThreeWay(Value value, Comparison formula, double scale, Optional<FiniteDifferences> differences) {

    /** What is to be said of it, without the entries, which are as many as the value's. */
    public ThreeWay figures() {
        return new ThreeWay(value, formula.figures(), scale, differences);
    }

    /** Whether the formulas yield what the engine has. */
    public boolean formulaAgrees() {
        return formula.agrees(scale);
    }

    /** Whether the terms that the value is made of cancel so far that only beside them its rounding is small. */
    public boolean cancels() {
        return formulaAgrees() && !formula.isClose();
    }

    /** How far the formulas are off: relative to the largest entry, or to the terms where these {@linkplain #cancels cancel}. */
    public double deviation() {
        return cancels() ? formula.largestAbsolute() / scale : formula.largestRelative();
    }

    /** Whether all agree that have something to say. */
    public boolean agrees() {
        return formulaAgrees() && differences.stream().allMatch(FiniteDifferences::agree);
    }
}
