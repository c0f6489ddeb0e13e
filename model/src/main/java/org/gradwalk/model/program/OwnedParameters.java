package org.gradwalk.model.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The parameters of a program that is being built, in the order of the network, each with the layer that owns it. */
final class OwnedParameters {

    private final List<Owned> all = new ArrayList<>();
    private final Map<Value, List<Parameter.Carried>> carried = new LinkedHashMap<>();
    private Predicate<String> trained = name -> true;

    /**
     * A parameter.
     *
     * @param layer that owns it
     * @param local its name within the layer
     */
    record Owned(Value value, String layer, String local) {

        /** The block of its layer: {@code h.0} of {@code h.0.attn}, none of {@code ln_f}. */
        private String block() {
            int end = layer.lastIndexOf('.');
            return end < 0 ? "" : layer.substring(0, end);
        }
    }

    /** Parameters of one block that follow each other. */
    record OfBlock(String block, List<Owned> parameters) {}

    void add(Value value, String layer, String local) {
        all.add(new Owned(value, layer, local));
    }

    void trainOnly(Predicate<String> names) {
        trained = names;
    }

    List<Owned> all() {
        return all;
    }

    List<Owned> trained() {
        return all.stream().filter(owned -> trained.test(owned.value().name())).toList();
    }

    /** The trained ones under the blocks that own them. */
    List<OfBlock> trainedByBlock() {
        List<OfBlock> blocks = new ArrayList<>();
        for (Owned owned : trained()) {
            if (blocks.isEmpty() || !blocks.getLast().block().equals(owned.block())) {
                blocks.add(new OfBlock(owned.block(), new ArrayList<>()));
            }
            blocks.getLast().parameters().add(owned);
        }
        return blocks;
    }

    /** Says what takes the place of a value of a parameter in the next iteration. */
    void carry(Value parameter, Value before, Value after) {
        carried.computeIfAbsent(parameter, _ -> new ArrayList<>()).add(new Parameter.Carried(before, after));
    }

    /** All of them, finished; one that no update has given a successor stays what it is. */
    List<Parameter> finished(UnaryOperator<Value> gradient) {
        return all.stream()
                .map(owned -> new Parameter(
                        owned.value(), owned.layer(), owned.local(), gradient.apply(owned.value()),
                        List.copyOf(carried.getOrDefault(
                                owned.value(), List.of(new Parameter.Carried(owned.value(), owned.value()))))))
                .toList();
    }
}
