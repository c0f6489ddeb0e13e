package org.gradwalk.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Breakpoint;
import org.gradwalk.model.run.Breakpoints;

/**
 * The breakpoints of a walk at one moment.
 *
 * @param items in the order of the list
 */
public record BreakpointList(List<Item> items) {

    /** No breakpoint. */
    public static final BreakpointList NONE = new BreakpointList(List.of());

    /**
     * A breakpoint with what is known of it.
     *
     * @param breakpoint itself
     * @param hits how often it has been met
     * @param error why it never stops the walk; none where it can
     */
    public record Item(Breakpoint breakpoint, long hits, Optional<String> error) {

        /** Whether it does not stop the walk each time. */
        public boolean isConditional() {
            return !breakpoint.condition().isBlank() || breakpoint.firstHit() > 1;
        }
    }

    /** Copies the list. */
    public BreakpointList {
        items = List.copyOf(items);
    }

    /** What there is now, and what becomes of it in a program. */
    public static BreakpointList of(Breakpoints breakpoints, Program program) {
        return new BreakpointList(breakpoints.all().stream()
                .map(each -> new Item(each, breakpoints.hits(each), breakpoints.error(each, program)))
                .toList());
    }

    /** The breakpoints themselves. */
    public List<Breakpoint> breakpoints() {
        return items.stream().map(Item::breakpoint).toList();
    }

    /** Those of a node. */
    public List<Item> at(String address) {
        return items.stream().filter(item -> item.breakpoint().address().equals(address)).toList();
    }

    /** A list without those of a node, or with one there where it had none. */
    public static List<Breakpoint> toggled(List<Breakpoint> list, String address) {
        List<Breakpoint> changed = new ArrayList<>(list);
        if (!changed.removeIf(each -> each.address().equals(address))) {
            changed.add(Breakpoint.at(address));
        }
        return changed;
    }

    /** A list with another breakpoint in the place of one. */
    public static List<Breakpoint> replaced(List<Breakpoint> list, Breakpoint old, Breakpoint other) {
        return list.stream().map(each -> each.equals(old) ? other : each).toList();
    }
}
