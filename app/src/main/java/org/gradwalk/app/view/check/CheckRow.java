package org.gradwalk.app.view.check;

import java.util.Optional;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.run.FiniteDifferences;
import org.gradwalk.model.run.ThreeWay;

/** A line of the table of all checks. */
record CheckRow(ThreeWay check) {

    String name() {
        return check.value().name();
    }

    /** Relative to the largest entry, or to the terms where these cancel. */
    double formula() {
        return check.deviation();
    }

    /** Relative where the gradient is above the differences' noise, else absolute; NaN where it is no gradient. */
    double differences() {
        return check.differences().map(FiniteDifferences::largest).orElse(Double.NaN);
    }

    /** Whether all agree, and what is special about it. */
    String verdict() {
        Optional<FiniteDifferences> found = check.differences();
        if (!check.agrees()) {
            return Messages.get(check.formulaAgrees() ? "checks.wrong.differences" : "checks.wrong.formula");
        }
        return Messages.get(found.filter(FiniteDifferences::isBelowNoise).isPresent()
                ? "checks.right.noise"
                : "checks.right");
    }
}
