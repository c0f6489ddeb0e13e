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
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.run.Feed;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.Plan;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Schedule;
import org.gradwalk.model.run.Trainer;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.BatchSampler;
import org.gradwalk.model.text.CharacterTokenizer;
import org.gradwalk.model.text.Corpus;
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
                .containsEntry("schedule", "cosine").containsEntry("warm_up", "0")
                .containsEntry("decay_iterations", "3").containsEntry("length", "64")
                .containsEntry("optimizer", "adamw").containsEntry("beta1", "0.9").containsEntry("beta2", "0.99")
                .containsEntry("epsilon", "1e-8").containsEntry("clip", "1").doesNotContainKeys("momentum", "model")
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

    private static final GptConfig CLASSROOM = Preset.CLASSROOM.config();
    private static final Settings USUAL = Preset.CLASSROOM.settings();

    /** The numbers of three iterations, done by hand on the same text. */
    private static Map<String, Matrix> byHand(
            Map<String, Matrix> start, Update update, Settings settings, Schedule schedule, int batch, int length)
            throws Exception {
        int[] tokens = CharacterTokenizer.classroom().encode(LINE.repeat(20));
        Program program = Gpt.program(CLASSROOM, batch, length, Reduction.MEAN, update);
        Iteration iteration = new Iteration(program, Weights.of(start), Workers.CALLER, settings);
        Feed feed = new Feed.Drawn(new BatchSampler(Corpus.of(tokens, 0.1).training(), batch, length), 5);
        Trainer trainer = new Trainer(iteration, new Plan(feed, update, schedule, settings), new int[0]);
        for (int i = 0; i < 3; i++) {
            trainer.step();
        }
        Map<String, Matrix> numbers = new LinkedHashMap<>();
        program.parameters().forEach(each -> numbers.put(each.name(), iteration.matrix(each.value())));
        return numbers;
    }

    private static void assertBits(ModelFile actual, Map<String, Matrix> expected) {
        assertThat(actual.parameters().keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (name, matrix) -> assertThat(actual.parameter(name).toArray()).as(name).isEqualTo(matrix.toArray()));
    }

    @Test
    void everyNumberOfAdamWReachesTheTraining() throws Exception {
        trainTo(
                out, "--beta1", "0.8", "--beta2", "0.95", "--epsilon", "1e-3", "--weight-decay", "0.3", "--clip", "0.5",
                "--learning-rate", "0.01", "--warm-up", "2", "--decay-iterations", "5", "--length", "8", "--batch",
                "2");

        Settings settings = USUAL.withBetas(0.8, 0.95).withEpsilon(1e-3).withWeightDecay(0.3).withClipNorm(0.5);
        assertBits(ModelFile.read(out), byHand(
                Preset.CLASSROOM.parameters(5), new Update(new AdamW(), true, false), settings,
                new Schedule.WarmUpCosine(0.01, 2, 5), 2, 8));
        assertThat(ModelFile.read(out).description()).containsEntry("beta1", "0.8").containsEntry("beta2", "0.95")
                .containsEntry("epsilon", "0.001").containsEntry("weight_decay", "0.3").containsEntry("clip", "0.5")
                .containsEntry("learning_rate", "0.01").containsEntry("warm_up", "2")
                .containsEntry("decay_iterations", "5").containsEntry("length", "8").containsEntry("batch", "2");
    }

    @Test
    void gradientDescentHasItsMomentumAndMayBeUnclipped() throws Exception {
        trainTo(out, "--optimizer", "momentum", "--momentum", "0.7", "--clip", "none", "--schedule", "constant");

        assertBits(ModelFile.read(out), byHand(
                Preset.CLASSROOM.parameters(5), new Update(new Sgd(true), false, false), USUAL.withMomentum(0.7),
                new Schedule.Constant(1e-3), 1, 64));
        assertThat(ModelFile.read(out).description()).containsEntry("optimizer", "momentum")
                .containsEntry("momentum", "0.7").containsEntry("clip", "none")
                .doesNotContainKeys("beta1", "weight_decay", "warm_up");
    }

    @Test
    void plainGradientDescentIsClippedAsThePresetIs() throws Exception {
        trainTo(out, "--optimizer", "SGD", "--schedule", "constant", "--learning-rate", "0.1");

        assertBits(ModelFile.read(out), byHand(
                Preset.CLASSROOM.parameters(5), new Update(new Sgd(false), true, false), USUAL,
                new Schedule.Constant(0.1), 1, 64));
    }

    @Test
    void momentumIsNineTenthsWhereNothingIsSaid() throws IOException {
        Path other = folder.resolve("other.safetensors");
        trainTo(out, "--optimizer", "momentum");
        trainTo(other, "--optimizer", "momentum", "--momentum", "0.9");
        assertThat(other).hasSameBinaryContentAs(out);
    }

    @Test
    void aModelOfAFileGoesOnFromItsNumbersAndTheOptimizerBeginsAnew() throws Exception {
        Path further = folder.resolve("further.safetensors");
        trainTo(out);
        CommandOutcome outcome = trainTo(further, "--model", out.toString());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains(
                "It begins with the numbers of " + out + "; the optimizer remembers nothing yet");
        assertBits(ModelFile.read(further), byHand(
                ModelFile.read(out).parameters(), Preset.CLASSROOM.update(), USUAL,
                new Schedule.WarmUpCosine(1e-3, 0, 3), 1, 64));
        assertThat(ModelFile.read(further).vocabulary()).isEqualTo(ModelFile.read(out).vocabulary());
        assertThat(ModelFile.read(further).description()).containsEntry("model", "m.safetensors")
                .containsEntry("iterations", "3").doesNotContainKey("preset");
    }

    @Test
    void aCheckpointHasTheBitsOfAShorterTrainingOnTheSameSchedule() throws IOException {
        Path whole = folder.resolve("whole.safetensors");
        Path shorter = folder.resolve("shorter.safetensors");
        trainTo(out, "--iterations", "12", "--checkpoint-every", "5");
        trainTo(whole, "--iterations", "12");
        trainTo(shorter, "--iterations", "5", "--warm-up", "1", "--decay-iterations", "12");

        assertThat(folder.resolve("m.05.safetensors")).hasSameBinaryContentAs(shorter);
        assertThat(folder.resolve("m.10.safetensors")).exists();
        assertThat(out).hasSameBinaryContentAs(whole);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("nothing half-written is left").hasSize(6);
        }
    }

    @Test
    void whereACheckpointCannotBeWrittenWhatWasLearnedIsSaved() throws IOException {
        Files.createDirectories(folder.resolve("m.02.safetensors").resolve("taken"));
        CommandOutcome outcome = trainTo(out, "--iterations", "10", "--checkpoint-every", "2");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("m.02.safetensors").hasLineCount(1);
        assertThat(ModelFile.read(out).description()).containsEntry("iterations", "2");
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
            --momentum 1        | Invalid value for option '--momentum': "1" is not a number from 0 to below 1
            --beta1 -0.1        | Invalid value for option '--beta1': "-0.1" is not a number from 0 to below 1
            --beta2 x           | Invalid value for option '--beta2': "x" is not a number from 0 to below 1
            --epsilon 0         | Invalid value for option '--epsilon': "0" is not a number above 0
            --clip 0            | Invalid value for option '--clip': "0" is neither a number above 0 nor none
            --warm-up -1        | Invalid value for option '--warm-up': "-1" is not a whole number of 0 or more
            --decay-iterations 0 | Invalid value for option '--decay-iterations': "0" is not a whole number above 0
            --length 0          | Invalid value for option '--length': "0" is not a whole number above 0
            --checkpoint-every 0 | Invalid value for option '--checkpoint-every': "0" is not a whole number above 0
            --optimizer adam    | Invalid value for option '--optimizer': there is no optimizer "adam": adamw, sgd, \
            momentum
            --schedule linear   | Invalid value for option '--schedule': there is no schedule "linear": constant, cosine
            --preset gpt2       | Invalid value for option '--preset': "gpt2" is not a preset that learns characters: \
            classroom or nano
            --seed x            | Invalid value for option '--seed': 'x' is not a long
            --seed 1            | Missing required option: '--out=FILE'
            """)
    void wrongUseIsAnsweredInOneLine(String option, String answer) {
        assertThat(CommandOutcome.of(("train " + option).split(" "))).isEqualTo(failure(2, answer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --momentum 0.5                         | --momentum is of no use without --optimizer momentum
            --optimizer sgd --weight-decay 0.1     | --weight-decay is of no use without --optimizer adamw
            --optimizer momentum --beta1 0.5       | --beta1 is of no use without --optimizer adamw
            --optimizer sgd --beta2 0.5            | --beta2 is of no use without --optimizer adamw
            --optimizer sgd --epsilon 0.5          | --epsilon is of no use without --optimizer adamw
            --schedule constant --warm-up 1        | --warm-up is of no use without --schedule cosine
            --schedule constant --decay-iterations 9 | --decay-iterations is of no use without --schedule cosine
            --warm-up 4                            | a warm-up of 4 iterations is longer than the 3 in which the \
            learning rate goes up and down
            --length 1                             | sequences of 1 tokens cannot be trained on: classroom reads from \
            2 to 64
            --length 65                            | sequences of 65 tokens cannot be trained on: classroom reads from \
            2 to 64
            --model m --preset nano                | name a preset (nano) or a file (m), not both
            """)
    void whatDoesNotGoTogetherIsAnsweredInOneLine(String options, String answer) {
        assertThat(trainTo(out, options.split(" "))).isEqualTo(failure(2, answer));
    }

    @Test
    void batchThatNoMemoryHoldsIsTold() {
        CommandOutcome outcome = trainTo(out, "--batch", "2147483647");
        assertThat(outcome.exitCode()).isEqualTo(2);
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
