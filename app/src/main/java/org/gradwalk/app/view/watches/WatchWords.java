package org.gradwalk.app.view.watches;

import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.WatchReading;
import org.gradwalk.app.session.WatchReading.State;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Selection;
import org.gradwalk.model.run.FormulaScope.Part;

/**
 * What is said of a watch.
 *
 * @param value its number; empty where there is none
 * @param remark what the number is, and of what, or why there is none
 * @param error why it means nothing; empty where it does
 */
record WatchWords(String value, String remark, String error) {

    /** Of a watch at a moment of the walk: of the head and sequence that are selected, where it speaks of one. */
    static WatchWords of(WatchReading reading, Snapshot snapshot, Selection selection) {
        return switch (reading.state()) {
            case State.NotYet() -> new WatchWords("", Messages.get("watch.notyet"), "");
            case State.Unreadable(String why) -> new WatchWords("", "", why);
            case State.Known known -> known(known, snapshot, selection);
        };
    }

    private static WatchWords known(State.Known known, Snapshot snapshot, Selection selection) {
        if (known.operation() >= snapshot.position().operations()) {
            return new WatchWords(
                    "", Messages.get(known.operation() < snapshot.ran() ? "watch.hidden" : "watch.notyet"), "");
        }
        int part = part(known, selection).orElse(0);
        String number = Numbers.shortly(known.numbers()[part]);
        String shape = known.shape().stream().map(Object::toString).collect(Collectors.joining("×"));
        return new WatchWords(
                number,
                Stream.of(shape.isEmpty() ? "" : Messages.get("watch.norm", shape), place(known.parts().get(part)))
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(" · ")),
                "");
    }

    private static String place(Part part) {
        return switch (part) {
            case Part.Whole() -> "";
            case Part.Sequence(int sequence) -> Messages.get("watch.sequence", sequence);
            case Part.Head(int sequence, int head) -> Messages.get("watch.head", head, sequence);
        };
    }

    /** Which of the numbers is that of the selection. */
    static OptionalInt part(State.Known known, Selection selection) {
        return IntStream.range(0, known.parts().size())
                .filter(i -> switch (known.parts().get(i)) {
                    case Part.Whole() -> true;
                    case Part.Sequence(int sequence) -> sequence == selection.sequence();
                    case Part.Head(int sequence, int head) ->
                        sequence == selection.sequence() && head == selection.head();
                })
                .findFirst();
    }
}
