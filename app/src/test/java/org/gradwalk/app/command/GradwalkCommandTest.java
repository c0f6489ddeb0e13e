package org.gradwalk.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.WindowSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person types, and what the program makes of it. */
class GradwalkCommandTest {
    private final List<OpenRequest> opened = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void noArgumentsOpenTheWindow() {
        assertThat(run()).isEqualTo(new CommandOutcome(0, "", ""));
        assertThat(opened).containsExactly(OpenRequest.PLAIN);
    }

    @Test
    void openTakesSizeThemeTextAndFile() throws IOException {
        Path file = Files.createFile(folder.resolve("a session.zip"));

        run("open", "--size", "1280x720", "--theme", "light", "--text", "To be, or not", file.toString());

        assertThat(opened).containsExactly(new OpenRequest(Optional.of(new WindowSize(1280, 720)),
                Optional.of(Theme.LIGHT), Optional.of("To be, or not"), Optional.of(file)));
    }

    @Test
    void openTakesASampleSessionByItsName() throws IOException {
        run("open", "--sample", "unmasked");

        assertThat(opened).singleElement().satisfies(
                request -> assertThat(request.sample()).isEqualTo(Samples.read().session("unmasked")));
        assertThat(run("open", "--sample", "iliad").err()).contains("iliad", "exploding, saturated, dead-relu");
    }

    @ParameterizedTest
    @CsvSource({
        "open --size 1280,             Invalid value for option '--size': \"1280\" is not a size such as 1280x720",
        "open --size 0x720,            Invalid value for option '--size': \"0x720\" is not a size such as 1280x720",
        "open --theme pink,            Invalid value for option '--theme': \"pink\" is not a theme: light or dark",
        "open --colour red,            Unknown option: '--colour'",
        "close,                        Unmatched argument at index 0: 'close'",
        "open --text,                  Missing required parameter for option '--text' (TEXT)"})
    void wrongUseIsAnsweredInOneLine(String line, String answer) {
        assertThat(run(line.split(" ")))
                .isEqualTo(new CommandOutcome(2, "", "gradwalk: " + answer + System.lineSeparator()));
        assertThat(opened).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path absent = folder.resolve("absent.zip");
        assertThat(run("open", absent.toString())).isEqualTo(
                new CommandOutcome(1, "", "gradwalk: there is no readable file " + absent + System.lineSeparator()));
        assertThat(opened).isEmpty();
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(run("open", "--help").out()).contains("--size=WIDTHxHEIGHT", "--theme=THEME", "--text=TEXT",
                "[FILE]",
                "A model or a session to open.");
        assertThat(opened).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "train", "export", "check", "info", "tokenize"})
    void helpNamesEveryCommandAndWhatEachOfItsOptionsIs(String command) {
        assertThat(run("--help").out()).containsPattern("(?m)^  " + command + " +[A-Z]");
        String help = run(command, "--help").out();
        assertThat(help).startsWith("Usage: gradwalk " + command);
        assertThat(Pattern.compile("\\R(?= {2,6}-)").splitAsStream(help).map(String::strip))
                .hasSizeGreaterThan(3)
                .allMatch(part -> part.endsWith("."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "open --version"})
    void versionIsTheBuilds(String line) {
        assertThat(run(line.split(" ")).out()).matches("Gradwalk \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    private CommandOutcome run(String... arguments) {
        return CommandOutcome.of(opened::add, arguments);
    }
}
