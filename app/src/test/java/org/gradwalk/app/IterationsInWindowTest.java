package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** So many iterations are run from the bar, and gone through again with the slider, the charts and the choice of runs. */
@ExtendWith(NoCssWarnings.class)
class IterationsInWindowTest {

    private OpenWindow window;

    @BeforeEach
    void open() throws TimeoutException, RefusedException {
        window = OpenWindow.of(Preset.CLASSROOM, "To be");
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
    }

    private void run(String iterations) {
        window.robot().clickOn("#run-count");
        window.waitFor("the menu", () -> window.robot().lookup("#run-count-field").tryQuery().isPresent());
        window.robot().clickOn("#run-count-field").write(iterations);
        window.press(KeyCode.ENTER);
    }

    private void runTo(int iteration, String iterations) {
        run(iterations);
        window.waitFor("iteration " + iteration, () -> window.text("#iteration").equals(Integer.toString(iteration))
                && window.operations() == window.allOperations());
    }

    @Test
    void theSliderGoesToAnyIterationThatHasBeenThere() {
        runTo(11, "12");
        Slider slider = window.node("#iterations", Slider.class);
        assertThat(window.text("#iteration-place")).isEqualTo("11 of 11");
        assertThat(window.node("#training-charts", Node.class).isVisible()).as("who trains sees the charts").isTrue();
        assertThat(window.text("#training-words")).startsWith("loss ");

        window.robot().interact(() -> slider.setValue(0));
        window.waitFor("the first", () -> window.text("#iteration").equals("0"));
        window.robot().interact(slider::requestFocus);
        window.press(KeyCode.HOME);
        window.waitFor("the start of the walk", () -> window.operations() == 0);
        window.press(KeyCode.END);
        window.waitFor("its end", () -> window.operations() == window.allOperations());
        assertThat(window.text("#iteration")).as("Home and End are the walk's").isEqualTo("0");
        window.press(KeyCode.RIGHT);
        window.waitFor("the second", () -> window.text("#iteration").equals("1"));
        assertThat(window.text("#iteration-place")).isEqualTo("1 of 11");
        assertThat(window.operations()).as("at the same operation").isEqualTo(window.allOperations());
    }

    @Test
    void aNumberThatIsNoneIsMarkedAndTheMenuStays() {
        run("0");
        TextField field = window.node("#run-count-field", TextField.class);
        assertThat(field.getPseudoClassStates()).anyMatch(state -> state.getPseudoClassName().equals("refused"));
        assertThat(window.text("#iteration")).isEqualTo("0");
        window.press(KeyCode.ESCAPE);
    }

    @Test
    void eachOfTwoRunsCanBeWalked() {
        runTo(5, "6");
        ComboBox<?> choice = window.node("#run", ComboBox.class);
        assertThat(choice.isVisible()).as("there is nothing to choose").isFalse();
        Slider slider = window.node("#iterations", Slider.class);
        window.robot().interact(() -> slider.setValue(0));
        window.waitFor("the first", () -> window.text("#iteration").equals("0"));
        window.press(KeyCode.M);
        window.robot().clickOn("#training-rate");
        window.press(KeyCode.SHORTCUT, KeyCode.A);
        window.robot().write("0.01");
        window.press(KeyCode.ENTER);
        window.waitFor("another run", choice::isVisible);
        assertThat(choice.getConverter()).isNotNull();
        assertThat(window.text("#iteration-place")).isEqualTo("1 of 1");

        window.robot().interact(() -> choice.getSelectionModel().select(0));
        window.waitFor("the first run", () -> window.text("#iteration-place").equals("1 of 5"));
    }
}
