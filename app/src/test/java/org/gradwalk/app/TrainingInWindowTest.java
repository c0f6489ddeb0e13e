package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.StatusBar;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the model is trained is changed by keys alone, from the sheet that says what that does. */
@ExtendWith(NoCssWarnings.class)
class TrainingInWindowTest {

    private OpenWindow window;

    @BeforeEach
    void open() throws TimeoutException, RefusedException {
        window = OpenWindow.of(Preset.CLASSROOM, "To be");
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
    }

    @Test
    void aTextIsChosenReadAndTakenBack() {
        int ofSentence = window.allOperations();
        window.press(KeyCode.M);
        assertThat(field("#training-sequences").isDisabled()).as("a sentence is a batch of one").isTrue();
        window.waitFor("the samples", () -> texts().getItems().size() == 4);
        window.press(KeyCode.DOWN);
        assertThat(texts().getValue()).hasToString(texts().getItems().get(1).toString());
        tab(2);
        type("2");
        tab(1);
        type("8");
        window.press(KeyCode.ENTER);
        window.waitFor("passages", () -> window.text("#iteration").equals("0")
                && field("#text").getPromptText().equals("moby-dick"));

        assertThat(isShown()).isFalse();
        assertThat(window.allOperations()).isEqualTo(ofSentence);
        window.press(KeyCode.M);
        assertThat(field("#training-sequences").getText()).isEqualTo("2");
        assertThat(field("#training-positions").getText()).isEqualTo("8");
        window.press(KeyCode.ESCAPE);
        window.press(KeyCode.SHORTCUT, KeyCode.Z);
        window.waitFor("the sentence", () -> field("#text").getText().equals("To be"));
        window.waitFor("what was undone", () -> status().startsWith("Undone"));
    }

    @Test
    void theOptimizerChangesTheUpdateThatIsWalked() {
        int adamW = window.allOperations();
        window.press(KeyCode.M);
        tab(2); // text, file, and no field of a batch
        assertThat(window.node("#training-optimizer-adamw", RadioButton.class).isFocused()).isTrue();
        window.press(KeyCode.RIGHT);
        assertThat(field("#training-beta1").isVisible()).isFalse();
        window.press(KeyCode.RIGHT);
        assertThat(field("#training-momentum").getText()).isEqualTo("0.9");
        window.press(KeyCode.ENTER);
        window.waitFor("another update", () -> window.allOperations() < adamW);

        window.press(KeyCode.F5);
        window.waitFor("an iteration", () -> window.operations() == window.allOperations());
        window.press(KeyCode.M);
        assertThat(window.text("#training-outcome")).isEqualTo("Holds from iteration 1 on.");
        assertThat(window.node("#training-optimizer-momentum", RadioButton.class).isSelected()).isTrue();
        tab(9); // through all fields to the buttons at the end
        assertThat(window.node("#training-apply", Button.class).isFocused()).isTrue();
        tab(2);
        window.press(KeyCode.ENTER); // the model's own settings
        assertThat(window.node("#training-optimizer-adamw", RadioButton.class).isSelected()).isTrue();
        window.press(KeyCode.ESCAPE);
    }

    @Test
    void whatIsWrongIsSaidAndNotApplied() {
        window.press(KeyCode.M);
        tab(7); // text, file, optimizer, its four numbers, the learning rate
        assertThat(field("#training-rate").isFocused()).isTrue();
        type("0");

        assertThat(window.text("#training-outcome")).startsWith("The learning rate η is a number above 0");
        assertThat(window.node("#training-apply", Button.class).isDisabled()).isTrue();
        window.press(KeyCode.ENTER);
        assertThat(isShown()).as("still shown, as there is nothing to apply").isTrue();
        window.press(KeyCode.PERIOD);
        window.press(KeyCode.DIGIT5);
        assertThat(window.text("#training-outcome")).isEqualTo("Holds from iteration 0 on.");
        window.press(KeyCode.ENTER);
        assertThat(isShown()).isFalse();
        window.press(KeyCode.M);
        window.waitFor("the new rate", () -> field("#training-rate").getText().equals("0.5"));
    }

    @Test
    void whoGoesBackIsToldThatAnotherRunBegins() {
        for (int i = 0; i < 3; i++) {
            window.press(KeyCode.F5);
            String number = Integer.toString(i);
            window.waitFor("iteration " + i, () -> window.text("#iteration").equals(number)
                    && window.operations() == window.allOperations());
        }
        for (int i = 1; i >= 0; i--) {
            window.press(KeyCode.HOME);
            window.press(KeyCode.SHIFT, KeyCode.F10);
            String number = Integer.toString(i);
            window.waitFor("iteration " + i, () -> window.text("#iteration").equals(number));
        }
        window.press(KeyCode.M);

        assertThat(window.text("#training-outcome"))
                .isEqualTo("Begins run 1 at iteration 1: later iterations of run 0 have been done, and stay.");
    }

    @Test
    void whileTheSheetIsOpenAllKeysAreItsOwn() {
        window.press(KeyCode.M);
        window.press(KeyCode.F10);
        for (int i = 0; i < 30; i++) {
            tab(1);
            assertThat(isWithin(window.stage().getScene().getFocusOwner())).as("focus after tab " + i).isTrue();
        }
        window.press(KeyCode.ESCAPE);

        assertThat(isShown()).isFalse();
        assertThat(window.operations()).isZero();
        window.press(KeyCode.L);
        window.waitFor("the loss, as the keys are the walk's again", () -> window.operations() > 0);
    }

    private void type(String text) {
        window.press(KeyCode.SHORTCUT, KeyCode.A);
        window.robot().write(text);
    }

    private void tab(int times) {
        for (int i = 0; i < times; i++) {
            window.press(KeyCode.TAB);
        }
    }

    private ComboBox<?> texts() {
        return window.node("#training-text", ComboBox.class);
    }

    private TextField field(String query) {
        return window.node(query, TextField.class);
    }

    private boolean isShown() {
        return window.node("#training", Node.class).isVisible();
    }

    private boolean isWithin(Node node) {
        for (Node above = node; above != null; above = above.getParent()) {
            if ("training".equals(above.getId())) {
                return true;
            }
        }
        return false;
    }

    private String status() {
        return window.node("#status", StatusBar.class).getText();
    }
}
