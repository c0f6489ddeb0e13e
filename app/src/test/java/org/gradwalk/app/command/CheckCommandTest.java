package org.gradwalk.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.WholeIteration;
import org.gradwalk.model.file.ModelFile;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.gpt.Initialization;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Engine, formula and finite differences from the command line. */
class CheckCommandTest {

    private static final List<String> SMALL = List.of("--preset", "paper", "--text", "0123");

    @TempDir
    private Path folder;

    private static CommandOutcome check(String... more) {
        return CommandOutcome.of(
                Stream.of(Stream.of("check"), SMALL.stream(), Stream.of(more))
                        .flatMap(part -> part).toArray(String[]::new));
    }

    @Test
    void everythingIsCheckedAndALineToldForEachTenth() {
        CommandOutcome outcome = check();

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines.subList(0, 10)).allMatch(line -> line.matches("\\d+ of 174: \\S+"));
        assertThat(lines.get(9)).isEqualTo("174 of 174: after/param/lm_head.bias");
        assertThat(lines.get(10)).isEqualTo("174 of 174 values agree.");
        assertThat(lines.get(11))
                .matches("Formulas of 174 values: the largest relative difference is [\\d.]+e−1\\d, of \\S+\\.");
        assertThat(lines.get(12)).matches(
                "Finite differences of \\d+ errors and gradients: the largest relative difference is [\\d.]+e−\\d+, of"
                        + " grad/\\S+\\.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            h.0.attn.probs                 | 1
            h.0.attn:softmax               | 1
            h.0.attn.probs,grad/act/embed  | 2
            h.0.attn:split                 | 3
            forward                        | 41
            """)
    void valuesAreChosenByTheirNamesAndByTheNodesThatWriteThem(String patterns, int count) {
        assertThat(check("--nodes", patterns).out()).contains(count + " of " + count + " values agree.");
    }

    @Test
    void whatDisagreesIsNamedAndTheExitCodeSaysSo() throws IOException, RefusedException {
        try (WholeIteration walk = new WholeIteration(new Opening.FromPreset(Preset.PAPER, 1).read(), "0123")) {
            walk.snapshot().iteration().matrix("grad/act/h.0.attn.masked").set(3, 1, 1);
            CheckCommand command = new CheckCommand();
            StringWriter out = new StringWriter();
            new CommandLine(command).setOut(new PrintWriter(out)).parseArgs("--out",
                    folder.resolve("all.csv").toString());

            assertThat(command.check(walk.snapshot())).isEqualTo(1);
            assertThat(out.toString().lines())
                    .anyMatch(
                            line -> line.startsWith("the formula of grad/act/h.0.attn.masked differs from the engine"))
                    .anyMatch(line -> line.matches("17[0-3] of 174 values agree\\."))
                    .anyMatch(line -> line.matches("Formulas of 174 values: .* of grad/act/h.0.attn.\\w+\\."));
            assertThat(Files.readAllLines(folder.resolve("all.csv")))
                    .anyMatch(line -> line.startsWith("grad/act/h.0.attn.masked,") && line.endsWith(",false"));
        }
    }

    @Test
    void anIterationThatStopsIsNotAllRight() throws IOException {
        GptConfig config = GptConfig.of(2, 4, 1, 1, 2);
        SequencedMap<String, Matrix> parameters = new LinkedHashMap<>(Initialization.GPT2.parameters(config, 0));
        parameters.firstEntry().getValue().set(0, 0, 1e200);
        Path model = folder.resolve("large.safetensors");
        ModelFile.write(model, new ModelFile(config, List.of("a", "b"), parameters, Map.of()));

        CommandOutcome outcome = CommandOutcome.of("check", model.toString(), "--text", "ab");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("The iteration stopped at h.0.ln_1:var, at a number that is not finite");
    }

    @Test
    void theTableIsWrittenAndNothingOverwrittenUnlessAskedFor() throws IOException {
        Path csv = folder.resolve("checks.csv");
        String[] some = {"--nodes", "h.0.attn.probs,grad/act/embed", "--out", csv.toString()};

        assertThat(check(some).out()).contains("The table is in " + csv);
        assertThat(Files.readAllLines(csv)).hasSize(3).first().asString().isEqualTo(
                "value,rows,columns,formula_absolute,formula_relative,differences_absolute,differences_relative,"
                        + "entries,left_out,noise,agrees");
        assertThat(Files.readAllLines(csv).get(1)).matches("h\\.0\\.attn\\.probs,8,4,[\\dE.-]+,[\\dE.-]+,,,,,,true");
        assertThat(Files.readAllLines(csv).get(2)).matches("grad/act/embed,4,32(,[\\dE.-]+){7},true");

        Files.writeString(csv, "mine");
        assertThat(check(some)).isEqualTo(
                failure(2, csv + " is there already: take another name, or --overwrite"));
        assertThat(csv).hasContent("mine");
        assertThat(check(Stream.concat(Stream.of(some), Stream.of("--overwrite")).toArray(String[]::new)).exitCode())
                .isZero();
        assertThat(Files.readAllLines(csv)).hasSize(3);
    }

    @Test
    void theTableCanBeLatex() {
        Path tex = folder.resolve("checks.tex");
        check("--nodes", "h.0.attn.probs", "--out", tex.toString());
        assertThat(tex).content().contains("\\begin{tabular}", "formula\\_relative", "h.0.attn.probs & 8 & 4 & $");
    }

    @Test
    void wrongUseIsToldBeforeAnythingIsDone() {
        assertThat(check("--out", "checks.xls")).isEqualTo(
                failure(2, "the name checks.xls ends neither in .csv nor in .tex"));
        assertThat(check("--out", folder.resolve("absent").resolve("a.csv").toString())).isEqualTo(
                failure(1, "there is no folder " + folder.resolve("absent")));
        assertThat(check("--nodes", "h.0.attn.prob")).satisfies(outcome -> {
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.err()).contains("\"h.0.attn.prob\" fits no value and no node")
                    .contains("h.0.attn.probs");
        });
        assertThat(check("--text", "0a").exitCode()).isEqualTo(2);
    }

    private static CommandOutcome failure(int exitCode, String message) {
        return new CommandOutcome(exitCode, "", "gradwalk: " + message + System.lineSeparator());
    }
}
