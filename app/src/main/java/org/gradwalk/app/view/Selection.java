package org.gradwalk.app.view;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Window;
import org.gradwalk.model.program.Value.Extent;

/**
 * What is selected; every panel follows.
 *
 * @param sequence of the batch, from 0
 * @param head from 0
 * @param kept what was clicked, and stays lit
 * @param parameter its name
 * @param windows which part of a matrix is looked at, where it is not all of it
 */
public record Selection(
        int sequence, int head, Highlight kept, Optional<String> parameter, Map<String, Window> windows) {

    /** Nothing but the first head of the first sequence. */
    public static final Selection NONE = new Selection(0, 0, Highlight.NONE, Optional.empty(), Map.of());

    public Selection {
        windows = Map.copyOf(windows);
    }

    /** The token that is selected, from 0. */
    public OptionalInt position() {
        return kept.place(Axis.POSITION);
    }

    public Selection withSequence(int newSequence) {
        return new Selection(newSequence, head, kept, parameter, windows);
    }

    public Selection withHead(int newHead) {
        return new Selection(sequence, newHead, kept, parameter, windows);
    }

    /** The same as far as there is such a thing in a walk with so many sequences, heads and positions. */
    public Selection within(Extent extent) {
        boolean there = Stream.of(Axis.POSITION, Axis.KEY)
                .allMatch(axis -> kept.place(axis).orElse(0) < extent.positions());
        return new Selection(
                Math.clamp(sequence, 0, extent.sequences() - 1), Math.clamp(head, 0, extent.heads() - 1),
                there ? kept : Highlight.NONE, parameter, windows);
    }

    /** Lights something up; the same once more lets go of it. */
    public Selection toggled(Highlight highlight) {
        return withKept(kept.equals(highlight) ? Highlight.NONE : highlight);
    }

    public Selection withKept(Highlight newKept) {
        return new Selection(sequence, head, newKept, parameter, windows);
    }

    public Selection withParameter(Optional<String> newParameter) {
        return new Selection(sequence, head, kept, newParameter, windows);
    }

    /** Looks at a part of a matrix. */
    public Selection withWindow(String matrix, Window window) {
        Map<String, Window> changed = new HashMap<>(windows);
        changed.put(matrix, window);
        return new Selection(sequence, head, kept, parameter, changed);
    }

    /** Looks at all of a matrix. */
    public Selection withoutWindow(String matrix) {
        Map<String, Window> changed = new HashMap<>(windows);
        changed.remove(matrix);
        return new Selection(sequence, head, kept, parameter, changed);
    }
}
