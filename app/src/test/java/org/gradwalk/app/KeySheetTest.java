package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sheet of keys tells every key, and comes and goes by them. */
@ExtendWith(NoCssWarnings.class)
class KeySheetTest {

    private OpenWindow window;

    @BeforeEach
    void open() throws TimeoutException, RefusedException {
        window = new OpenWindow(
                new Opening.FromPreset(Preset.PAPER, 1).read(),
                "0123", "1280x720");
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
    }

    @Test
    void everyActionStandsThereWithAllItsKeysWithoutScrolling() {
        window.press(KeyCode.F1);

        List<Labeled> labels = List.copyOf(window.robot().lookup("#keys .label").queryAllAs(Labeled.class));
        List<String> words = labels.stream().map(Labeled::getText).toList();
        for (KeyAction action : KeyAction.values()) {
            assertThat(words).contains(action.words()).containsAll(action.keyNames());
        }
        for (Labeled label : labels) {
            Bounds place = label.localToScene(label.getBoundsInLocal());
            assertThat(place.getMinY()).as("top of " + label.getText()).isPositive();
            assertThat(place.getMaxY()).as("bottom of " + label.getText()).isLessThan(720);
            assertThat(label.getWidth()).as("width of " + label.getText())
                    .isGreaterThanOrEqualTo(Math.floor(label.prefWidth(-1)));
        }
    }

    @Test
    void keyAndButtonShowItAndEscapeClosesIt() {
        Node sheet = window.node("#keys", Node.class);
        assertThat(sheet.isVisible()).isFalse();

        window.press(KeyCode.F1);
        assertThat(sheet.isVisible()).isTrue();
        window.press(KeyCode.F1);
        assertThat(sheet.isVisible()).isFalse();
        window.robot().write("?");
        window.waitFor("the sheet", sheet::isVisible);
        window.robot().write("?");
        window.waitFor("the window", () -> !sheet.isVisible());
        Button button = window.node("#KEYS", Button.class);
        window.robot().interact(button::fire);
        assertThat(sheet.isVisible()).isTrue();
        window.press(KeyCode.ESCAPE);
        assertThat(sheet.isVisible()).isFalse();
    }
}
