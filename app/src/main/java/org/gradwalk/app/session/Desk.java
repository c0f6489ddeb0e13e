package org.gradwalk.app.session;

import java.util.List;
import java.util.Map;
import org.gradwalk.model.run.Breakpoint;

/**
 * What lies beside a walk: it is saved with it, comes back with it, and is undone with it.
 *
 * @param description a few sentences on the session in plain text; empty where there are none
 * @param breakpoints in the order of their list; how often they were met is not kept
 * @param watches what is watched, as it was typed
 * @param derivations what was typed
 * @param layout what is chosen in the window, in words of its own by names of its own; what is not named stays as it is
 */
public record Desk(
        String description, List<Breakpoint> breakpoints, List<Watch> watches, Derivations derivations,
        Map<String, String> layout) {

    /** Nothing; the window stays as it is. */
    public static final Desk EMPTY = new Desk("", List.of(), List.of(), Derivations.NONE, Map.of());

    /** A description has at most so many characters. */
    public static final int LONGEST_DESCRIPTION = 10_000;

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if the description is too long
     */
    public Desk {
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException("The description of a session has at most " + LONGEST_DESCRIPTION
                    + " characters, not " + description.length());
        }
        breakpoints = List.copyOf(breakpoints);
        watches = List.copyOf(watches);
        layout = Map.copyOf(layout);
    }

    /** The same with another description. */
    public Desk withDescription(String other) {
        return new Desk(other, breakpoints, watches, derivations, layout);
    }

    /** The same with others. */
    public Desk withPoints(List<Breakpoint> otherBreakpoints, List<Watch> otherWatches) {
        return new Desk(description, otherBreakpoints, otherWatches, derivations, layout);
    }

    /** The same with another layout. */
    public Desk withLayout(Map<String, String> other) {
        return new Desk(description, breakpoints, watches, derivations, other);
    }
}
