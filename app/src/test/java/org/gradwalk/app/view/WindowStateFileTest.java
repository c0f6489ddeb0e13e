package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the window remembers survives the end of the program, and nothing broken is remembered. */
class WindowStateFileTest {
    private static final WindowState STATE = new WindowState(12.5, -3, 1280, 720, Theme.LIGHT, Arrangement.FIRST);

    @TempDir
    private Path folder;

    @Test
    void readsWhatWasWrittenLast() throws IOException {
        var file = new WindowStateFile(folder.resolve("new/window.json"));
        file.write(STATE.withTheme(Theme.DARK));
        file.write(STATE);
        assertThat(file.read()).contains(STATE);
    }

    @Test
    void leavesNothingBesideTheFile() throws IOException {
        new WindowStateFile(folder.resolve("window.json")).write(STATE);
        assertThat(folder).isDirectoryContaining("glob:**/window.json");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void remembersNothingBeforeTheFirstEnd() {
        assertThat(new WindowStateFile(folder.resolve("window.json")).read()).isEmpty();
    }

    @Test
    void aFileOfTheFirstVersionsAndOneOfANewerAreRead() throws IOException {
        Path file = Files.writeString(folder.resolve("window.json"),
                "{\"x\": 12.5, \"y\": -3, \"width\": 1280, \"height\": 720, \"theme\": \"LIGHT\", \"news\": []}");
        assertThat(new WindowStateFile(file).read()).contains(STATE);
    }

    @Test
    void anArrangementFromBeforeMemoryWasSetHasTheUsualOne() throws IOException {
        Path file = Files.writeString(folder.resolve("window.json"), """
                {"x": 12.5, "y": -3, "width": 1280, "height": 720, "theme": "LIGHT", "arrangement": {
                "outlineEnd": 0.18, "inspectorStart": 0.7, "tab": "tab.attention", "flowFolded": false,
                "stepsPerSecond": 4, "letters": "PLAIN", "exportFolder": ""}}
                """);
        assertThat(new WindowStateFile(file).read()).contains(STATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1, 2]", "{\"x\": 0, \"y\": 0, \"width\": 800, \"height\": 600}",
        "{\"x\": 0, \"y\": 0, \"width\": 0, \"height\": 600, \"theme\": \"DARK\"}",
        "{\"x\": 0, \"y\": 0, \"width\": 800, \"height\": 600, \"theme\": \"PINK\"}",
        "{\"x\": 0, \"y\": 0, \"width\": 800, \"height\": 600, \"theme\": \"DARK\", \"arrangement\": {\"tab\": \"\"}}"})
    void forgetsWhatIsNoWindow(String broken) throws IOException {
        Path file = Files.writeString(folder.resolve("window.json"), broken);
        assertThat(new WindowStateFile(file).read()).isEmpty();
    }
}
