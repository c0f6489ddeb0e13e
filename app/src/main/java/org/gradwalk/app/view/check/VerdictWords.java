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
 * @param sentence whether it is right, and what kind of slip it may be; it does not give the answer
 * @param terms what exactly may be the slip, for one who asks; empty where there is nothing more to tell
 */
record VerdictWords(String sentence, String terms) {

    static VerdictWords of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Agrees agrees -> new VerdictWords(
                    agrees.allZero()
                            ? Messages.get("verdict.zero", Numbers.briefly(agrees.absolute()))
                            : Messages.get("verdict.right", Numbers.briefly(agrees.relative())),
                    "");
            case Verdict.Unreadable(Spot _, String message, String remedy) -> new VerdictWords(message, remedy);
            case Verdict.WrongShape wrong -> new VerdictWords(
                    Messages.get("verdict.shape", wrong.found(), wrong.asked()) + kind(wrong.hints()),
                    terms(wrong.hints()));
            case Verdict.NotFinite none -> new VerdictWords(none.words(), "");
            case Verdict.Differs differs -> new VerdictWords(
                    Messages.get(
                            differs.differences().size() > 1 ? "verdict.differs.heads" : "verdict.differs",
                            kind(differs.hints()), Numbers.briefly(differs.absolute()),
                            Numbers.briefly(differs.largest())),
                    terms(differs.hints()));
        };
    }

    private static String kind(List<Hint> hints) {
        return hints.stream().findFirst().map(hint -> " " + hint.kind()).orElse("");
    }

    private static String terms(List<Hint> hints) {
        return hints.stream()
                .map(Hint::term)
                .filter(term -> !term.isEmpty())
                .distinct()
                .collect(Collectors.joining(Messages.get("verdict.or")));
    }
}
