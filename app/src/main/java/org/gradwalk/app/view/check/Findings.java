package org.gradwalk.app.view.check;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.run.FiniteDifferences;
import org.gradwalk.model.run.ThreeWay;

/**
 * What checks have found so far, in words.
 *
 * @param known checks that are done, at least one
 * @param all how many there will be
 */
record Findings(List<ThreeWay> known, int all) {

    Outcome.State formulaState() {
        return state(known.stream().allMatch(ThreeWay::formulaAgrees));
    }

    private Outcome.State state(boolean agrees) {
        return !agrees ? Outcome.State.WRONG : known.size() < all ? Outcome.State.NONE : Outcome.State.RIGHT;
    }

    /** Engine beside formula: the largest relative difference, or the first value of which they disagree. */
    String formula() {
        Optional<ThreeWay> wrong = known.stream().filter(check -> !check.formulaAgrees()).findFirst();
        return wrong.map(check -> Messages.get(
                "check.formula.wrong", check.value().name(), Numbers.briefly(check.formula().largestAbsolute())))
                .orElseGet(() -> {
                    ThreeWay worst = worst();
                    return Messages.get(
                            worst.cancels() ? "check.formula.terms" : "check.formula",
                            Numbers.briefly(worst.deviation())) + progress();
                });
    }

    private String progress() {
        return known.size() < all ? " " + Messages.get("check.progress", known.size(), all) : "";
    }

    private ThreeWay worst() {
        return known.stream().max(Comparator.comparingDouble(ThreeWay::deviation)).orElseThrow();
    }

    String formulaDetails() {
        ThreeWay worst = worst();
        return Messages.get(
                "check.formula.details", worst.value().name(), Numbers.shortly(worst.formula().largestAbsolute()),
                Numbers.shortly(worst.formula().largestRelative()), known.size());
    }

    Outcome.State differencesState() {
        return state(differencesKnown().stream().allMatch(FiniteDifferences::agree));
    }

    private List<FiniteDifferences> differencesKnown() {
        return known.stream().flatMap(check -> check.differences().stream()).toList();
    }

    /** Engine beside differences of the loss; none where nothing of this is a gradient. */
    Optional<String> differences() {
        return worstDifferences().map(worst -> !worst.agree()
                ? Messages.get(
                        worst.entries().isEmpty() ? "check.differences.none" : "check.differences.wrong",
                        worst.value().name(), Numbers.briefly(worst.largestAbsolute()))
                : worst.isBelowNoise()
                        ? Messages.get("check.differences.noise", Numbers.briefly(worst.largestAbsolute()))
                        : Messages.get("check.differences", Numbers.briefly(worst.largestRelative())));
    }

    /** Those that disagree before those that agree, relative errors before absolute ones. */
    private Optional<FiniteDifferences> worstDifferences() {
        return differencesKnown().stream().max(Comparator.comparing((FiniteDifferences found) -> !found.agree())
                .thenComparing(found -> !found.isBelowNoise())
                .thenComparingDouble(FiniteDifferences::largestRelative));
    }

    String differencesDetails() {
        return worstDifferences().map(worst -> Messages.get(
                "check.differences.details", worst.value().name(), worst.entries().size(),
                Numbers.shortly(worst.largestAbsolute()), Numbers.shortly(worst.noise()),
                Messages.get(worst.sampled() ? "check.sampled" : "check.whole"), worst.leftOut().size()))
                .orElse("");
    }
}
