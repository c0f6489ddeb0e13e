package org.gradwalk.model.run;

/**
 * Where a walk is to stop, and when.
 *
 * @param address of a node of the program; the walk stops when all of it has run
 * @param condition over the values in scope there, as {@link NodeExpression} reads it; empty for always
 * @param firstHit how often the node must have run with its condition true for the walk to stop, from then on every time;
 *     at least 1
 * @param enabled whether it is heeded at all
 */
public record Breakpoint(String address, String condition, long firstHit, boolean enabled) {

    /**
     * Checks the count.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Breakpoint {
        if (firstHit < 1) {
            throw new IllegalArgumentException(
                    "A breakpoint stops at its first hit or a later one, not at " + firstHit);
        }
    }

    /** A breakpoint that stops always. */
    public static Breakpoint at(String address) {
        return new Breakpoint(address, "", 1, true);
    }

    /** The same under a condition. */
    public Breakpoint when(String newCondition) {
        return new Breakpoint(address, newCondition, firstHit, enabled);
    }

    /** The same from so many hits on. */
    public Breakpoint from(long newFirstHit) {
        return new Breakpoint(address, condition, newFirstHit, enabled);
    }

    /** The same, heeded or not. */
    public Breakpoint enabled(boolean heeded) {
        return new Breakpoint(address, condition, firstHit, heeded);
    }
}
