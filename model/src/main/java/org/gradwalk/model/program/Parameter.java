package org.gradwalk.model.program;

import java.util.List;

/**
 * An array that the network learns, or has learned and keeps, and what belongs to it.
 *
 * @param value its numbers
 * @param layer address of the layer that owns it, such as {@code h.0.attn}
 * @param local its name within that layer, such as {@code c_attn.weight}
 * @param gradient the gradient of the loss
 * @param carried what the next iteration starts with: each pair is a value before and after the update (the parameter
 *     itself first, then the optimizer's memory); of a parameter that is frozen, or that no update touches, it is the same value twice
 */
public record Parameter(Value value, String layer, String local, Value gradient, List<Carried> carried) {

    /** A value, and what takes its place in the next iteration. */
    public record Carried(Value before, Value after) {}

    /** Its name, as in GPT-2. */
    public String name() {
        return value.name();
    }

    /** Whether an update changes it; a frozen parameter keeps its numbers. */
    public boolean isTrained() {
        return carried.stream().noneMatch(pair -> pair.before().equals(pair.after()));
    }

    /** Its numbers after the update; those of a frozen parameter stay what they are. */
    public Value after() {
        return carried.getFirst().after();
    }
}
