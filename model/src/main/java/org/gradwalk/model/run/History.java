package org.gradwalk.model.run;

import java.util.List;
import java.util.function.Function;

/**
 * The iterations of a run so far: any of them comes back to the bit, by the nearest state that was kept and doing again
 * what followed it.
 */
public final class History {

    /** Doing again takes at most about so many iterations where there is room for the states. */
    private static final int SPACING = 32;

    /** Hears how far it is, and may end it. */
    @FunctionalInterface
    public interface Progress {

        /**
         * An iteration was done again.
         *
         * @return whether to go on
         */
        boolean done(long iterations, long of);
    }

    private final KeptStates states;
    private Timeline timeline;
    private long last;

    /**
     * Of a run that begins with the weights of the moment.
     *
     * @param most bytes of all states that are kept
     */
    public History(Weights weights, Plan plan, long most) {
        this(Timeline.of(weights.updates(), plan), new KeptStates(most), weights.updates());
        states.keep(weights);
    }

    /**
     * A run as it was.
     *
     * @param last the iteration that has not been done yet
     * @throws IllegalArgumentException if its first iteration is not kept, or something lies after its last one
     */
    public static History of(Timeline timeline, KeptStates states, long last) {
        List<KeptStates.State> kept = states.all();
        if (states.nearest(timeline.first()).isEmpty()) {
            throw new IllegalArgumentException("The run begins with iteration " + timeline.first()
                    + ", of which no weights are kept");
        }
        if (kept.getLast().iteration() > last || timeline.plans().lastKey() > last
                || !timeline.edits().tailMap(last, false).isEmpty()) {
            throw new IllegalArgumentException("The run ends with iteration " + last + ", and something lies after it");
        }
        return new History(timeline, states, last);
    }

    private History(Timeline timeline, KeptStates states, long last) {
        this.timeline = timeline;
        this.states = states;
        this.last = last;
    }

    /** The plans of its iterations. */
    public Timeline timeline() {
        return timeline;
    }

    /** The states that are kept. */
    public KeptStates states() {
        return states;
    }

    /** The first iteration that can come back. */
    public long first() {
        return timeline.first();
    }

    /** The number of the iteration that has not been done yet. */
    public long last() {
        return last;
    }

    /** Takes note that an update was done, and keeps a state now and then. */
    public void done(Weights weights) {
        last = Math.max(last, weights.updates());
        boolean due = states.nearest(weights.updates())
                .filter(state -> weights.updates() - state.iteration() < SPACING)
                .isEmpty();
        if (due) {
            states.keep(weights);
        }
    }

    /**
     * Changes a parameter by hand before the iteration that these weights are of; what followed it is forgotten.
     *
     * @param buffers for the weights
     * @throws IllegalArgumentException if the change does not fit; nothing has changed then
     */
    public void edit(Intervention edit, Weights weights, Iteration buffers) {
        long iteration = weights.updates();
        if (timeline.editsBefore(iteration).isEmpty()) {
            states.keep(weights);
        }
        buffers.edit(edit);
        timeline = timeline.edited(iteration, edit);
        states.forgetAfter(iteration);
        last = Math.min(last, iteration);
    }

    /** Another run that has the same iterations up to one, and a plan of its own from there. */
    public History branch(long iteration, Plan plan) {
        return new History(timeline.from(iteration, plan), states.upTo(iteration), iteration);
    }

    /**
     * Brings the weights back to what they were before an iteration. Where it is ended early they are those of an
     * iteration before it.
     *
     * @param iterations gives buffers that fit a plan, for these weights
     * @return buffers that are ready for that iteration, as {@link #begin}
     * @throws IllegalArgumentException if there was no such iteration yet
     */
    public Iteration restore(long iteration, Weights weights, Function<Plan, Iteration> iterations, Progress progress) {
        if (iteration < first() || iteration > last) {
            throw new IllegalArgumentException(
                    "There is no iteration " + iteration + " between " + first() + " and " + last);
        }
        weights.takeBack(states.nearest(iteration).orElseThrow());
        long from = weights.updates();
        boolean goesOn = true;
        Iteration buffers = begin(weights, iterations);
        while (goesOn && weights.updates() < iteration) {
            buffers.runAll();
            buffers.advance();
            buffers = begin(weights, iterations);
            goesOn = progress.done(weights.updates() - from, iteration - from);
        }
        return buffers;
    }

    /**
     * Makes buffers ready for the coming iteration of the weights: changes them by hand where that was done before it.
     *
     * @param iterations as in {@link #restore}
     * @return the buffers, of which no operation has run
     */
    public Iteration begin(Weights weights, Function<Plan, Iteration> iterations) {
        Plan plan = timeline.at(weights.updates());
        Iteration buffers = iterations.apply(plan);
        timeline.editsBefore(weights.updates()).forEach(buffers::edit);
        plan.prepare(buffers);
        return buffers;
    }
}
