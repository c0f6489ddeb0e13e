package org.gradwalk.app.view.stage;

import java.util.Optional;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.session.Norms;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;

/** What is said of a parameter's update: how large it is, and where its size alone would mislead. */
final class UpdateWords {

    private UpdateWords() {}

    /** A sentence below the update of one parameter. */
    static String sentence(Snapshot snapshot, Parameter parameter) {
        if (startsAtZero(snapshot, parameter)) {
            return Messages.get("stage.update.zero", Numbers.shortly(change(snapshot, parameter)));
        }
        double ratio = snapshot.updateRatio(parameter);
        return Messages.get(
                isDecayAlone(snapshot, parameter) ? "stage.update.decay" : "stage.update",
                Double.isNaN(ratio) ? "–" : Numbers.shortly(ratio));
    }

    /** A few words beside the bar of one among many. */
    static Optional<String> remark(Snapshot snapshot, Parameter parameter) {
        if (startsAtZero(snapshot, parameter)) {
            return Optional.of(Messages.get("update.zero", Numbers.shortly(change(snapshot, parameter))));
        }
        return isDecayAlone(snapshot, parameter) ? Optional.of(Messages.get("update.decay")) : Optional.empty();
    }

    /** Whether it was 0 and is not any more: then there is no norm that the change could be compared with. */
    static boolean startsAtZero(Snapshot snapshot, Parameter parameter) {
        return snapshot.exists(parameter.after()) && snapshot.norms().norm(parameter.value()) == 0
                && snapshot.norms().norm(parameter.after()) > 0;
    }

    /** Whether it changes although its gradient is 0 and the optimizer remembers none. */
    private static boolean isDecayAlone(Snapshot snapshot, Parameter parameter) {
        Norms norms = snapshot.norms();
        return snapshot.updateRatio(parameter) > 0 && norms.norm(parameter.gradient()) == 0
                && parameter.carried().stream().skip(1).allMatch(memory -> norms.norm(memory.after()) == 0);
    }

    private static double change(Snapshot snapshot, Parameter parameter) {
        return Math.sqrt(Entries.sumOfSquares(step(snapshot, parameter).orElseThrow()));
    }

    /** What the update adds to a parameter; none where it is not there yet, or hidden. */
    static Optional<Matrix> step(Snapshot snapshot, Parameter parameter) {
        return snapshot.numbers(parameter.after()).flatMap(after -> snapshot.numbers(parameter.value())
                .map(before -> Entries.difference(after, before)));
    }
}
