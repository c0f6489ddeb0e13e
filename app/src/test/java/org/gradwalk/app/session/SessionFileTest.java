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
        return new SavedSession(
                walk.session().save().join(), walk.session().breakpoints().all(), List.of("norm(x)"));
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

            assertThat(read.breakpoints()).containsExactly(breakpoint);
            assertThat(read.watches()).containsExactly("norm(x)");
            Snapshot there = other.after(new Command.Resume(
                    read.walk(), read.breakpoints(), read.watches().stream().map(Watch::new).toList()));
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
            assertThat(other.after(new Command.Resume(
                    saved.walk(), saved.breakpoints(), List.of(new Watch("loss")))).number()).isEqualTo(2);
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
        assertRefused(replacing("\"frozen\":\\[\\]", "\"frozen\":[\"wx\"]"), "", "wx");
        assertRefused(replacing("\"n_layer\":\\d+", "\"n_layer\":900"), "", "lack");
        assertRefused(replacing("\"watches\":", "\"watches\":" + "[".repeat(100)), "", "no sound JSON");
        assertRefused(text -> " ".repeat(1 << 27) + text, "", "said to take");
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
