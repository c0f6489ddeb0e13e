package org.gradwalk.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.gradwalk.app.Gradwalk;
import org.gradwalk.model.file.ModelFile;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.text.CharacterTokenizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Training from the command line, and what is said where it cannot be. */
class TrainCommandTest {
    private static final String LINE = "To be, or not to be: that is the question.\n";

    @TempDir
    private Path folder;
    private Path text = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void writeText() throws IOException {
        text = Files.writeString(folder.resolve("hamlet.txt"), LINE.repeat(20));
        out = folder.resolve("m.safetensors");
    }

    /** Three iterations on the text, saved in a file; options are names and values in turn. */
    private CommandOutcome trainTo(Path file, String... more) {
        Map<String, String> options = new LinkedHashMap<>(Map.of("--text-file", text.toString(), "--iterations", "3",
                "--batch", "1", "--seed", "5", "--out", file.toString()));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return CommandOutcome.of(Stream.concat(Stream.of("train"), options.entrySet().stream()
                .flatMap(option -> Stream.of(option.getKey(), option.getValue()))).toArray(String[]::new));
    }

    @Test
    void modelIsSavedWithAllThatIsKnownOfIt() throws IOException {
        CommandOutcome outcome = trainTo(out);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines())
                .anyMatch(line -> line.startsWith("classroom, 212480 parameters, learns 774 characters of hamlet.txt."))
                .anyMatch(
                        line -> line
                                .matches("iteration 3 of 3, loss \\d\\.\\d{4}, validation loss \\d\\.\\d{4}, .* left"))
                .anyMatch(line -> line.startsWith(out + ": after 3 iterations the validation loss is "));
        ModelFile model = ModelFile.read(out);
        assertThat(model.config()).isEqualTo(Preset.CLASSROOM.config());
        assertThat(model.vocabulary()).isEqualTo(CharacterTokenizer.classroom().vocabulary());
        assertThat(model.description()).containsEntry("preset", "classroom").containsEntry("text", "hamlet.txt")
                .containsEntry("iterations", "3").containsEntry("batch", "1").containsEntry("seed", "5")
                .containsEntry("learning_rate", "0.001").containsEntry("weight_decay", "0.1")
                .containsEntry("schedule", "cosine")
                .containsEntry("generator", "L64X128MixRandom")
                .containsKeys("validation_loss", "pair_entropy", "previous_token_block", "previous_token_head",
                        "previous_token_weight");
    }

    @Test
    void sameSeedGivesTheSameFileWithAnyNumberOfThreads() throws IOException {
        Path other = folder.resolve("other.safetensors");
        trainTo(out, "--threads", "1");
        trainTo(other, "--threads", "3");
        assertThat(other).hasSameBinaryContentAs(out);
    }

    @ParameterizedTest
    @CsvSource({"--seed, 6", "--batch, 2", "--learning-rate, 0.01", "--weight-decay, 0", "--schedule, constant"})
    void everyOptionMakesAnotherModel(String option, String value) throws IOException {
        Path other = folder.resolve("other.safetensors");
        trainTo(out);
        trainTo(other, option, value);
        assertThat(ModelFile.read(other).parameter("ln_f.weight").toArray())
                .isNotEqualTo(ModelFile.read(out).parameter("ln_f.weight").toArray());
    }

    @Test
    void linesMayEndAsOnWindows() throws IOException {
        Files.writeString(text, LINE.repeat(20).replace("\n", "\r\n"));
        assertThat(trainTo(out).exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --iterations 0      | Invalid value for option '--iterations': "0" is not a whole number above 0
            --iterations many   | Invalid value for option '--iterations': "many" is not a whole number above 0
            --batch -1          | Invalid value for option '--batch': "-1" is not a whole number above 0
            --threads 1.5       | Invalid value for option '--threads': "1.5" is not a whole number above 0
            --learning-rate 0   | Invalid value for option '--learning-rate': "0" is not a number above 0
            --learning-rate NaN | Invalid value for option '--learning-rate': "NaN" is not a number above 0
            --weight-decay -1   | Invalid value for option '--weight-decay': "-1" is not a number of 0 or more
            --weight-decay x    | Invalid value for option '--weight-decay': "x" is not a number of 0 or more
            --learning-rate x   | Invalid value for option '--learning-rate': "x" is not a number above 0
            --preset gpt2       | Invalid value for option '--preset': "gpt2" is not a preset that learns characters: \
            classroom or nano
            --seed x            | Invalid value for option '--seed': 'x' is not a long
            --seed 1            | Missing required option: '--out=FILE'
            """)
    void wrongUseIsAnsweredInOneLine(String option, String answer) {
        assertThat(CommandOutcome.of(("train " + option).split(" "))).isEqualTo(failure(2, answer));
    }

    @Test
    void batchThatNoMemoryHoldsIsTold() {
        CommandOutcome outcome = trainTo(out, "--batch", "2147483647");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .matches("gradwalk: training classroom on 2147483647 sequences at once takes \\d+ MB of"
                        + " memory and Java may use \\d+: take a smaller batch\\R");
    }

    @Test
    void textThatIsNotThereIsNamed() throws IOException {
        Files.delete(text);
        assertThat(trainTo(out)).isEqualTo(failure(1, "there is no readable file " + text));
    }

    @Test
    void textThatIsNoTextIsNamed() throws IOException {
        Files.write(text, new byte[]{'a', (byte) 0xff});
        assertThat(trainTo(out)).isEqualTo(failure(1, text + " is not text in UTF-8"));
    }

    @Test
    void charactersThatTheVocabularyLacksAreNamed() throws IOException {
        Files.writeString(text, LINE + "[1] ");
        assertThat(trainTo(out)).isEqualTo(failure(1, "hamlet.txt: The vocabulary lacks '[' (at 43),"
                + " '1' (at 44), ']' (at 45): leave out or replace them"));
    }

    @Test
    void textThatIsTooShortIsTold() throws IOException {
        Files.writeString(text, "a".repeat(649));
        assertThat(trainTo(out)).isEqualTo(
                failure(1, "hamlet.txt has 649 characters, and training needs at least 650"));
        Files.writeString(text, "a".repeat(650));
        assertThat(trainTo(out).exitCode()).isZero();
    }

    @Test
    void folderThatIsNotThereIsTold() {
        assertThat(trainTo(folder.resolve("absent").resolve("m.safetensors"))).isEqualTo(
                failure(1, "there is no folder " + folder.resolve("absent")));
    }

    @Test
    void folderInPlaceOfAFileIsTold() {
        assertThat(trainTo(folder)).isEqualTo(failure(1, folder + " is a folder, not a file to save in"));
    }

    @Test
    void trainingThatComesToNoNumberSaysWhereAndSavesNothing() {
        CommandOutcome outcome = trainTo(out, "--learning-rate", "1e300", "--schedule", "constant");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).matches("gradwalk: iteration \\d: \\S+ wrote \\S+ into .*; try a smaller learning"
                + " rate\\R");
        assertThat(out).doesNotExist();
    }

    /** What Ctrl+C does, too: the program is asked to end. */
    @Test
    @DisabledOnOs(OS.WINDOWS) // there a process cannot be asked, only ended
    void trainingThatIsInterruptedSavesWhatWasLearnedAndNothingElse() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector", "-cp", System.getProperty("java.class.path"),
                Gradwalk.class.getName(), "train", "--text-file", text.toString(), "--iterations", "1000000",
                "--batch", "1", "--out", out.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).startsWith("classroom, ");
            assertThat(lines.readLine()).startsWith("iteration 250 of 1000000, ");
            process.toHandle().destroy();
            assertThat(lines.lines()).last().asString().startsWith(out + ": after ");
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Long.parseLong(ModelFile.read(out).description().getOrDefault("iterations", "")))
                .isBetween(250L, 999_999L);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(text, out);
        }
    }

    private static CommandOutcome failure(int exitCode, String message) {
        return new CommandOutcome(exitCode, "", "gradwalk: " + message + System.lineSeparator());
    }
}
