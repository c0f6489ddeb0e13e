package org.gradwalk.model.gpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;
import org.junit.jupiter.api.Test;

/** How many numbers a network learns. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class ParameterCountTest {

    private static GptConfig gpt2(int layers, boolean tied) {
        return GptConfig.of(50_257, 1024, layers, 12, 768).withHeadBias(!tied).withTied(tied);
    }

    private static long adapters(LoraConfig lora) {
        return Gpt.parameters(gpt2(12, false).withLora(lora)).stream()
                .filter(value -> LoraConfig.isFactor(value.name()))
                .mapToLong(Value::size)
                .sum();
    }

    @Test
    void countsArePublishedOnes() {
        assertThat(gpt2(1, false).parameterCount()).isEqualTo(85_120_849);
        assertThat(gpt2(12, false).parameterCount()).isEqualTo(163_087_441);
        assertThat(gpt2(12, true).parameterCount()).isEqualTo(124_439_808);
        assertThat(gpt2(3, true).parameterCount() - gpt2(2, true).parameterCount()).isEqualTo(7_087_872);
    }

    @Test
    void countsOfAdaptersArePublishedOnes() {
        Set<Target> everywhere = EnumSet.allOf(Target.class);
        LoraConfig paper = LoraConfig.paper(16, 1, everywhere);
        assertThat(adapters(LoraConfig.paper(16, 1, Set.of(Target.LM_HEAD)))).isEqualTo(816_400);
        assertThat(adapters(paper)).isEqualTo(3_470_608);
        assertThat(adapters(LoraConfig.standard(16, 1, everywhere))).isEqualTo(3_175_696);
        assertThat(gpt2(12, false).withLora(paper).parameterCount()).isEqualTo(163_087_441 + 3_470_608);
    }

    @Test
    void presetsHaveTheSizesOfTheirTable() {
        assertThat(Preset.PAPER.config().parameterCount()).isEqualTo(13_546);
        assertThat(Preset.CLASSROOM.config().parameterCount()).isEqualTo(212_480);
        assertThat(Preset.GPT2.config().parameterCount()).isEqualTo(124_439_808);
    }

    @Property(tries = 100)
    void theCountWithoutAdaptersIsThatOfTheFormula(@ForAll RandomNetwork network) {
        GptConfig config = network.config().withoutLora();
        long d = config.width();
        long f = config.feedForwardWidth();
        long v = config.vocabularySize();
        long block = 4 * d * d + 2 * d * f + (config.bias() ? 5 * d + f : 0) + 4 * d;
        long head = config.tied() ? 0 : d * v + (config.headBias() ? v : 0);
        assertThat(config.parameterCount())
                .isEqualTo((v + config.contextLength()) * d + config.layers() * block + 2 * d + head);
    }

    @Property(tries = 100)
    void theParametersAreThoseOfEveryProgramOfTheNetwork(@ForAll RandomNetwork network) {
        Function<Value, String> described = value -> value + " " + value.layout();
        assertThat(network.program().parameterCount()).isEqualTo(network.config().parameterCount());
        assertThat(network.program().parameters().stream().map(Parameter::value).map(described))
                .containsExactlyElementsOf(Gpt.parameters(network.config()).stream().map(described).toList());
    }
}
