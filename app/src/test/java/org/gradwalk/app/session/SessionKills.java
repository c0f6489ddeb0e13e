package org.gradwalk.app.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.session.file.SessionFile;

/** Kills programs that save two sessions in turns to one file, and looks what is there then. */
final class SessionKills {

    /** So long a saver lives at most after it has begun. */
    private static final int LONGEST_NANOS = 120_000_000;

    private final Path folder;
    private final Path file;
    private final byte[] first;
    private final byte[] second;
    private final Random random;
    private int wasFirst;
    private int hadLeft;

    SessionKills(Path folder, long seed) throws IOException, RefusedException {
        this.folder = folder;
        this.random = new Random(seed);
        file = folder.resolve("killed.gradwalk");
        first = session(folder.resolve("first.gradwalk"), 1);
        second = session(folder.resolve("second.gradwalk"), 3);
        Files.write(file, first);
    }

    private static byte[] session(Path file, long iterations) throws IOException, RefusedException {
        try (Walk walk = new Walk(new Opening.FromPreset(org.gradwalk.model.run.Preset.PAPER, 1).read(), "0123")) {
            walk.afterRun(iterations);
            SessionFile.write(file, new SavedSession(walk.session().save().join(), Desk.EMPTY));
        }
        return Files.readAllBytes(file);
    }

    /** Saves in turns until it is killed. */
    public static void main(String[] arguments) throws IOException, RefusedException {
        Path folder = Path.of(arguments[0]);
        SavedSession first = SessionFile.read(folder.resolve("first.gradwalk"));
        SavedSession second = SessionFile.read(folder.resolve("second.gradwalk"));
        System.out.println("saving");
        while (true) {
            SessionFile.write(folder.resolve("killed.gradwalk"), second);
            SessionFile.write(folder.resolve("killed.gradwalk"), first);
        }
    }

    /**
     * Kills one saver, at a moment of its own.
     *
     * @throws IllegalStateException if one of the two sessions is not there whole
     */
    void kill() throws IOException, InterruptedException, RefusedException {
        Process saver = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector", "-Xshare:auto", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), SessionKills.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader said = new BufferedReader(
                new InputStreamReader(saver.getInputStream(), StandardCharsets.UTF_8))) {
            if (!"saving".equals(said.readLine())) {
                throw new IllegalStateException("the saver has not begun");
            }
            long end = System.nanoTime() + random.nextInt(LONGEST_NANOS);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        } finally {
            saver.destroyForcibly().waitFor();
        }
        byte[] there = Files.readAllBytes(file);
        SessionFile.read(file);
        if (!Arrays.equals(there, first) && !Arrays.equals(there, second)) {
            throw new IllegalStateException("neither session is there whole");
        }
        wasFirst += Arrays.equals(there, first) ? 1 : 0;
        hadLeft += leftovers() > 0 ? 1 : 0;
        if (leftovers() > 1) {
            throw new IllegalStateException("leftovers pile up: " + leftovers());
        }
    }

    /** How many temporary files there are. */
    private int leftovers() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> left = all.filter(each -> each.toString().endsWith(".tmp")).toList();
            return left.size();
        }
    }

    /** How often the first session was there. */
    int wasFirst() {
        return wasFirst;
    }

    /** How often a temporary file was left, which is to say that the saver was killed while it wrote. */
    int hadLeft() {
        return hadLeft;
    }
}
