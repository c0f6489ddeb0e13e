package org.gradwalk.model.run;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which plan each iteration of a run follows.
 *
 * @param plans each from the iteration of its key on, up to the next; the first key is where the run begins
 */
public record Timeline(NavigableMap<Long, Plan> plans) {

    /**
     * Checks that there is a beginning.
     *
     * @throws IllegalArgumentException if there is no plan, or one before iteration 0
     */
    public Timeline {
        if (plans.isEmpty() || plans.firstKey() < 0) {
            throw new IllegalArgumentException("A run has a plan from its first iteration on, 0 or later: " + plans);
        }
        plans = Collections.unmodifiableNavigableMap(new TreeMap<>(plans));
    }

    /** One plan all the way. */
    public static Timeline of(long first, Plan plan) {
        return new Timeline(new TreeMap<>(Collections.singletonMap(first, plan)));
    }

    /** The iteration with which the run begins. */
    public long first() {
        return plans.firstKey();
    }

    /**
     * The plan of an iteration.
     *
     * @throws IllegalArgumentException if the run begins later
     */
    public Plan at(long iteration) {
        var entry = plans.floorEntry(iteration);
        if (entry == null) {
            throw new IllegalArgumentException("The run begins with iteration " + first() + ", after " + iteration);
        }
        return entry.getValue();
    }

    /** The same up to an iteration, and from it on another plan; what was planned for later is gone. */
    public Timeline from(long iteration, Plan plan) {
        TreeMap<Long, Plan> changed = new TreeMap<>(plans.headMap(iteration, false));
        changed.put(iteration, plan);
        return new Timeline(changed);
    }
}
