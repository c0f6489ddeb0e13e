package org.gradwalk.app;

import java.util.Optional;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.session.Pace;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.run.NonFinite;

/** What is to be said of a moment of a walk for as long as it lasts. */
final class StatusWords {

    private StatusWords() {}

    /** Why it goes no further, or how it goes on; nothing where somebody steps. */
    static Optional<String> of(Snapshot moment) {
        return moment.stop().map(StatusWords::reason).or(() -> moment.runs().pace().map(StatusWords::words));
    }

    private static String reason(NonFinite stop) {
        return Messages.get(
                "stop", stop.operation().address(), Numbers.fully(stop.entry()), stop.value().name(),
                Integer.toString(stop.row()), Integer.toString(stop.column()));
    }

    private static String words(Pace pace) {
        String key = KeyAction.RUN_ON.keyNames().getFirst();
        return pace.of().isPresent()
                ? Messages.get(
                        "status.running.of", pace.done(), pace.of().getAsLong(), Numbers.briefly(pace.perSecond()),
                        Math.ceil(pace.secondsLeft()), key)
                : Messages.get("status.running", pace.done(), Numbers.briefly(pace.perSecond()), key);
    }
}
