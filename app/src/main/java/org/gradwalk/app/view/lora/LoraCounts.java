package org.gradwalk.app.view.lora;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.program.Value;

/**
 * How many numbers a network has, with adapters beside its layers or without. Counted from the declared parameters:
 * nothing of their size is made.
 *
 * @param frozen numbers of the network itself
 * @param trained numbers of all adapters
 * @param targets the layers that can be adapted, with what each kind of them has in all blocks; a tied head is none
 */
record LoraCounts(long frozen, long trained, Map<Target, Factors> targets) {

    /**
     * Numbers of a layer in all blocks.
     *
     * @param weights of W
     * @param factors of A and B, 0 where it is not adapted
     */
    record Factors(long weights, long factors) {

        private Factors plus(Factors other) {
            return new Factors(weights + other.weights, factors + other.factors);
        }

        /** Whether there are A and B, and with no fewer numbers than W. */
        boolean savesNothing() {
            return factors > 0 && factors >= weights;
        }
    }

    /** Of a network with or without adapters. */
    static LoraCounts of(GptConfig network) {
        List<Value> parameters = Gpt.parameters(network);
        Map<Target, Factors> targets = new EnumMap<>(Target.class);
        for (Value parameter : parameters) {
            target(parameter).ifPresent(target -> targets.merge(target, factors(parameter), Factors::plus));
        }
        long trained = targets.values().stream().mapToLong(Factors::factors).sum();
        long all = parameters.stream().mapToLong(Value::size).sum();
        return new LoraCounts(all - trained, trained, targets);
    }

    private static Factors factors(Value parameter) {
        if (LoraConfig.isFactor(parameter.name())) {
            return new Factors(0, parameter.size());
        }
        return new Factors(parameter.name().endsWith(".weight") ? parameter.size() : 0, 0);
    }

    /** The layer that a parameter belongs to, as {@code h.0.attn.c_attn.q.lora_A} belongs to {@code attn.c_attn}. */
    private static Optional<Target> target(Value parameter) {
        String local = parameter.name().replaceFirst("^h\\.\\d+\\.", "");
        for (Target target : Target.values()) {
            if (local.startsWith(target.id() + ".")) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }
}
