package org.gradwalk.model.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.gradwalk.model.testing.Agreement.assertSameBits;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.testing.Algebra;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;
import org.junit.jupiter.api.Test;

/** Adapters put to weights, merged with them, and taken off again. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class AdaptedWeightsTest {

    /** Rounding of the merged weights goes through the whole network, of layer norms with ε = 0 too. */
    private static final double TOLERANCE = 1e-9;

    private static final LoraConfig LORA = LoraConfig.standard(2, 4, Set.of(Target.C_ATTN, Target.LM_HEAD));

    private static Iteration withParameters(Iteration iteration, Map<String, Matrix> parameters) {
        parameters.forEach((name, matrix) -> iteration.matrix(name).copyFrom(matrix));
        iteration.runAll();
        return iteration;
    }

    private static AdaptedWeights weights(RandomNetwork network, Iteration iteration) {
        SequencedMap<String, Matrix> parameters = new LinkedHashMap<>();
        iteration.program().parameters().forEach(
                parameter -> parameters.put(parameter.name(), iteration.matrix(parameter.value()).copy()));
        return new AdaptedWeights(network.config(), parameters);
    }

    private static void assertNear(String what, Matrix actual, Matrix expected) {
        actual.requireShape(expected.rows(), expected.columns());
        Matrix difference = Algebra.matrix(
                actual.rows(), actual.columns(), (i, j) -> {
                    boolean same = actual.get(i, j) == expected.get(i, j); // −∞ too
                    return same ? 0 : actual.get(i, j) - expected.get(i, j);
                });
        assertThat(Algebra.largest(difference)).as("difference of %s, merged and not", what)
                .isLessThanOrEqualTo(TOLERANCE * (1 + Algebra.largest(expected)));
    }

    @Property(tries = 60)
    void mergedNetworksYieldTheSameLossLogitsAndErrors(@ForAll RandomNetwork network) {
        Assume.that(network.config().lora().isPresent());
        Iteration separate = network.finished();
        AdaptedWeights weights = weights(network, separate);
        Iteration merged = withParameters(
                network.with(weights.mergedConfig()).iteration(), weights.merged());

        for (String name : new String[]{"loss", "logits", "grad/act/embed", "grad/act/ln_f.out"}) {
            assertNear(name, merged.matrix(name), separate.matrix(name));
        }
        for (String block : network.config().blocks()) {
            for (String value : new String[]{
                ".attn.qkv", ".attn.out", ".mlp.fc", ".mlp.out", ".ln_1.out", ".ln_2.out", ".attn.concat",
                ".mlp.act"}) {
                assertNear(block + value, merged.matrix(block + value), separate.matrix(block + value));
                String error = "grad/act/" + block + value;
                assertNear(error, merged.matrix(error), separate.matrix(error));
            }
        }
        // the frozen weights' gradients are those of the merged ones
        merged.program().parameters().forEach(parameter -> assertNear(
                parameter.gradient().name(), merged.matrix(parameter.gradient()),
                separate.matrix(parameter.gradient().name())));
    }

    @Property(tries = 30)
    void theWayBackFromMergedWeightsIsExact(@ForAll RandomNetwork network) {
        Assume.that(network.config().lora().isPresent());
        Iteration separate = network.finished();
        AdaptedWeights weights = weights(network, separate);
        var _ = weights.merged();

        Iteration again = withParameters(network.iteration(), weights.parameters());
        assertSameBits("logits", again.matrix("logits"), separate.matrix("logits"));
    }

    @Test
    void newAdaptersLeaveTheNetworkAsItWas() {
        Map<String, Matrix> frozen = Preset.PAPER.parameters(3);
        AdaptedWeights weights = AdaptedWeights.adding(
                Preset.PAPER.config().withLora(LORA), frozen, Initialization.GPT2, 5);

        assertThat(weights.parameters().keySet()).containsAll(frozen.keySet())
                .contains("h.0.attn.c_attn.lora_A", "h.0.attn.c_attn.lora_B", "lm_head.lora_A", "lm_head.lora_B")
                .hasSize(frozen.size() + 4);
        assertThat(weights.mergedConfig()).isEqualTo(Preset.PAPER.config());
        frozen.forEach((name, matrix) -> {
            assertSameBits(name, Objects.requireNonNull(weights.parameters().get(name)), matrix);
            assertSameBits(name + ", merged", Objects.requireNonNull(weights.merged().get(name)), matrix);
        });
        assertThat(weights.merged()).hasSameSizeAs(frozen);
    }

    @Test
    void weightsThatAreNotThoseOfTheNetworkAreRefusedInWords() {
        Map<String, Matrix> frozen = new LinkedHashMap<>(Preset.PAPER.parameters(3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdaptedWeights(Preset.PAPER.config(), new LinkedHashMap<>(frozen)))
                .withMessage("A network without adapters has nothing to merge");
        frozen.remove("ln_f.bias");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AdaptedWeights.adding(
                        Preset.PAPER.config().withLora(LORA), frozen, Initialization.GPT2, 5))
                .withMessage("The parameter ln_f.bias is missing");
    }
}
