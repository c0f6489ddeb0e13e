package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The strip below the stage checks each step, and says of a typed derivation whether it is right. */
@ExtendWith(NoCssWarnings.class)
class CheckTest {

    private OpenWindow window;

    @BeforeEach
    void open() throws TimeoutException, RefusedException {
        window = new OpenWindow(new Opening.FromPreset(Preset.CLASSROOM, 1).read(), "To be", "1280x720");
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
    }

    @Test
    void aStepForwardIsHeldAgainstItsFormula() {
        window.press(KeyCode.F11);
        window.press(KeyCode.F11);

        window.waitFor("the check", () -> window.text("#check-formula").startsWith("engine = formula"));
        assertThat(window.node("#check-differences", Node.class).isVisible()).isFalse();
    }

    @Test
    void anErrorIsHeldAgainstDifferencesOfTheLoss() {
        toSoftmaxBackward();

        window.waitFor(
                "the differences",
                () -> window.text("#check-differences").startsWith("engine = finite differences"));
    }

    @Test
    void theDerivationOfTheSoftmaxIsRightAndWithoutTheSumItIsNot() {
        toSoftmaxBackward();
        window.press(KeyCode.D);
        type("P * (dP - (P * dP).sum(axis=1, keepdims=True))");
        window.waitFor("the verdict", () -> window.text("#verdict").startsWith("Right"));
        window.press(KeyCode.ENTER);
        assertThat(window.node(".derivation .menu-button", MenuButton.class).getItems().getFirst().getText())
                .startsWith("✓  P * (dP");

        type("P * dP");
        window.waitFor("the other verdict", () -> window.text("#verdict").startsWith("Not yet"));
        type("P * dQ");
        window.waitFor("what cannot be read", () -> window.text("#verdict").startsWith("At 4"));
    }

    @Test
    void theKeyThatOpensTheFieldIsNotTypedIntoIt() {
        toSoftmaxBackward();
        window.press(KeyCode.D);

        assertThat(window.node("#derivation", TextField.class).getText()).isEmpty();
        assertThat(window.text("#names")).contains("dP (5, 5)").contains("T = 5").doesNotContain("dSm");
    }

    @Test
    void resultsAreHiddenUntilAskedForAndTheNextIsHiddenAgain() {
        window.press(KeyCode.H);
        window.press(KeyCode.F11);
        window.waitFor("the first result to be asked for", () -> isAsked());
        window.press(KeyCode.S);
        window.waitFor("it to be shown", () -> !isAsked());
        window.press(KeyCode.F11);
        window.waitFor("the next", () -> isAsked());
        window.press(KeyCode.H);
        window.waitFor("everything to be shown", () -> !isAsked());
    }

    private boolean isAsked() {
        return window.node("#show", Node.class).isVisible();
    }

    private void toSoftmaxBackward() {
        window.press(KeyCode.L);
        window.waitFor("the loss", () -> window.operations() > 1);
        for (int i = 0; i < 90 && !window.text(".stage-address").equals("h.3.attn:softmax"); i++) {
            int now = window.operations();
            window.press(KeyCode.F11);
            window.waitFor("a step", () -> window.operations() > now);
        }
        assertThat(window.text(".stage-address")).isEqualTo("h.3.attn:softmax");
    }

    private void type(String text) {
        window.robot().interact(() -> window.node("#derivation", TextField.class).setText(text));
    }
}
