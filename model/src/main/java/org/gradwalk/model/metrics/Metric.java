package org.gradwalk.model.metrics;

import java.util.OptionalInt;

/**
 * A number that is measured of every iteration ({@code formulas.md}, section 5).
 *
 * @param kind what is measured
 * @param layer of which layer, by its address such as {@code h.0.attn}; of a join, the fork at which the two errors meet
 *     on the way back; empty where it is of the whole network
 * @param head of which head, from 0
 * @param count how many entries a norm is over; 1 of all else
 */
public record Metric(Kind kind, String layer, OptionalInt head, long count) {

    /** What can be measured. */
    public enum Kind {
        /** The loss of the iteration's batch, before its update, in nats. */
        LOSS,
        /** The mean loss on the validation text, in nats; only of some iterations. */
        VALIDATION_LOSS,
        /** η. */
        LEARNING_RATE,
        /** ν = √(∑ₚ ‖gₚ‖²) over all parameters that are trained, before clipping. */
        GLOBAL_GRADIENT_NORM,
        /** f = min(1, c/ν), by which clipping multiplies all gradients: 1 where it does not act. */
        CLIP_FACTOR,
        /** √(∑ₚ ‖gₚ‖²) over the trained parameters of a layer, before clipping. */
        GRADIENT_NORM,
        /** ‖θ' − θ‖ / ‖θ‖ over the trained parameters of a layer; NaN where they are 0. */
        UPDATE_RATIO,
        /** Signed share of the skip path in the error of the residual stream, Δ_Y : Δ_X / ‖Δ_X‖². */
        SKIP_SHARE,
        /** Signed share of the branch; the two sum to 1. */
        BRANCH_SHARE,
        /** Cosine of the errors of skip path and branch. */
        COSINE,
        /** Mean over all queries of the entropy of a head's attention weights, in nats. */
        ATTENTION_ENTROPY,
        /** Mean over features and positions of γ r, the local factor on the way back through a layer norm. */
        LAYER_NORM_GAIN,
        /** Share of the hidden units of an MLP that are 0 at every position of the batch. */
        DEAD_RELU
    }

    /** One of the whole network. */
    public static Metric of(Kind kind) {
        return of(kind, "");
    }

    /** One of a layer. */
    public static Metric of(Kind kind, String layer) {
        return new Metric(kind, layer, OptionalInt.empty(), 1);
    }
}
