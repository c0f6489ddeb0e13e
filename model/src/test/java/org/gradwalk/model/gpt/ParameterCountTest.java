package org.gradwalk.model.gpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.layer.Mlp.Activation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;
import org.junit.jupiter.api.Test;

/** How many numbers a network learns. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class ParameterCountTest {

    private static GptConfig gpt2(int layers, boolean tied) {
        return new GptConfig(
                50_257, 1024, layers, 12, 768, 3072, Activation.GELU_TANH, true, !tied, tied, 1e-5,
                new AttentionPattern.Dense());
    }

    private static long counted(Program program, Predicate<Parameter> which) {
        return program.parameters().stream()
                .filter(which)
                .mapToLong(parameter -> (long) parameter.value().rows() * parameter.value().columns())
                .sum();
    }

    @Test
    void countsArePublishedOnes() {
        assertThat(gpt2(1, false).blockParameterCount()).isEqualTo(7_087_872);
        assertThat(gpt2(1, false).parameterCount()).isEqualTo(85_120_849);
        assertThat(gpt2(12, false).parameterCount()).isEqualTo(163_087_441);
        assertThat(gpt2(12, true).parameterCount()).isEqualTo(124_439_808);
    }

    @Test
    void countsOfAdaptersArePublishedOnes() {
        Set<Target> everywhere = EnumSet.allOf(Target.class);
        assertThat(adapted(LoraConfig.paper(16, 1, Set.of(Target.LM_HEAD))).trainedCount()).isEqualTo(816_400);
        assertThat(adapted(LoraConfig.paper(16, 1, everywhere)).trainedCount()).isEqualTo(3_470_608);
        assertThat(adapted(LoraConfig.standard(16, 1, everywhere)).trainedCount()).isEqualTo(3_175_696);
        assertThat(adapted(LoraConfig.paper(16, 1, everywhere)).parameterCount()).isEqualTo(163_087_441 + 3_470_608);
        assertThat(gpt2(12, false).trainedCount()).isEqualTo(163_087_441);
    }

    private static GptConfig adapted(LoraConfig lora) {
        return gpt2(12, false).withLora(lora);
    }

    @Test
    void presetsHaveTheSizesOfTheirTable() {
        assertThat(Preset.PAPER.config().parameterCount()).isEqualTo(13_546);
        assertThat(Preset.CLASSROOM.config().parameterCount()).isEqualTo(212_480);
        assertThat(Preset.GPT2.config().parameterCount()).isEqualTo(124_439_808);
    }

    @Test
    void presetsProgramsHaveTheParametersThatTheirSizesSay() {
        for (Preset preset : Preset.values()) {
            assertThat(counted(preset.program(1, 1), _ -> true)).as(preset.id())
                    .isEqualTo(preset.config().parameterCount());
        }
    }

    @Property(tries = 100)
    void theCountIsTheSumOverTheProgramsParameters(@ForAll RandomNetwork network) {
        assertThat(counted(network.program(), _ -> true)).isEqualTo(network.config().parameterCount());
        assertThat(counted(network.program(), Parameter::isTrained)).isEqualTo(network.config().trainedCount());
    }
}
