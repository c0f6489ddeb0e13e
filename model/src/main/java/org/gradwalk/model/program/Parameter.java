package org.gradwalk.model.program;

import java.util.List;

/**
 * A trained array and what belongs to it.
 *
 * @param value its numbers
 * @param layer address of the layer that owns it, such as {@code h.0.attn}
 * @param local its name within that layer, such as {@code c_attn.weight}
 * @param gradient the gradient of the loss
 * @param carried what the next iteration starts with: each pair is a value before and after the update (the parameter
 *     itself first, then the optimizer's memory)
 */
public record Parameter(Value value, String layer, String local, Value gradient, List<Carried> carried) {

    /** A value, and what takes its place in the next iteration. */
    public record Carried(Value before, Value after) {}

    /** Its name, as in GPT-2. */
    public String name() {
        return value.name();
    }

    /** Its numbers after the update. */
    public Value after() {
        return carried.getFirst().after();
    }
}
