package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The folder that the build leaves, as somebody uses it who has no more than that and a JDK. */
@DisabledOnOs(OS.WINDOWS)
class DistributionIT {

    private static final Path DISTRIBUTION = Path.of(
            Objects.requireNonNull(System.getProperty("gradwalk.distribution")));
    private static final Path SCRIPT = DISTRIBUTION.resolve("bin").resolve("gradwalk");
    private static final Map<String, String> JDK = Map.of("GRADWALK_JAVA_HOME", System.getProperty("java.home"));

    @TempDir
    private Path folder;

    private record Outcome(int exitCode, String out, String err) {}

    /** Runs a script with nothing of this process' environment but the path. */
    private Outcome run(Map<String, String> environment, Path script, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList());
        String path = builder.environment().getOrDefault("PATH", "");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(environment);
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        int exitCode = builder.directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile())
                .start().waitFor();
        return new Outcome(
                exitCode, Files.readString(out),
                Files.readString(err).replaceFirst("WARNING: Using incubator modules: .*\n", ""));
    }

    @Test
    void argumentsArePassedOnAsTheyAre() throws IOException, InterruptedException {
        Outcome outcome = run(JDK, SCRIPT, "tokenize", "--text", "a  '$b &");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines().map(line -> line.substring(line.length() - 1)))
                .containsExactly("a", "·", "·", "'", "$", "b", "·", "&", "s");
    }

    @Test
    void itRunsFromAFolderWithSpacesThroughALink() throws IOException, InterruptedException {
        Path home = folder.resolve("two words");
        Files.copy(SCRIPT, Files.createDirectories(home.resolve("bin")).resolve("gradwalk"),
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(home.resolve("lib"), DISTRIBUTION.resolve("lib"));
        Path link = Files.createSymbolicLink(folder.resolve("gw"), Path.of("two words", "bin", "gradwalk"));

        Outcome outcome = run(JDK, link, "--version");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).matches("Gradwalk \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    @Test
    void aJdkThatIsTooOldIsPassedByOrNamedWhereItWasAskedFor() throws IOException, InterruptedException {
        Path old = jdk("24.0.2");
        Path newer = jdk("25.0.1");
        Files.createSymbolicLink(folder.resolve("java"), newer.resolve("bin").resolve("java"));

        Outcome found = run(
                Map.of("JAVA_HOME", old.toString(), "PATH", folder + ":" + System.getenv("PATH")), SCRIPT, "x y");
        assertThat(found.out()).startsWith("25.0.1 ").endsWith("org.gradwalk.app.Gradwalk x y\n");
        assertThat(run(Map.of("JAVA_HOME", newer.toString()), SCRIPT).out()).startsWith("25.0.1 ");
        assertThat(run(Map.of("GRADWALK_JAVA_HOME", old.toString(), "JAVA_HOME", newer.toString()), SCRIPT))
                .isEqualTo(new Outcome(
                        2, "", "gradwalk: GRADWALK_JAVA_HOME names no JDK 25 or newer: " + old + "\n"));
    }

    /** A folder that looks like a JDK, whose java says what it was started with. */
    private Path jdk(String version) throws IOException {
        Path home = folder.resolve("jdk " + version);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho " + version + " \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Me\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    @Test
    void picturesAreTheSameByteForByteWhereTheSystemHasNoFonts() throws IOException, InterruptedException {
        assumeThat(OS.LINUX.isCurrentOs()).as("a system that may have no fonts").isTrue();
        Path none = Files.writeString(folder.resolve("fonts.conf"), "<?xml version=\"1.0\"?><fontconfig/>");
        Path home = Files.createDirectory(folder.resolve("home")); // Java keeps there which fonts it found once
        Map<String, String> bare = Map.of(
                "GRADWALK_JAVA_HOME", System.getProperty("java.home"), "FONTCONFIG_FILE", none.toString(),
                "JDK_JAVA_OPTIONS", "-Duser.home=" + home);

        Path with = export(JDK, "with");
        Path without = export(bare, "without");
        try (Stream<Path> files = Files.list(with)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(6);
            assertThat(all).allSatisfy(
                    file -> assertThat(without.resolve(with.relativize(file))).hasSameBinaryContentAs(file));
        }
    }

    private Path export(Map<String, String> environment, String name) throws IOException, InterruptedException {
        Path out = folder.resolve(name);
        Outcome outcome = run(
                environment, SCRIPT, "export", "--preset", "paper", "--text", "0123", "--nodes",
                "h.0.attn.probs,h.0.attn:softmax", "--picture", "heatmap,formula", "--format", "svg,pdf,png", "--out",
                out.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return out;
    }

    @Test
    void aSessionThatIsNoneIsRefusedOnTheTerminal() throws IOException, InterruptedException {
        Path bad = Files.writeString(folder.resolve("bad.gradwalk"), "half a fi");
        Map<String, String> headless = Map.of(
                "GRADWALK_JAVA_HOME", System.getProperty("java.home"), "JDK_JAVA_OPTIONS",
                "-Dglass.platform=Headless -Dprism.order=sw -Duser.home=" + folder);
        Outcome outcome = run(headless, SCRIPT, "open", bad.toString());
        assertThat(outcome.exitCode()).as("what is refused").isEqualTo(2);
        assertThat(outcome.err().lines().filter(line -> !line.startsWith("NOTE: ")))
                .singleElement().asString().startsWith("gradwalk: ").contains("bad.gradwalk", "no sound ZIP");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void checksNeedNoDisplay() throws IOException, InterruptedException {
        Outcome outcome = run(
                JDK, SCRIPT, "check", "--preset", "paper", "--text", "0123", "--nodes", "**h.0.attn.probs");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("2 of 2 values agree.");
    }
}
