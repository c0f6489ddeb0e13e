package org.gradwalk.model.metrics;

/**
 * A mark in the course of a run: a rule that held.
 *
 * @param rule which one
 * @param metric what it speaks of
 * @param since the iteration at which it began to hold
 * @param until the last iteration at which it held so far
 * @param value of the metric when it began
 * @param limit that the value passed then; 0 where the rule has none
 */
public record Finding(Rule rule, Metric metric, long since, long until, double value, double limit) {

    /** What is looked for. The numbers were chosen so that the presets, trained as they are meant to be, have no mark. */
    public enum Rule {
        /** A loss or a gradient norm is infinite or NaN. */
        NON_FINITE,
        /**
         * A layer's gradient norm is above {@value Rules#EXPLODES} times its median over the {@value Rules#WINDOW}
         * iterations before, once there are so many, and above the median of the whole network's: a layer that starts
         * with next to nothing and wakes up does not explode.
         */
        EXPLODING,
        /** A layer's gradient is exactly 0 where that of another layer is not. */
        ZERO,
        /**
         * The root mean square of a layer's gradient is below {@value Rules#VANISHES} of the median of all layers', for
         * {@value Rules#LASTING} iterations running.
         */
        VANISHING,
        /** More than half of the hidden units of an MLP are dead, for {@value Rules#LASTING} iterations running. */
        DEAD
    }

    /** The same, still holding at a later iteration. */
    Finding still(long iteration) {
        return new Finding(rule, metric, since, iteration, value, limit);
    }

    /** The same, so far as it held before an iteration. */
    Finding before(long iteration) {
        return still(Math.min(until, iteration - 1));
    }
}
