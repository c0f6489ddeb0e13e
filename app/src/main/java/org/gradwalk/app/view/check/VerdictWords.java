package org.gradwalk.app.view.check;

import java.util.List;
import java.util.stream.Collectors;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.derivation.Hint;
import org.gradwalk.model.derivation.Spot;
import org.gradwalk.model.derivation.Verdict;

/**
 * What is said of a derivation.
 *
 * @param sentence whether it is right, and what may be the slip
 * @param details more of it, on hovering
 */
record VerdictWords(String sentence, String details) {

    static VerdictWords of(Verdict verdict, String text) {
        return switch (verdict) {
            case Verdict.Agrees agrees -> new VerdictWords(
                    agrees.allZero()
                            ? Messages.get("verdict.zero", Numbers.briefly(agrees.absolute()))
                            : Messages.get("verdict.right", Numbers.briefly(agrees.relative())),
                    "");
            case Verdict.Unreadable(Spot spot, String message) ->
                new VerdictWords(Messages.get("verdict.unreadable", spot.position(), message), text);
            case Verdict.WrongShape wrong -> new VerdictWords(
                    Messages.get("verdict.shape", wrong.found(), wrong.asked()) + hints(wrong.hints()), "");
            case Verdict.NotFinite none -> new VerdictWords(none.words(), "");
            case Verdict.Differs differs -> new VerdictWords(
                    Messages.get(
                            "verdict.differs", Numbers.briefly(differs.absolute()),
                            Numbers.briefly(differs.relative())) + hints(differs.hints()),
                    "");
        };
    }

    private static String hints(List<Hint> hints) {
        return hints.stream().map(hint -> " " + hint.words()).collect(Collectors.joining());
    }
}
