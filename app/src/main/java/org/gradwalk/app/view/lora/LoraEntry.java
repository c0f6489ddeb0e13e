package org.gradwalk.app.view.lora;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.TypedNumber;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Form;
import org.gradwalk.model.layer.LoraConfig.Qkv;
import org.gradwalk.model.layer.LoraConfig.Target;

/**
 * What stands in the form, as it was typed.
 *
 * @param targets the layers that are ticked
 */
record LoraEntry(Set<Target> targets, String rank, String alpha, Form form, Qkv qkv, String seed) {

    /** What the form says: adapters, or what is wrong. */
    sealed interface Read {

        /** Adapters, and the seed of their random numbers. */
        record Adapters(LoraConfig config, long seed) implements Read {}

        /** A sentence that says what to mend. */
        record Wrong(String sentence) implements Read {}
    }

    /** The largest rank that is taken: with as many as a layer has inputs or outputs, A B can be any matrix. */
    static int largestRank(GptConfig network, Set<Target> targets) {
        return targets.stream().mapToInt(target -> largestRank(network, target)).min().orElse(network.width());
    }

    private static int largestRank(GptConfig network, Target target) {
        int other = switch (target) {
            case C_ATTN, ATTN_C_PROJ -> network.width();
            case C_FC, MLP_C_PROJ -> network.feedForwardWidth();
            case LM_HEAD -> network.vocabularySize();
        };
        return Math.min(network.width(), other);
    }

    Read read(GptConfig network) {
        int largest = largestRank(network, targets);
        OptionalLong r = TypedNumber.whole(rank);
        OptionalDouble a = TypedNumber.real(alpha);
        OptionalLong start = TypedNumber.whole(seed);
        if (targets.isEmpty()) {
            return new Read.Wrong(Messages.get("lora.wrong.targets"));
        }
        if (r.isEmpty() || r.getAsLong() < 1 || r.getAsLong() > largest) {
            return new Read.Wrong(Messages.get("lora.wrong.rank", largest));
        }
        if (a.isEmpty() || !Double.isFinite(a.getAsDouble()) || a.getAsDouble() == 0) {
            return new Read.Wrong(Messages.get("lora.wrong.alpha"));
        }
        if (start.isEmpty()) {
            return new Read.Wrong(Messages.get("lora.wrong.seed"));
        }
        return new Read.Adapters(
                new LoraConfig(targets, (int) r.getAsLong(), a.getAsDouble(), form, qkv), start.getAsLong());
    }
}
