package org.gradwalk.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwalk.model.file.ModelFile;
import org.gradwalk.model.gpt.AttentionPattern;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.gpt.Initialization;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a model. */
class InfoCommandTest {

    @TempDir
    private Path folder;

    private static List<String> info(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "info";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CommandOutcome outcome = CommandOutcome.of(all);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        return outcome.out().lines().toList();
    }

    @Test
    void aNetworkThatFitsIntoNoMemoryIsDescribedWithoutBeingMade() {
        assertThat(info("--preset", "gpt2"))
                .contains(
                        "vocabulary             50257 pieces of words", "heads                  12, of width 64",
                        "head tied to tokens    yes", "β₁, β₂                 0.9, 0.99",
                        "wte.weight               50257×768  38597376", "124439808 parameters")
                .doesNotContain("From the file:");
    }

    @Test
    void ofAFileItsKindsAndHowItWasMadeAreTold() throws IOException {
        GptConfig config = GptConfig.of(2, 4, 1, 1, 2).withAttention(new AttentionPattern.SlidingWindow(3))
                .withLora(LoraConfig.standard(2, 4, Set.of(Target.C_ATTN, Target.LM_HEAD)));
        Path model = folder.resolve("small.safetensors");
        ModelFile.write(
                model,
                new ModelFile(
                        config, List.of("a", "b"), new LinkedHashMap<>(Initialization.GPT2.parameters(config, 0)),
                        Map.of("seed", "7", "learning_rate", "0.01")));

        assertThat(info(model.toString()))
                .contains("model                  small.safetensors", "vocabulary             2 characters")
                .contains("attention              to the last 3 positions")
                .contains("adapters (LoRA)        rank 2, α 4.0, form standard, queries, keys and values fused, at"
                        + " attn.c_attn, lm_head")
                .containsSubsequence("From the file:", "learning_rate  0.01", "seed           7")
                .last().isEqualTo(config.parameterCount() + " parameters");
    }

    @Test
    void theParametersAloneAreATable() {
        List<String> lines = info("--preset", "classroom", "--format", "csv");

        assertThat(lines).startsWith("parameter,shape,count", "wte.weight,65×64,4160").hasSize(54);
        assertThat(lines.stream().skip(1).mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(',') + 1)))
                .sum())
                .isEqualTo(212_480);
    }

    @Test
    void nodesAreShownWithTheirStepsAndWhatTheyWrite() {
        assertThat(info("--preset", "gpt2", "--nodes", "h.11.attn*,backward/h.0.ln_1:mean*"))
                .contains("      h.11.attn")
                .anyMatch(line -> line.matches(" +h.11.attn:softmax +attn.softmax +h.11.attn.probs 1×12×1024×1024"))
                .anyMatch(line -> line.matches(" +backward/h.0.ln_1:mean +ln.mean"))
                .noneMatch(line -> line.contains("h.10"));
    }

    @Test
    void wrongUseIsTold() {
        assertThat(CommandOutcome.of("info", "--nodes", "h.99*").exitCode()).isEqualTo(2);
        assertThat(CommandOutcome.of("info", "--nodes", "**", "--format", "csv").err())
                .isEqualToIgnoringNewLines("gradwalk: --format is for the table of parameters, and --nodes shows none");
        assertThat(CommandOutcome.of("info", "--format", "svg")).isEqualTo(new CommandOutcome(
                2, "", "gradwalk: Invalid value for option '--format': there is no format \"svg\": csv, tex"
                        + System.lineSeparator()));
        assertThat(CommandOutcome.of("info", "--preset", "gpt5").exitCode()).isEqualTo(2);
        assertThat(CommandOutcome.of("info", folder.resolve("absent").toString()).exitCode()).isEqualTo(2);
    }
}
