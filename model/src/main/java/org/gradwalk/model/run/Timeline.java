package org.gradwalk.model.run;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which plan each iteration of a run follows, and which parameters were changed by hand between iterations.
 *
 * @param plans each from the iteration of its key on, up to the next; the first key is where the run begins
 * @param edits of parameters, by the iteration before which they were made
 */
public record Timeline(NavigableMap<Long, Plan> plans, NavigableMap<Long, List<Intervention>> edits) {

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
        edits = Collections.unmodifiableNavigableMap(new TreeMap<>(edits));
    }

    /** One plan all the way. */
    public static Timeline of(long first, Plan plan) {
        return new Timeline(new TreeMap<>(Collections.singletonMap(first, plan)), new TreeMap<>());
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

    /** The changes that were made before an iteration, in their order. */
    public List<Intervention> editsBefore(long iteration) {
        return edits.getOrDefault(iteration, List.of());
    }

    /** The same up to an iteration, and from it on another plan; what was planned for later is gone. */
    public Timeline from(long iteration, Plan plan) {
        TreeMap<Long, Plan> changed = new TreeMap<>(plans.headMap(iteration, false));
        changed.put(iteration, plan);
        return new Timeline(changed, edits.headMap(iteration, true));
    }

    /** The same up to an iteration, before which another change is made; what was planned for later is gone. */
    public Timeline edited(long iteration, Intervention edit) {
        TreeMap<Long, List<Intervention>> more = new TreeMap<>(edits.headMap(iteration, true));
        more.put(iteration, Stream.concat(editsBefore(iteration).stream(), Stream.of(edit)).toList());
        return new Timeline(plans.headMap(iteration, true), more);
    }
}
