package org.gradwalk.model.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.gradwalk.model.tensor.Matrix;

/**
 * Weights as they were before some iterations, in a bounded room. Where it is full the older ones are thinned: away goes
 * the one whose absence leaves the smallest gap for its age. The first and the newest stay.
 */
public final class KeptStates {

    /**
     * Weights before an iteration. The matrices are not changed after they were given.
     *
     * @param iteration that comes next
     * @param numbers parameters and the optimizer's memory by their names
     */
    public record State(long iteration, Map<String, Matrix> numbers) {

        public State {
            numbers = Map.copyOf(numbers);
        }

        /** The room that it takes. */
        public long bytes() {
            return numbers.values().stream()
                    .mapToLong(matrix -> (long) matrix.rows() * matrix.columns() * Double.BYTES)
                    .sum();
        }
    }

    private final NavigableMap<Long, State> states = new TreeMap<>();
    private long most;
    private long bytes;

    /**
     * Nothing kept yet.
     *
     * @param most bytes of all states; the first and the newest are kept even where they take more
     */
    public KeptStates(long most) {
        this.most = most;
    }

    /**
     * What was kept before, of which no number is copied.
     *
     * @param most as above
     */
    public static KeptStates of(Collection<State> states, long most) {
        KeptStates kept = new KeptStates(Long.MAX_VALUE);
        states.forEach(kept::put);
        kept.setMost(most);
        return kept;
    }

    /** All of them, the earliest first. */
    public List<State> all() {
        return List.copyOf(states.values());
    }

    /** Changes the limit: what is too much goes at once. */
    public void setMost(long bytesOfAll) {
        most = bytesOfAll;
        thin();
    }

    /** The room that all of them take, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** How many there are. */
    public int count() {
        return states.size();
    }

    /** Whether there is one of exactly this iteration. */
    public boolean has(long iteration) {
        return states.containsKey(iteration);
    }

    /** Keeps a copy of weights, unless there is one of this iteration already. */
    public void keep(Weights weights) {
        if (!has(weights.updates())) {
            put(weights.state());
        }
    }

    private void put(State state) {
        states.put(state.iteration(), state);
        bytes += state.bytes();
        thin();
    }

    private void thin() {
        while (bytes > most && states.size() > 2) {
            bytes -= Objects.requireNonNull(states.remove(mostDispensable())).bytes();
        }
    }

    private long mostDispensable() {
        long newest = states.lastKey();
        long found = newest;
        double smallest = Double.POSITIVE_INFINITY;
        for (long each : states.subMap(states.firstKey(), false, newest, false).navigableKeySet()) {
            double gap = (double) (states.higherKey(each) - states.lowerKey(each)) / (newest - each);
            if (gap < smallest) {
                smallest = gap;
                found = each;
            }
        }
        return found;
    }

    /** The last one that is not after an iteration. */
    public Optional<State> nearest(long iteration) {
        return Optional.ofNullable(states.floorEntry(iteration)).map(Map.Entry::getValue);
    }

    /** Forgets those after an iteration. */
    public void forgetAfter(long iteration) {
        NavigableMap<Long, State> later = states.tailMap(iteration, false);
        bytes -= later.values().stream().mapToLong(State::bytes).sum();
        later.clear();
    }

    /** Those up to an iteration, of which no number is copied. */
    public KeptStates upTo(long iteration) {
        KeptStates some = new KeptStates(most);
        states.headMap(iteration, true).values().forEach(some::put);
        return some;
    }
}
