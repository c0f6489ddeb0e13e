package org.gradwalk.app.gallery;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.export.Table;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.run.FiniteDifferences;
import org.gradwalk.model.run.ThreeWay;

/** What checks have found, as a table: engine beside formula, and beside finite differences where there are any. */
public final class CheckTable {

    private static final List<String> COLUMNS = List.of(
            "value", "rows", "columns", "formula_absolute", "formula_relative", "differences_absolute",
            "differences_relative", "entries", "left_out", "noise", "agrees");

    private CheckTable() {}

    /** A row for each check. */
    public static Table of(List<ThreeWay> checks) {
        return new Table(Messages.get("table.checks"), COLUMNS, checks.stream().map(CheckTable::row).toList());
    }

    private static List<Object> row(ThreeWay check) {
        Optional<FiniteDifferences> found = check.differences();
        return List.of(
                check.value().name(), check.value().rows(), check.value().columns(),
                check.formula().largestAbsolute(), check.formula().largestRelative(),
                found.<Object>map(FiniteDifferences::largestAbsolute).orElse(""),
                found.<Object>map(FiniteDifferences::largestRelative).orElse(""),
                found.<Object>map(each -> each.entries().size()).orElse(""),
                found.<Object>map(each -> each.leftOut().size()).orElse(""),
                found.<Object>map(FiniteDifferences::noise).orElse(""), String.valueOf(check.agrees()));
    }
}
