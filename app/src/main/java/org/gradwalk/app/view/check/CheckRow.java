package org.gradwalk.app.view.check;

import java.util.Optional;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.run.FiniteDifferences;
import org.gradwalk.model.run.ThreeWay;

/** A line of the table of all checks. */
record CheckRow(ThreeWay check) {

    /** Names of the columns in a file. */
    static final String HEAD = "value,rows,columns,formula_absolute,formula_relative,differences_absolute,"
            + "differences_relative,entries,left_out,noise,agrees";

    String name() {
        return check.value().name();
    }

    /** Relative where that means something. */
    double formula() {
        return check.formula().largestRelative();
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

    /** As a line of a file, numbers in full. */
    String line() {
        Optional<FiniteDifferences> found = check.differences();
        return String.join(
                ",", name(), String.valueOf(check.value().rows()), String.valueOf(check.value().columns()),
                String.valueOf(check.formula().largestAbsolute()), String.valueOf(check.formula().largestRelative()),
                found.map(FiniteDifferences::largestAbsolute).map(String::valueOf).orElse(""),
                found.map(FiniteDifferences::largestRelative).map(String::valueOf).orElse(""),
                found.map(each -> String.valueOf(each.entries().size())).orElse(""),
                found.map(each -> String.valueOf(each.leftOut().size())).orElse(""),
                found.map(FiniteDifferences::noise).map(String::valueOf).orElse(""), String.valueOf(check.agrees()));
    }
}
