package org.gradwalk.app;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.view.Choices;
import org.gradwalk.app.view.Highlight;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.TypedNumber;

/** What is selected, in words that come back with a session. */
final class SelectionChoices {

    private SelectionChoices() {}

    /** Adds sequence, head, position and parameter. */
    static void add(Choices choices, Supplier<Selection> now, Consumer<UnaryOperator<Selection>> select) {
        choices.add(
                "selection.sequence", () -> now.get().sequence(),
                sequence -> select.accept(held -> held.withSequence(sequence)));
        choices.add(
                "selection.head", () -> now.get().head(), head -> select.accept(held -> held.withHead(head)));
        choices.add("selection.position", () -> position(now.get()), word -> select.accept(held -> at(held, word)));
        choices.add(
                "selection.parameter", () -> now.get().parameter().orElse(""),
                name -> select.accept(held -> held.withParameter(Optional.of(name).filter(one -> !one.isEmpty()))));
    }

    /** As a word; empty where none is selected. */
    private static String position(Selection selection) {
        return selection.position().stream().mapToObj(Integer::toString).findFirst().orElse("");
    }

    private static Selection at(Selection held, String word) {
        OptionalLong place = TypedNumber.whole(word, 0, Integer.MAX_VALUE);
        return held.withKept(
                place.isPresent() ? Highlight.at(Axis.POSITION, (int) place.getAsLong()) : Highlight.NONE);
    }
}
