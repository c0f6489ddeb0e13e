package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.StatusBar;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Adapters are added, walked, merged and taken back by keys alone, and the sheet counts while somebody types. */
@ExtendWith(NoCssWarnings.class)
class AdaptersInWindowTest {

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
    void fromTheKeyToAnAdaptedWalkToTheMergedOneAndBack() {
        int whole = window.allOperations();
        window.press(KeyCode.A);
        tab(2);
        window.press(KeyCode.SPACE); // c_fc, beside c_attn
        window.press(KeyCode.ENTER);
        window.waitFor("the adapted walk", () -> window.text("#addition").equals("+ LoRA r 8"));

        assertThat(isShown()).isFalse();
        assertThat(status()).startsWith("18,432 numbers of adapters are trained, the other 212,480 are frozen");
        assertThat(window.allOperations()).isNotEqualTo(whole);
        window.press(KeyCode.F5);
        window.waitFor("an iteration", () -> window.operations() == window.allOperations());

        window.press(KeyCode.A);
        assertThat(window.text("#lora-present")).contains("rank 8", "attn.c_attn, mlp.c_fc");
        window.press(KeyCode.ENTER);
        window.waitFor("the merged walk", () -> window.text("#addition").endsWith("merged"));
        assertThat(status()).matches("Merged: the logits differ by at most \\S+ \\(largest \\S+\\); .*to the bit");

        window.press(KeyCode.SHORTCUT, KeyCode.Z);
        window.waitFor("the adapters", () -> window.text("#addition").equals("+ LoRA r 8"));
        window.waitFor("what was undone", () -> status().startsWith("Undone: merging"));
        window.press(KeyCode.SHORTCUT, KeyCode.Z);
        window.waitFor("the model before", () -> window.text("#addition").isEmpty());
        window.waitFor("what was undone", () -> status().equals("Undone: adding the adapters"));
        window.press(KeyCode.F10);
        window.waitFor("an empty line", () -> status().isEmpty());
    }

    @Test
    void numbersFollowWhatIsTyped() {
        window.press(KeyCode.A);
        assertThat(window.text("#lora-counts"))
                .isEqualTo("8,192 numbers are trained beside 212,480 frozen ones (3.86 %).");
        tab(5);
        window.press(KeyCode.UP);
        assertThat(window.text("#lora-attn-c_attn-factors")).isEqualTo("9,216");
        window.press(KeyCode.END);
        window.press(KeyCode.BACK_SPACE);

        assertThat(window.text("#lora-counts")).isEmpty();
        assertThat(window.text("#lora-outcome")).startsWith("The rank is a whole number from 1 to 64 here");
        assertThat(window.node("#lora-act", Button.class).isDisabled()).isTrue();
        window.press(KeyCode.ENTER);
        assertThat(isShown()).as("still shown, as there is nothing to add").isTrue();
        window.press(KeyCode.DIGIT4);
        window.press(KeyCode.DIGIT0);
        assertThat(window.text("#lora-counts")).startsWith("40,960 ");
        assertThat(window.text("#lora-outcome")).isEmpty();
        window.press(KeyCode.BACK_SPACE);
        window.press(KeyCode.DIGIT8);
        assertThat(window.text("#lora-outcome")).contains("saves nothing", "attn.c_attn (49,152 against 49,152)");
        assertThat(window.node("#lora-act", Button.class).isDisabled()).isFalse();
    }

    @Test
    void whileTheSheetIsOpenAllKeysAreItsOwn() {
        window.press(KeyCode.A);
        window.press(KeyCode.L);
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

    @Test
    void aTiedHeadCannotBeTicked() throws TimeoutException, RefusedException {
        window.close();
        window = OpenWindow.of(Preset.NANO, "To be");
        window.press(KeyCode.A);

        assertThat(window.node("#lora-lm_head", CheckBox.class).isDisabled()).isTrue();
        assertThat(window.node("#lora-tied", Node.class).isVisible()).as("why, beside it").isTrue();
    }

    private void tab(int times) {
        for (int i = 0; i < times; i++) {
            window.press(KeyCode.TAB);
        }
    }

    private boolean isShown() {
        return window.node("#lora", Node.class).isVisible();
    }

    private boolean isWithin(Node node) {
        for (Node above = node; above != null; above = above.getParent()) {
            if ("lora".equals(above.getId())) {
                return true;
            }
        }
        return false;
    }

    private String status() {
        return window.node("#status", StatusBar.class).getText();
    }
}
