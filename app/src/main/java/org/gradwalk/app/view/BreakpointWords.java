package org.gradwalk.app.view;

import org.gradwalk.model.program.Phase;
import org.gradwalk.model.run.Breakpoint;

/** What is said of breakpoints. */
public final class BreakpointWords {

    private BreakpointWords() {}

    /** All of it in a line: when it stops the walk, how often it was met, and what is wrong with it. */
    public static String of(BreakpointList.Item item) {
        StringBuilder words = new StringBuilder(when(item.breakpoint())).append("; ").append(hits(item));
        item.error().ifPresent(error -> words.append('\n').append(error));
        return words.toString();
    }

    private static String when(Breakpoint breakpoint) {
        String when = breakpoint.condition().isBlank()
                ? Messages.get("break.always")
                : Messages.get("break.where", breakpoint.condition());
        return breakpoint.enabled() ? when : Messages.get("break.disabled", when);
    }

    /** How often it was met, and from when on that stops the walk. */
    public static String hits(BreakpointList.Item item) {
        return item.breakpoint().firstHit() > 1
                ? Messages.get(
                        "break.hits.of", Long.toString(item.hits()), Long.toString(item.breakpoint().firstHit()))
                : Messages.get("break.hits", item.hits());
    }

    /** The phase of an address, in words. */
    public static String phase(String address) {
        return Messages.get("phase." + phaseOf(address).address());
    }

    /** An address without its phase. */
    public static String row(String address) {
        return inside(address, Phase.BACKWARD) || inside(address, Phase.UPDATE)
                ? address.substring(address.indexOf('/') + 1)
                : address;
    }

    private static Phase phaseOf(String address) {
        for (Phase phase : new Phase[]{Phase.BACKWARD, Phase.UPDATE, Phase.LOSS}) {
            boolean step = address.startsWith(phase.address() + ":");
            if (address.equals(phase.address()) || step || inside(address, phase)) {
                return phase;
            }
        }
        return Phase.FORWARD;
    }

    private static boolean inside(String address, Phase phase) {
        return address.startsWith(phase.address() + "/");
    }
}
