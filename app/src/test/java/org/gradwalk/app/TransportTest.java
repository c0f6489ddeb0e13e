package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bar at the top: playing, and what it tells. */
@ExtendWith(NoCssWarnings.class)
class TransportTest {

    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");

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
    void spacePlaysStepByStepAndPauses() {
        fastest();
        window.press(KeyCode.SPACE);
        window.waitFor("some steps", () -> window.operations() > 3);
        window.press(KeyCode.SPACE);

        assertThat(isLit("#PLAY")).isFalse();
        assertThat(window.operations()).as("operations when it is paused").isLessThan(window.allOperations());
    }

    @Test
    void playingStopsAtTheEndOfTheIterationAndGoesOnFromThere() {
        window.press(KeyCode.F5);
        window.press(KeyCode.SHIFT, KeyCode.F11);
        window.waitFor("a place before the end", () -> window.operations() < window.allOperations());
        fastest();
        window.press(KeyCode.SPACE);
        window.waitFor("the end", () -> window.operations() == window.allOperations() && !isLit("#PLAY"));
        assertThat(window.text("#iteration")).isEqualTo("0");

        window.press(KeyCode.SPACE);
        window.waitFor("the next iteration", () -> window.text("#iteration").equals("1"));
    }

    @Test
    void aMoveByHandEndsPlaying() {
        window.press(KeyCode.SPACE);
        assertThat(isLit("#PLAY")).isTrue();
        window.press(KeyCode.F10);

        assertThat(isLit("#PLAY")).isFalse();
        assertThat(isLit("#OVER")).isTrue();
    }

    @Test
    void theLossOfTheIterationBeforeStandsBesideTheLoss() {
        window.press(KeyCode.L);
        window.waitFor("the loss", () -> !window.text("#loss .figure-number").equals("–"));
        String first = window.text("#loss .figure-number");
        assertThat(window.text("#loss .figure-title")).isEqualTo("loss");
        assertThat(window.text("#loss .loss-way")).isEmpty();

        window.press(KeyCode.F5);
        window.press(KeyCode.F5);
        window.waitFor("the second loss", () -> window.text("#iteration").equals("1"));
        assertThat(window.text("#loss .figure-title")).isEqualTo("loss, was " + first);
        assertThat(window.text("#loss .loss-way")).isEqualTo("↓");
    }

    @Test
    void escapeInTheTextBringsBackWhatIsRead() {
        window.press(KeyCode.SHORTCUT, KeyCode.E);
        window.press(KeyCode.DIGIT7);
        assertThat(window.node("#text", TextField.class).getText()).isEqualTo("7");
        window.press(KeyCode.ESCAPE);

        assertThat(window.node("#text", TextField.class).getText()).isEqualTo("0123");
        assertThat(window.node("#text", TextField.class).isFocused()).isFalse();
    }

    @Test
    void nothingIsCutAtTheSmallestSize() {
        for (var label : window.robot().lookup(".transport-bar .label").queryAllAs(Labeled.class)) {
            assertThat(label.getWidth()).as("width of " + label.getText())
                    .isGreaterThanOrEqualTo(
                            Math.floor(label.prefWidth(-1)) - (label.isVisible() ? 0 : label.prefWidth(-1)));
            assertThat(label.localToScene(label.getBoundsInLocal()).getMaxX()).as("right end of " + label.getText())
                    .isLessThanOrEqualTo(1280);
        }
    }

    private void fastest() {
        Slider speed = window.node("#speed", Slider.class);
        window.robot().interact(() -> speed.setValue(speed.getMax()));
    }

    private boolean isLit(String query) {
        return window.node(query, Button.class).getPseudoClassStates().contains(LIT);
    }
}
