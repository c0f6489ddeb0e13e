package org.gradwalk.app.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.run.FiniteDifferences;
import org.gradwalk.model.run.ThreeWay;

/** Tells how a check of many values goes, and what came out. */
final class CheckReport {

    private static final int PARTS = 10;

    private final PrintWriter out;
    private final ChangingLine line;
    private final int all;
    private final List<ThreeWay> found = new ArrayList<>();

    /** @param all values that will be checked */
    CheckReport(PrintWriter out, ChangingLine line, int all) {
        this.out = out;
        this.line = line;
        this.all = all;
    }

    /** One more value; what disagrees is told at once. */
    void checked(ThreeWay check) {
        found.add(check);
        if (!check.agrees()) {
            line.end();
            out.println(disagreement(check));
            out.flush();
        }
        int done = found.size();
        boolean tenth = done * PARTS / all > (done - 1) * PARTS / all;
        line.show(Messages.get("check.progress.line", done, all, check.value().name()), tenth);
    }

    private static String disagreement(ThreeWay check) {
        String name = check.value().name();
        if (!check.formulaAgrees()) {
            return Messages.get("check.formula.wrong", name, Numbers.briefly(check.formula().largestAbsolute()));
        }
        FiniteDifferences differences = check.differences().orElseThrow();
        return Messages.get(
                differences.entries().isEmpty() ? "check.differences.none" : "check.differences.wrong", name,
                Numbers.briefly(differences.largestAbsolute()));
    }

    /** What came out of all. */
    void end() {
        line.end();
        long agree = found.stream().filter(ThreeWay::agrees).count();
        out.println(Messages.get("check.summary", Long.toString(agree), Integer.toString(all)));
        if (!found.isEmpty()) {
            tellLargest("check.summary.formula", found, ThreeWay::deviation);
        }
        long cancelling = found.stream().filter(ThreeWay::cancels).count();
        if (cancelling > 0) {
            out.println(Messages.get("check.summary.cancelling", cancelling));
        }
        List<ThreeWay> above = found.stream()
                .filter(check -> check.differences().filter(each -> !each.isBelowNoise()).isPresent())
                .toList();
        if (!above.isEmpty()) {
            tellLargest(
                    "check.summary.differences", above,
                    check -> check.differences().map(FiniteDifferences::largestRelative).orElseThrow());
        }
        long below = found.stream()
                .filter(check -> check.differences().filter(FiniteDifferences::isBelowNoise).isPresent())
                .count();
        if (below > 0) {
            out.println(Messages.get("check.summary.noise", below));
        }
        out.flush();
    }

    /** A difference that is no number is larger than all others. */
    private void tellLargest(String key, List<ThreeWay> checks, ToDoubleFunction<ThreeWay> figure) {
        ThreeWay largest = checks.stream()
                .max((a, b) -> Double.compare(figure.applyAsDouble(a), figure.applyAsDouble(b)))
                .orElseThrow();
        out.println(Messages.get(
                key, checks.size(), Numbers.briefly(figure.applyAsDouble(largest)), largest.value().name()));
    }

    /** Whether nothing disagrees. */
    boolean agrees() {
        return found.stream().allMatch(ThreeWay::agrees);
    }

    /** What has been checked, in its order. */
    List<ThreeWay> found() {
        return List.copyOf(found);
    }
}
