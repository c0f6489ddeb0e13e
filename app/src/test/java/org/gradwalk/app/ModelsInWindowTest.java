package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.css.PseudoClass;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.StatusBar;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Opening;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.text.CharacterTokenizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Other models are opened from the menu at the model's name, and what goes wrong stands in the line at the bottom. */
@ExtendWith(NoCssWarnings.class)
class ModelsInWindowTest {

    private OpenWindow window;

    @BeforeEach
    void open() throws TimeoutException {
        Preset preset = Preset.CLASSROOM;
        window = new OpenWindow(
                new Model("first", preset.config(), CharacterTokenizer.classroom(), preset.parameters(1),
                        preset.initialization(),
                        preset.update(), preset.settings()),
                "To be", "1280x720",
                List.of(new Opening.FromPreset(Preset.PAPER, 0), new Opening.FromPreset(Preset.GPT2, 0)));
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
    }

    @Test
    void aModelFromTheMenuIsWalkedAndWhatItReadsIsSaid() {
        choose("paper");
        window.waitFor("the model", () -> window.text("#model").equals("paper, seed 0"));

        assertThat(window.node("#text", TextField.class).getText()).isEqualTo("0123");
        window.waitFor("the note", () -> status().contains("\"0123\""));
        assertThat(isDanger()).isFalse();
        window.press(KeyCode.SHORTCUT, KeyCode.Z);
        window.waitFor("the model before", () -> window.text("#model").equals("first"));
    }

    @Test
    void aHeadThatTheNewModelDoesNotHaveIsNotSelectedAnyMore() {
        for (int i = 0; i < 3; i++) {
            window.press(KeyCode.CLOSE_BRACKET);
        }
        choose("paper");
        window.waitFor("the model", () -> window.text("#model").equals("paper, seed 0"));
        window.press(KeyCode.L);
        window.waitFor("the loss", () -> window.operations() > 0);

        assertThat(window.robot().lookup(".head-choice .toggle-button").queryAllAs(ToggleButton.class))
                .filteredOn(ToggleButton::isSelected).extracting(Labeled::getText).containsExactly("1");
    }

    @Test
    void whatDoesNotGoStandsThereUntilSomethingGoes() {
        choose("gpt2");
        window.waitFor("the sentence", () -> isDanger() && status().startsWith("gpt2 "));
        assertThat(window.text("#model")).isEqualTo("first");
        window.press(KeyCode.CLOSE_BRACKET);
        assertThat(isDanger()).as("still danger after a selection").isTrue();

        window.press(KeyCode.F10);
        window.waitFor("an empty line", () -> status().isEmpty() && !isDanger());
    }

    @Test
    void aTextThatCannotBeReadIsRefusedInASentence() {
        window.press(KeyCode.SHORTCUT, KeyCode.E);
        window.press(KeyCode.X);
        window.press(KeyCode.ENTER);

        window.waitFor("the sentence", () -> isDanger() && status().contains("at least 2 tokens"));
        assertThat(status()).contains("this text has 1:");
    }

    private void choose(String name) {
        MenuItem item = window.node("#model", MenuButton.class).getItems().stream()
                .filter(each -> each.getText().startsWith(name)).findFirst().orElseThrow();
        window.robot().interact(item::fire);
    }

    private String status() {
        return window.node("#status", StatusBar.class).getText();
    }

    private boolean isDanger() {
        return window.node("#status", StatusBar.class).getPseudoClassStates()
                .contains(PseudoClass.getPseudoClass("danger"));
    }
}
