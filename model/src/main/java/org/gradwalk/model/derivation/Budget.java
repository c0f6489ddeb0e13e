package org.gradwalk.model.derivation;

import java.util.Locale;

/** How much one text may ask for: entries of one array, and multiplications in all. */
final class Budget {

    private static final long MOST_ENTRIES = 4_000_000;
    private static final long MOST_STEPS = 1_000_000_000;

    private final int cases;
    private long steps;

    /** A budget for a text that is evaluated in so many cases. */
    Budget(int cases) {
        this.cases = cases;
    }

    /** Takes what an array needs whose entries are sums of {@code terms} terms each. */
    void take(Spot spot, Shape shape, long terms) {
        if (shape.entries() > MOST_ENTRIES) {
            throw new UnreadableException(spot, String.format(
                    Locale.ROOT, "This has %,d entries; at most %,d are computed here.", shape.entries(),
                    MOST_ENTRIES));
        }
        steps += shape.entries() * Math.max(1, terms) * cases;
        if (steps > MOST_STEPS) {
            throw new UnreadableException(spot, String.format(
                    Locale.ROOT, "Up to here it takes %,d multiplications; at most %,d are done here.", steps,
                    MOST_STEPS));
        }
    }

    long steps() {
        return steps;
    }
}
