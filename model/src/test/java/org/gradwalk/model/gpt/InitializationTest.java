package org.gradwalk.model.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gradwalk.model.testing.Agreement.assertSameBits;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.testing.Algebra;
import org.junit.jupiter.api.Test;

/** How parameters start. */
class InitializationTest {

    private static Matrix parameter(Preset preset, String name) {
        return Objects.requireNonNull(preset.parameters(7).get(name), name);
    }

    private static void assertNormal(Preset preset, String name, double deviation) {
        double[] entries = parameter(preset, name).toArray();
        double mean = Arrays.stream(entries).average().orElseThrow();
        double squares = Arrays.stream(entries).map(entry -> entry * entry).average().orElseThrow();
        assertThat(mean).as("mean of " + name).isCloseTo(0, within(0.2 * deviation));
        assertThat(Math.sqrt(squares)).as("deviation of " + name).isCloseTo(deviation, within(0.2 * deviation));
        assertThat(Algebra.largest(parameter(preset, name))).as("tails of " + name).isGreaterThan(2 * deviation);
    }

    private static void assertUniform(Preset preset, String name, double limit) {
        double[] entries = parameter(preset, name).toArray();
        double largest = Arrays.stream(entries).max().orElseThrow();
        double smallest = Arrays.stream(entries).min().orElseThrow();
        double near = (entries.length < 300 ? 0.7 : 0.95) * limit;
        assertThat(largest).as("largest of " + name).isBetween(near, limit);
        assertThat(smallest).as("smallest of " + name).isBetween(-limit, -near);
    }

    private static void assertAll(Preset preset, String name, double number) {
        assertThat(parameter(preset, name).toArray()).as(name).containsOnly(number);
    }

    @Test
    void oneSeedGivesTheSameBitsAndAnotherOneOthers() {
        for (Preset preset : new Preset[]{Preset.PAPER, Preset.CLASSROOM}) {
            Map<String, Matrix> first = preset.parameters(1);
            Map<String, Matrix> again = preset.parameters(1);
            first.forEach((name, matrix) -> assertSameBits(
                    name, Objects.requireNonNull(again.get(name)), matrix));
            assertThat(Objects.requireNonNull(preset.parameters(2).get("wte.weight")).toArray())
                    .isNotEqualTo(Objects.requireNonNull(first.get("wte.weight")).toArray());
        }
    }

    @Test
    void gpt2sWeightsAreNormalAndThoseThatWriteToTheStreamSmaller() {
        assertNormal(Preset.CLASSROOM, "wte.weight", 0.02);
        assertNormal(Preset.CLASSROOM, "wpe.weight", 0.02);
        assertNormal(Preset.CLASSROOM, "lm_head.weight", 0.02);
        assertNormal(Preset.CLASSROOM, "h.3.attn.c_attn.weight", 0.02);
        assertNormal(Preset.CLASSROOM, "h.3.mlp.c_fc.weight", 0.02);
        assertNormal(Preset.CLASSROOM, "h.3.attn.c_proj.weight", 0.02 / Math.sqrt(8));
        assertNormal(Preset.CLASSROOM, "h.3.mlp.c_proj.weight", 0.02 / Math.sqrt(8));
    }

    @Test
    void pytorchsTablesAreStandardNormalAndItsLinearMapsUniform() {
        assertNormal(Preset.PAPER, "wte.weight", 1);
        assertNormal(Preset.PAPER, "wpe.weight", 1);
        assertUniform(Preset.PAPER, "h.0.attn.c_attn.weight", Math.sqrt(6.0 / (32 + 96)));
        assertUniform(Preset.PAPER, "h.0.attn.c_proj.weight", 1 / Math.sqrt(32));
        assertUniform(Preset.PAPER, "h.0.mlp.c_fc.weight", 1 / Math.sqrt(32));
        assertUniform(Preset.PAPER, "h.0.mlp.c_fc.bias", 1 / Math.sqrt(32));
        assertUniform(Preset.PAPER, "h.0.mlp.c_proj.weight", 1 / Math.sqrt(128));
        assertUniform(Preset.PAPER, "h.0.mlp.c_proj.bias", 1 / Math.sqrt(128));
        assertUniform(Preset.PAPER, "lm_head.weight", 1 / Math.sqrt(32));
        assertAll(Preset.PAPER, "h.0.attn.c_attn.bias", 0);
        assertAll(Preset.PAPER, "h.0.attn.c_proj.bias", 0);
    }

    @Test
    void normalisationsStartAsTheIdentity() {
        for (Preset preset : new Preset[]{Preset.PAPER, Preset.CLASSROOM}) {
            List<String> gains = Gpt.parameters(preset.config()).stream()
                    .filter(value -> value.layout() == Layout.VECTOR)
                    .map(Value::name)
                    .filter(name -> name.endsWith(".weight"))
                    .toList();
            assertThat(gains).hasSize(2 * preset.config().layers() + 1);
            for (String gain : gains) {
                assertAll(preset, gain, 1);
                assertAll(preset, gain.replace(".weight", ".bias"), 0);
            }
        }
    }

    @Test
    void gpt2sBiasesStartAtZero() {
        assertThat(Preset.CLASSROOM.parameters(7).keySet().stream().filter(name -> name.endsWith(".bias")))
                .isNotEmpty()
                .allSatisfy(name -> assertAll(Preset.CLASSROOM, name, 0));
    }

    private static Map<String, Matrix> adapted(Initialization initialization, LoraConfig lora) {
        GptConfig config = Preset.PAPER.config().withLora(lora);
        return initialization.parameters(config, 7);
    }

    @Test
    void adaptersStartAtRandomAndAtZeroAboveTheSameNetwork() {
        Map<String, Matrix> parameters = adapted(
                Initialization.PYTORCH, LoraConfig.standard(16, 1, EnumSet.allOf(Target.class)));
        Preset.PAPER.parameters(7).forEach((name, matrix) -> assertSameBits(
                name, Objects.requireNonNull(parameters.get(name)), matrix));
        parameters.forEach((name, matrix) -> {
            if (name.endsWith("lora_A")) {
                double limit = 1 / Math.sqrt(matrix.rows());
                assertThat(Algebra.largest(matrix)).as(name).isBetween(0.9 * limit, limit);
            } else if (name.endsWith("lora_B")) {
                assertThat(matrix.toArray()).as(name).containsOnly(0);
            }
        });
        assertThat(parameters).containsKeys("h.0.mlp.c_proj.lora_A", "lm_head.lora_B");
    }

    @Test
    void adaptersOfThePapersFormBothStartAtRandom() {
        Map<String, Matrix> parameters = adapted(
                Initialization.GPT2, LoraConfig.paper(16, 1, EnumSet.allOf(Target.class)));
        assertThat(parameters).containsKeys("h.0.attn.c_attn.q.lora_A", "h.0.attn.c_attn.v.lora_B");
        parameters.forEach((name, matrix) -> {
            if (LoraConfig.isFactor(name)) {
                double deviation = Algebra.norm(matrix) / Math.sqrt(matrix.size());
                assertThat(deviation).as(name).isCloseTo(0.02, within(0.003));
            }
        });
    }
}
