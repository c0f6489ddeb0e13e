package org.gradwalk.app;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.session.Pace;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.BreakpointWords;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.run.Breakpoint;
import org.gradwalk.model.run.FormulaScope.Part;
import org.gradwalk.model.run.Hit;
import org.gradwalk.model.run.NonFinite;

/** What is to be said of a moment of a walk for as long as it lasts. */
final class StatusWords {

    private StatusWords() {}

    /**
     * Why it goes no further, or how it goes on; nothing where somebody steps. It looks at what the operation read, so it is
     * not for the JavaFX thread.
     */
    static Optional<String> of(Snapshot moment) {
        return moment.stop().map(stop -> reason(stop, moment))
                .or(() -> moment.hit().map(hit -> met(hit, moment)))
                .or(() -> moment.runs().pace().map(StatusWords::words));
    }

    private static String reason(NonFinite stop, Snapshot moment) {
        Map<Boolean, String> inputs = stop.inputs(moment.iteration()).stream().collect(Collectors.partitioningBy(
                NonFinite.Input::finite, Collectors.mapping(
                        input -> input.value().name(), Collectors.joining(", "))));
        String finite = Objects.requireNonNull(inputs.get(true));
        String other = Objects.requireNonNull(inputs.get(false));
        String read = other.isEmpty()
                ? Messages.get("stop.read.finite", finite)
                : finite.isEmpty()
                        ? Messages.get("stop.read.other", other)
                        : Messages.get("stop.read.both", other, finite);
        return Messages.get(
                "stop", stop.operation().address(), Numbers.shortly(stop.entry()), stop.value().name(),
                Integer.toString(stop.row()), Integer.toString(stop.column()), place(Stopped.place(stop)),
                Long.toString(moment.number()), read);
    }

    private static String met(Hit hit, Snapshot moment) {
        Breakpoint breakpoint = hit.breakpoint();
        return Messages.get(
                "hit", BreakpointWords.row(breakpoint.address()), BreakpointWords.phase(breakpoint.address()),
                breakpoint.condition().isBlank() ? "" : Messages.get("hit.where", breakpoint.condition()),
                place(hit.where()), Long.toString(moment.number()), Long.toString(hit.hits()));
    }

    private static String place(Optional<Part> where) {
        return where.map(part -> switch (part) {
            case Part.Whole() -> "";
            case Part.Sequence(int sequence) -> Messages.get("stop.sequence", sequence);
            case Part.Head(int sequence, int head) -> Messages.get("stop.head", head, sequence);
        }).orElse("");
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
