package org.gradwalk.app;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.gradwalk.model.gpt.AttentionPattern;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Form;
import org.gradwalk.model.layer.LoraConfig.Qkv;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.layer.Mlp.Activation;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Program;

/** Small programs of every kind of network, and of every kind of update: a new kind belongs here. */
public final class EveryProgram {

    private EveryProgram() {}

    public static Stream<Program> all() {
        return Stream.concat(
                networks().map(network -> program(network, Reduction.SUM, new Update(new AdamW(), true, true))),
                updates());
    }

    private static Program program(GptConfig network, Reduction reduction, Update update) {
        return Gpt.program(network, 1, 2, reduction, update);
    }

    private static Stream<Program> updates() {
        return Stream.of(new AdamW(), new Sgd(true), new Sgd(false)).flatMap(optimizer -> Stream.of(false, true)
                .flatMap(clipped -> Stream.of(Reduction.values()).map(reduction -> program(
                        small(), reduction, new Update(optimizer, clipped, reduction == Reduction.SUM)))));
    }

    private static GptConfig small() {
        return GptConfig.of(5, 4, 1, 2, 4);
    }

    private static Stream<GptConfig> networks() {
        return Stream.of(small(), small().withBias(false))
                .flatMap(network -> Stream.of(Activation.values()).map(network::withActivation))
                .flatMap(network -> Stream
                        .of(
                                new AttentionPattern.Dense(), new AttentionPattern.SlidingWindow(2),
                                new AttentionPattern.BlockStrided(2, 2), new AttentionPattern.Unmasked())
                        .map(network::withAttention))
                .flatMap(network -> Stream.of(network, network.withHeadBias(true), network.withTied(true)))
                .flatMap(network -> Stream.concat(Stream.of(network), adapters(network).map(network::withLora)));
    }

    private static Stream<LoraConfig> adapters(GptConfig network) {
        Set<Target> targets = EnumSet.allOf(Target.class);
        if (network.tied()) {
            targets.remove(Target.LM_HEAD);
        }
        return Stream.of(Form.values())
                .flatMap(form -> Stream.of(Qkv.values()).map(qkv -> new LoraConfig(targets, 2, 1, form, qkv)));
    }
}
