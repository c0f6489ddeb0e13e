package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.session.file.SessionFile;
import org.gradwalk.model.file.FileFormatException;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.metrics.LogTables;
import org.gradwalk.model.metrics.MetricLog;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Breakpoint;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Schedule;
import org.gradwalk.model.run.Stepper.Move;
import org.gradwalk.model.run.Where;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session goes into a file and comes back to the bit; what is no whole session is refused. */
class SessionFileTest {

    private static final String DIGITS = "0123456789".repeat(30);

    private static final Desk DESK = new Desk(
            "Look at „P“ – and\nstep on.", List.of(), List.of(),
            new Derivations(
                    Map.of("loss", "x @ y", "backward/h.0", "dX"),
                    List.of(new Derivations.Kept("loss", "P * dP", false), new Derivations.Kept("loss", "P", true))),
            Map.of("tab", "tab.gradients", "flow.folded", "true"));

    private static Command resume(SavedSession session) {
        return new Command.Resume(
                session.walk(), new OpenSession(Optional.empty(), session.desk()),
                new OpenSession(Optional.empty(), Desk.EMPTY));
    }

    @TempDir
    private Path folder;

    private static Walk paper(long seed) {
        try {
            return new Walk(new Opening.FromPreset(Preset.PAPER, seed).read(), "0123");
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    private static SavedSession saved(Walk walk) {
        return new SavedSession(walk.session().save().join(), DESK.withPoints(
                walk.session().breakpoints().all(), List.of(new Watch("norm(x)"))));
    }

    /** All numbers that the cursor has passed, and all that an iteration is handed. */
    private static Map<String, double[]> numbers(Snapshot snapshot) {
        Map<String, double[]> numbers = new HashMap<>();
        for (Value value : snapshot.program().values()) {
            if (snapshot.exists(value)) {
                numbers.put(value.name(), snapshot.iteration().matrix(value).toArray());
            }
        }
        return numbers;
    }

    private static void assertSame(MetricLog.View actual, MetricLog.View expected) {
        Map<String, Matrix> tables = LogTables.of(expected);
        LogTables.of(actual).forEach((name, table) -> assertThat(table.toArray()).as(name)
                .isEqualTo(Objects.requireNonNull(tables.get(name)).toArray()));
        assertThat(actual.metrics()).isEqualTo(expected.metrics());
    }

    private static void assertSame(Snapshot actual, Snapshot expected) {
        assertThat(actual.number()).isEqualTo(expected.number());
        assertThat(actual.position()).isEqualTo(expected.position());
        assertThat(actual.previousLoss()).isEqualTo(expected.previousLoss());
        assertThat(actual.runs()).usingRecursiveComparison().ignoringFields("all.log").isEqualTo(expected.runs());
        for (int i = 0; i < actual.runs().all().size(); i++) {
            assertSame(actual.runs().all().get(i).log(), expected.runs().all().get(i).log());
        }
        Map<String, double[]> known = numbers(expected);
        assertThat(numbers(actual).keySet()).isEqualTo(known.keySet());
        numbers(actual).forEach((name, entries) -> assertThat(entries).as(name).isEqualTo(known.get(name)));
    }

    private static Training random(Training training, Random random) {
        Source source = random.nextBoolean()
                ? new Source.Passages("digits", DIGITS, 1 + random.nextInt(2), 3, random.nextLong())
                : new Source.Sentence("1" + random.nextInt(10) + "2" + random.nextInt(10));
        Schedule schedule = random.nextBoolean()
                ? new Schedule.Constant(0.001 + random.nextDouble() / 100)
                : new Schedule.WarmUpCosine(0.01, 2, 7);
        Update update = new Update(
                random.nextBoolean() ? new AdamW() : new Sgd(random.nextBoolean()), random.nextBoolean(),
                training.update().divided());
        return new Training(
                source, update, schedule,
                training.settings().withMomentum(0.5).withClipNorm(random.nextBoolean() ? 1 : 1 / 0.0),
                List.of(), training.frozen());
    }

    private static void move(Walk walk, Random random) {
        Snapshot now = walk.start();
        switch (random.nextInt(8)) {
            case 0 -> walk.after(new Command.Forward(List.of(Move.values()).get(random.nextInt(3))));
            case 1, 2 -> walk.afterRun(1 + random.nextInt(12));
            case 3 -> walk.after(new Command.Train(random(now.runs().training(), random)));
            case 4 -> {
                Run run = now.runs().all().get(random.nextInt(now.runs().all().size()));
                walk.after(new Command.ToIteration(run.number(), random.nextLong(run.first(), run.last() + 1)));
            }
            case 5 -> {
                List<String> names = now.program().trainedParameters().stream().map(each -> each.name()).toList();
                walk.after(new Command.Freeze(names.get(random.nextInt(names.size())), random.nextBoolean()));
            }
            case 6 -> {
                List<Value> parameters = now.program().parameters().stream().map(each -> each.value()).toList();
                Value value = parameters.get(random.nextInt(parameters.size()));
                walk.after(new Command.Change(
                        Intervention.scale(value.name(), Where.entry(0, 0), random.nextDouble())));
            }
            default -> walk.after(new Command.Change(Intervention.set("logits", Where.entry(0, 1), -0.0)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aSessionComesBackToTheBit(long seed) throws IOException, RefusedException {
        Random random = new Random(seed);
        try (Walk walk = paper(seed); Walk other = paper(99)) {
            if (random.nextBoolean()) {
                walk.after(new Command.Adapt(
                        LoraConfig.paper(1, 2, java.util.Set.of(LoraConfig.Target.C_ATTN)), seed));
            }
            Breakpoint breakpoint = new Breakpoint("loss", "any(loss > 1e9)", 2, true);
            walk.session().breakpoints().set(List.of(breakpoint));
            for (int i = 0; i < 14; i++) {
                move(walk, random);
            }
            walk.after(new Command.ToOperation(random.nextInt(walk.start().program().operations().size())));
            Path file = folder.resolve("a.gradwalk");
            SessionFile.write(file, saved(walk));

            SavedSession read = SessionFile.read(file);

            assertThat(read.desk()).isEqualTo(
                    DESK.withPoints(List.of(breakpoint), List.of(new Watch("norm(x)"))));
            Snapshot there = other.after(resume(read));
            assertSame(there, walk.start());
            assertThat(there.model().name()).isEqualTo(walk.start().model().name());
            for (Run run : there.runs().all()) {
                for (long i = run.first(); i <= run.last(); i++) {
                    Command back = new Command.ToIteration(run.number(), i);
                    assertSame(other.after(back), walk.after(back));
                }
            }
        }
    }

    @Test
    void openingASessionIsUndone() throws IOException, RefusedException {
        try (Walk walk = paper(1); Walk other = paper(2)) {
            walk.afterRun(3);
            other.session().breakpoints().set(List.of(Breakpoint.at("loss")));
            other.after(new Command.Forward(Move.OVER));
            Map<String, double[]> before = numbers(other.start());
            SavedSession saved = saved(walk);
            assertThat(other.after(resume(new SavedSession(
                    saved.walk(), DESK.withPoints(List.of(), List.of(new Watch("loss")))))).number()).isEqualTo(2);
            assertThat(other.session().watches().all()).containsExactly(new Watch("loss"));

            Snapshot undone = other.after(new Command.Undo());

            assertThat(undone.number()).isZero();
            numbers(undone).forEach((name, entries) -> assertThat(entries).as(name).isEqualTo(before.get(name)));
            assertThat(other.session().breakpoints().all()).containsExactly(Breakpoint.at("loss"));
            assertThat(other.session().watches().all()).isEmpty();
        }
    }

    @Test
    void aRunGoesOnWhileItIsSaved() throws IOException, RefusedException {
        try (Walk walk = paper(1)) {
            walk.runOn();
            walk.frame();
            Path file = folder.resolve("a.gradwalk");
            SessionFile.write(file, saved(walk));
            assertThat(walk.frame().isRunning()).isTrue();
            assertThat(SessionFile.read(file).walk().now().iteration()).isPositive();
            walk.after(new Command.Pause());
        }
    }

    /** A small session as a file. */
    private Path session() throws IOException {
        try (Walk walk = paper(1)) {
            walk.afterRun(2);
            Path file = folder.resolve("whole.gradwalk");
            SessionFile.write(file, saved(walk));
            return file;
        }
    }

    /** Equal sessions give the same bytes, so that bytes say whether content is equal. */
    private byte[] written(SavedSession session) throws IOException {
        Path again = folder.resolve("again.gradwalk");
        SessionFile.write(again, session);
        return Files.readAllBytes(again);
    }

    @Test
    void whatIsCutOrChangedIsRefusedOrEqual() throws IOException, RefusedException {
        byte[] whole = Files.readAllBytes(session());
        assertThat(written(SessionFile.read(folder.resolve("whole.gradwalk")))).isEqualTo(whole);
        Path file = folder.resolve("damaged.gradwalk");
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] damaged = i % 4 == 0
                    ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length))
                    : whole.clone();
            if (i % 4 != 0) {
                int place = i % 4 == 1 ? whole.length - 1 - random.nextInt(400) : random.nextInt(whole.length);
                damaged[place] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, damaged);
            try {
                assertThat(written(SessionFile.read(file))).isEqualTo(whole);
            } catch (FileFormatException e) {
                assertThat(e).hasMessageContaining("damaged.gradwalk").hasMessageEndingWith(".");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(250);
    }

    /** The session with another document, or with an entry more. */
    private Path with(UnaryOperator<String> document, String more) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(Files.newInputStream(session()));
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                byte[] content = from.readAllBytes();
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(entry.getName().equals("session.json")
                        ? document.apply(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                        : content);
            }
            if (!more.isEmpty()) {
                to.putNextEntry(new ZipEntry(more));
            }
        }
        return Files.write(folder.resolve("other.gradwalk"), bytes.toByteArray());
    }

    private void assertRefused(UnaryOperator<String> document, String more, String because) {
        assertThatExceptionOfType(FileFormatException.class).isThrownBy(() -> SessionFile.read(with(document, more)))
                .withMessageContaining(because);
    }

    private static UnaryOperator<String> replacing(String pattern, String by) {
        return text -> {
            String other = text.replaceFirst(pattern, by);
            assertThat(other).isNotEqualTo(text);
            return other;
        };
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException, RefusedException {
        assertThat(written(SessionFile.read(with(text -> text, ""))))
                .isEqualTo(Files.readAllBytes(folder.resolve("whole.gradwalk")));
        assertRefused(replacing("\"format_version\":1", "\"format_version\":2,\"new\":3"), "", "newer Gradwalk");
        assertRefused(replacing("\\{", "{\"new\":3,"), "", "'new'");
        assertRefused(text -> text, "../../evil", "belong to no session");
        assertRefused(replacing("\"iteration\":1", "\"iteration\":7"), "", "Iteration 7");
        assertRefused(replacing("\"operations\":\\d+", "\"operations\":100000"), "", "operation 100000");
        assertRefused(replacing("\"level\":\\d+", "\"level\":0"), "", "level 0");
        assertRefused(replacing("\"current\":0", "\"current\":4"), "", "run 4");
        assertRefused(replacing("\"rate\":[^}]+", "\"rate\":-1"), "", "learning rate");
        for (String wrong : List.of(
                "learning_rate\":0", "learning_rate\":1e999", "momentum\":1", "beta1\":-0.1", "beta2\":1.5",
                "epsilon\":0", "weight_decay\":-1e-9", "clip_norm\":0", "clip_norm\":\"NaN\"")) {
            String name = wrong.substring(0, wrong.indexOf('"'));
            assertRefused(replacing("\"" + name + "\":[^,}]+", "\"" + wrong), "", "'" + name + "'");
        }
        for (String name : List.of("learning_rate", "momentum", "beta1", "beta2", "epsilon", "weight_decay")) {
            assertRefused(replacing("\"" + name + "\":[^,}]+", "\"" + name + "\":\"NaN\""), "", "not a number");
        }
        assertRefused(replacing("\"description\":\"", "\"description\":\"" + "x".repeat(10_001)), "", "at most 10000");
        assertRefused(replacing("\"layout\":\\[", "\"layout\":[{\"name\":\"tab\",\"text\":\"x\"},"), "", "same name");
        assertRefused(replacing("\"frozen\":\\[\\]", "\"frozen\":[\"wx\"]"), "", "wx");
        assertRefused(replacing("\"n_layer\":\\d+", "\"n_layer\":900"), "", "lack");
        assertRefused(replacing("\"watches\":", "\"watches\":" + "[".repeat(100)), "", "no sound JSON");
        assertRefused(text -> " ".repeat(1 << 27) + text, "", "said to take");
    }

    /** An entry that unfolds to more than the directory says, and one that is said to be larger than any memory. */
    @Test
    void aForgedSizeIsRefused() throws IOException {
        with(text -> text, "");
        byte[] sound = Files.readAllBytes(folder.resolve("other.gradwalk"));
        int directory = indexOf(sound, new byte[]{'P', 'K', 1, 2});
        for (int size : new int[]{10, 0x7fff_fff0}) {
            byte[] forged = sound.clone();
            java.nio.ByteBuffer.wrap(forged).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, size);
            Path file = Files.write(folder.resolve("forged.gradwalk"), forged);
            assertThatExceptionOfType(FileFormatException.class).isThrownBy(() -> SessionFile.read(file))
                    .withMessageContaining("forged.gradwalk");
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (java.util.Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    @Test
    void parametersThatAreNoNumbersComeBackToTheBit() throws IOException, RefusedException {
        double odd = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);
        try (Walk walk = paper(1)) {
            String name = walk.start().program().parameters().getFirst().value().name();
            SavedSession saved = saved(walk);
            Matrix weights = Objects.requireNonNull(saved.walk().now().numbers().get(name));
            weights.set(0, 0, Double.POSITIVE_INFINITY);
            weights.set(0, 1, -0.0);
            weights.set(1, 0, odd);
            Path file = folder.resolve("diverged.gradwalk");
            SessionFile.write(file, saved);
            Matrix read = Objects.requireNonNull(SessionFile.read(file).walk().now().numbers().get(name));
            for (int i = 0; i < weights.rows(); i++) {
                for (int j = 0; j < weights.columns(); j++) {
                    assertThat(Double.doubleToRawLongBits(read.get(i, j)))
                            .isEqualTo(Double.doubleToRawLongBits(weights.get(i, j)));
                }
            }
            assertThat(Double.doubleToRawLongBits(read.get(1, 0))).isEqualTo(0x7ff8_0000_dead_beefL);
        }
    }

    @Test
    void whatIsEndedLeavesTheOldFile() throws IOException, RefusedException {
        Path file = session();
        byte[] before = Files.readAllBytes(file);
        try (Walk walk = paper(7)) {
            SavedSession other = saved(walk);
            assertThatExceptionOfType(IOException.class).isThrownBy(
                    () -> SessionFile.write(file, other, (_, _) -> Thread.currentThread().interrupt()));
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (java.util.stream.Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
        }
        assertThatExceptionOfType(java.io.InterruptedIOException.class).isThrownBy(
                () -> SessionFile.read(file, (_, _) -> Thread.currentThread().interrupt()));
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aFileOfAnotherKindIsRefused() {
        Path file = folder.resolve("text.gradwalk");
        try {
            Files.writeString(file, "something else");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThatExceptionOfType(FileFormatException.class).isThrownBy(() -> SessionFile.read(file))
                .withMessageContaining("no sound ZIP file");
        assertThatExceptionOfType(FileFormatException.class).isThrownBy(() -> SessionFile.read(folder))
                .withMessageContaining("folder");
    }
}
