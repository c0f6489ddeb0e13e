package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.gradwalk.model.file.ModelFile;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.CharacterTokenizer;
import org.gradwalk.model.text.Tokenizer;
import org.gradwalk.model.text.UnknownCharacterException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening another model goes well, or leaves the walk in progress as it is and says why in a sentence. */
class OpeningTest {

    private static final String TEXT = "To be";
    private static final OpenSession BEFORE = new OpenSession(Optional.empty(), Desk.EMPTY);

    @TempDir
    private Path folder;

    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private Walk walk;
    private Snapshot before;

    @BeforeEach
    void walkToTheLoss() {
        Preset preset = Preset.CLASSROOM;
        Model model = new Model("first", preset.config(), new FailingTokenizer(), preset.parameters(1),
                preset.initialization(),
                preset.update(), preset.settings());
        walk = new Walk(model, TEXT);
        before = after(new Command.ToLoss());
    }

    @AfterEach
    void close() {
        walk.close();
    }

    /** Reads as the classroom does until it is told to fail, as a fault of the program would. */
    private final class FailingTokenizer implements Tokenizer {
        private final Tokenizer classroom = CharacterTokenizer.classroom();

        @Override
        public int vocabularySize() {
            return classroom.vocabularySize();
        }

        @Override
        public int[] encode(String text) throws UnknownCharacterException {
            RuntimeException planned = failure.get();
            if (planned != null) {
                throw planned;
            }
            return classroom.encode(text);
        }

        @Override
        public String decode(int[] tokens) {
            return classroom.decode(tokens);
        }

        @Override
        public String symbol(int token) {
            return classroom.symbol(token);
        }
    }

    private Snapshot after(Command command) {
        return walk.after(command);
    }

    /** The refusal of a command, after which everything is as it was. */
    private RefusedException refusalOf(Command command) {
        RefusedException refused = walk.refusalOf(command);
        Snapshot now = after(new Command.ToOperation(before.position().operations()));
        assertThat(now.iteration()).isSameAs(before.iteration());
        assertThat(now.position()).isEqualTo(before.position());
        assertThat(now.text()).isEqualTo(TEXT);
        return refused;
    }

    private static Command open(Path file) {
        return new Command.Open(new Opening.FromFile(file), BEFORE);
    }

    private static Command open(Preset preset) {
        return new Command.Open(new Opening.FromPreset(preset, 0), BEFORE);
    }

    private Path file(Preset preset, List<String> vocabulary) throws IOException {
        Path file = folder.resolve("model.safetensors");
        ModelFile.write(file, new ModelFile(
                preset.config(), vocabulary, new LinkedHashMap<>(preset.parameters(3)), Map.of()));
        return file;
    }

    @Test
    void aFileIsWalkedWithTheTextThatIsBeingRead() throws IOException {
        Path file = file(Preset.CLASSROOM, CharacterTokenizer.classroom().vocabulary());

        Snapshot opened = after(open(file));
        assertThat(opened.model().name()).isEqualTo("model.safetensors");
        assertThat(opened.text()).isEqualTo(TEXT);
        assertThat(opened.position().operations()).isZero();
        assertThat(after(new Command.ToLoss()).loss().orElseThrow()).isNotEqualTo(before.loss().orElseThrow());
        assertThat(walk.notes()).isEmpty();
    }

    @Test
    void undoBringsBackTheModelBefore() {
        after(open(Preset.PAPER));
        Snapshot undone = after(new Command.Undo());

        assertThat(undone.model()).isEqualTo(before.model());
        assertThat(undone.text()).isEqualTo(TEXT);
        assertThat(undone.position()).isEqualTo(before.position());
        assertThat(undone.loss()).isEqualTo(before.loss());
    }

    @Test
    void aTextThatTheNewModelCannotReadIsReplacedAndSaidSo() {
        Snapshot paper = after(open(Preset.PAPER));
        assertThat(paper.text()).isEqualTo("0123");
        Note note = walk.note();
        assertThat(note).isEqualTo(new Note("note.text", List.of("paper, seed 0", TEXT, "0123")));
        assertThat(after(open(Preset.NANO)).text()).isEqualTo("To be, or not to be");
    }

    @Test
    void aNetworkThatDoesNotFitIsRefusedWithItsNumbers() {
        assertThat(refusalOf(open(Preset.GPT2)).key()).isEqualTo("error.tokenizer");

        GptConfig config = Preset.GPT2.config();
        WalkMemory memory = WalkMemory.of("gpt2", config, Preset.GPT2.update());
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> memory.require(4_000_000_000L))
                .satisfies(refused -> assertThat(refused.arguments())
                        .containsExactly("gpt2", 124_439_808L, 1024, memory.numbers(), memory.bytes() / 1e9, 4.0));
        assertThatCode(() -> memory.require(memory.bytes())).doesNotThrowAnyException();
    }

    /** Held against matrices that were really made. */
    @Test
    void theNumbersOfAWalkAreThoseOfItsMatrices() {
        Preset preset = Preset.PAPER;
        Program program = preset.program(1, preset.config().contextLength());
        Iteration iteration = new Iteration(
                program, Weights.of(preset.parameters(0)),
                Workers.CALLER, preset.settings());
        long kept = program.values().stream().filter(value -> value.source().isEmpty())
                .map(iteration::matrix).mapToLong(matrix -> matrix.toArray().length).sum();
        long opened = preset.parameters(0).values().stream().mapToLong(matrix -> matrix.toArray().length).sum();

        assertThat(WalkMemory.of("paper", preset.config(), preset.update()).numbers()).isEqualTo(kept + opened);
    }

    @Test
    void aFileThatIsNoModelIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("poem.safetensors"), "Shall I compare thee to a summer's day?");
        assertThat(refusalOf(open(text)).arguments()[0].toString()).startsWith("poem.safetensors: ");
        assertThat(refusalOf(open(Files.createFile(folder.resolve("empty")))).key()).isEqualTo("error.content");
        assertThat(refusalOf(open(folder)).key()).isEqualTo("error.content");
        assertThat(refusalOf(open(folder.resolve("missing"))).key()).isEqualTo("error.file");
    }

    @Test
    void aCheckpointCutShortIsRefusedWithTheDetailsBehindIt() throws IOException {
        Path file = file(Preset.PAPER, CharacterTokenizer.of("0123456789").vocabulary());
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[]{4, 40, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            RefusedException refused = refusalOf(open(file));
            assertThat(refused.key()).as(length + " bytes").isEqualTo("error.content");
            assertThat(refused.details()).contains(file.toString());
        }
    }

    @Test
    void aFaultOfTheProgramBecomesASentenceAndTheWalkLivesOn() {
        failure.set(new IllegalStateException("a fault"));
        RefusedException refused = walk.refusalOf(new Command.Read("or not"));
        failure.set(null);

        assertThat(refused.key()).isEqualTo("error.unexpected");
        assertThat(refused.arguments()[0].toString()).contains("a fault");
        assertThat(after(new Command.ToEnd()).iteration()).isSameAs(before.iteration());
    }
}
