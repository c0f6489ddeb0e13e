package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.event.ActionEvent;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.controlsfx.control.StatusBar;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.util.WaitForAsyncUtils;

/** The strip below the stage checks each step, and says of a typed derivation whether it is right. */
@ExtendWith(NoCssWarnings.class)
class CheckTest {

    private static final String RIGHT = "P * (dP - (P * dP).sum(axis=1, keepdims=True))";
    private static final String WRONG = "P * dP";
    private static final String UNREADABLE = "P * dQ";
    private static final String LONG = "P * (dP - (P * dP).sum(axis=0, keepdims=True))";

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
    void aStepForwardIsHeldAgainstItsFormula() {
        window.press(KeyCode.F11);
        window.press(KeyCode.F11);

        window.waitFor("the check", () -> window.text("#check-formula").startsWith("= formula"));
        assertThat(window.node("#check-differences", Node.class).isVisible()).isFalse();
    }

    @Test
    void anErrorIsHeldAgainstDifferencesOfTheLoss() {
        toSoftmaxBackward();

        window.waitFor(
                "the differences",
                () -> window.text("#check-differences").startsWith("= finite differences"));
    }

    @Test
    void whatWasCheckedOfAnotherTextIsForgotten() {
        window.press(KeyCode.L);
        window.waitFor("the loss", () -> window.operations() > 1);
        window.press(KeyCode.C);
        window.waitFor("all checks", () -> window.text("#checks-summary").endsWith("all agree."));

        TextField field = window.node("#text", TextField.class);
        window.robot().interact(() -> {
            field.setText(field.getText().toUpperCase(Locale.ROOT)); // as long, so the matrices are the same
            field.fireEvent(new ActionEvent());
        });
        waitForNothing();

        window.press(KeyCode.L);
        window.press(KeyCode.C);
        window.waitFor("all checks", () -> window.text("#checks-summary").endsWith("all agree."));
        window.press(KeyCode.A);
        window.press(KeyCode.ENTER); // adapters: another network
        waitForNothing();
        assertThat(window.node("#save-checks", Button.class).isDisabled()).isTrue();
    }

    private void waitForNothing() {
        window.waitFor("nothing to be known",
                () -> window.text("#checks-summary").equals(Messages.get("checks.nothing")));
    }

    @Test
    void theDerivationOfTheSoftmaxIsRightAndWithoutTheSumItIsNot() {
        toSoftmaxBackward();
        window.press(KeyCode.D);
        type(RIGHT, "Right");
        window.press(KeyCode.ENTER);
        assertThat(firstKept()).startsWith("✓  P * (dP");

        type(WRONG, "Not yet");
        type(UNREADABLE, "There is no dQ here");
    }

    @Test
    void onlyWhatIsFoundRightStandsThereAsAnEquation() {
        toSoftmaxBackward();
        window.press(KeyCode.D);
        window.waitFor("the question", () -> typeset().equals("dSm ≟ "));
        type(RIGHT, "Right");
        window.waitFor("the equation", () -> typeset().equals("dSm = " + RIGHT));
        type(WRONG, "Not yet");
        window.waitFor("what is not equal", () -> typeset().equals("dSm ≠ " + WRONG));
        type(UNREADABLE, "There is no dQ here");
        window.waitFor("what nobody can know", () -> typeset().equals("dSm ≟ " + UNREADABLE));
    }

    @Test
    void theStageStaysWhereItIsWhateverIsTyped() {
        toSoftmaxBackward();
        window.press(KeyCode.D);
        window.waitFor("the question", () -> window.text("#verdict").startsWith("What is it"));
        double height = height();

        type(RIGHT, "Right");
        assertThat(height()).as("height with a right answer").isEqualTo(height);
        assertThat(faults()).isEmpty();
        type(WRONG, "Not yet");
        assertThat(height()).as("height with a wrong answer").isEqualTo(height);
        assertThat(faults()).isEmpty();
        type(UNREADABLE, "There is no dQ here");
        assertThat(height()).as("height with what cannot be read").isEqualTo(height);
        type("P @ np.concatenate([dP, dP], axis=1) + (P * dP).sum(axis=1, keepdims=True) @ np.ones((7, 3))", "(P");
        assertThat(height()).as("height with a long complaint").isEqualTo(height);
    }

    @Test
    void theAnswerIsNotGivenUnlessSomebodyAsksForIt() {
        toSoftmaxBackward();
        window.press(KeyCode.D);
        type(WRONG, "Not yet");
        double height = height();

        assertThat(window.text("#verdict"))
                .startsWith("Not yet. A summand is missing. Over all heads: off by up to ");
        assertThat(window.node("#term", Node.class).isVisible()).isFalse();

        fire("#show-term");
        assertThat(window.node("#term", Node.class).isVisible()).isTrue();
        assertThat(window.text("#term")).contains("(P * dP).sum(axis=1, keepdims=True)");
        assertThat(faults()).isEmpty();
        fire("#show-term");
        fire("#show-difference");
        window.waitFor("the difference", () -> pictures().getLast().heatMaps().count() == 1);
        assertThat(height()).isEqualTo(height);
        assertThat(faults()).isEmpty();

        type("P * dP * 2", "Not yet");
        assertThat(window.node("#term", Node.class).isVisible()).isFalse();
    }

    @Test
    void whileResultsAreHiddenNothingGivesTheAnswer() {
        toSoftmaxBackward();
        window.press(KeyCode.H);
        window.press(KeyCode.D);
        type(WRONG, "Not yet");
        assertThat(window.node("#show-term", Node.class).isVisible()).isFalse();
        assertThat(window.node("#show-difference", Node.class).isVisible()).as("the difference of a slip").isTrue();
        fire("#show-difference");
        for (String nothing : List.of("0 * P", "P - P", "P")) {
            type(nothing, "Not yet");
            assertThat(window.node("#show-difference", Node.class).isVisible())
                    .as("a difference that is the answer, of " + nothing).isFalse();
            assertThat(window.node("#show-difference", ToggleButton.class).isSelected()).isFalse();
        }
        type(WRONG, "Not yet");

        window.press(KeyCode.ESCAPE);
        window.press(KeyCode.S);
        assertThat(window.node("#show-term", Node.class).isVisible()).isTrue();
        assertThat(window.node("#show-difference", Node.class).isVisible()).isTrue();
    }

    @Test
    void allThatCanBeOpenedAtOnceHasRoom() {
        toSoftmaxBackward();
        window.press(KeyCode.E);
        window.press(KeyCode.W);
        window.press(KeyCode.D);
        type(LONG, "Not yet");
        fire("#show-difference");
        window.waitFor("the difference", () -> pictures().getLast().heatMaps().count() == 1);
        assertRoom();
        assertTheSentenceIsWhole();
        fire("#show-term");
        assertThat(window.node("#show-difference", ToggleButton.class).isSelected()).as("the difference").isFalse();
        assertRoom();
        assertTheSentenceIsWhole();
        fire("#distance");
        assertThat(window.node("#derive", ToggleButton.class).isSelected()).as("derive beside the distances").isFalse();
        assertRoom();
        window.press(KeyCode.D);
        assertThat(window.node("#distance", ToggleButton.class).isSelected()).as("the distances").isFalse();
        assertRoom();
    }

    private void assertTheSentenceIsWhole() {
        Label verdict = window.node("#verdict", Label.class);
        assertThat(verdict.getHeight()).as("height of the sentence").isGreaterThanOrEqualTo(
                verdict.prefHeight(verdict.getWidth()) - 1);
        for (String button : List.of("#show-term", "#show-difference")) {
            assertThat(window.node(button, ToggleButton.class).getHeight()).as("height of " + button)
                    .isGreaterThanOrEqualTo(17);
        }
    }

    /** The parts of the stage end where the next begins, and the strip below it ends in the window. */
    private void assertRoom() {
        WaitForAsyncUtils.waitForFxEvents();
        window.waitFor("the parts of the stage to have room", () -> overlaps().isEmpty());
        assertThat(overlaps()).isEmpty();
        assertThat(faults()).isEmpty();
        Region strip = window.node(".check", Region.class);
        assertThat(strip.getHeight()).isGreaterThanOrEqualTo(strip.minHeight(strip.getWidth()) - 1);
    }

    /** Parts of the stage that begin before the one above them ends, or end below it. */
    private List<String> overlaps() {
        Region stage = window.node(".stage", Region.class);
        List<String> found = new ArrayList<>();
        double end = 0;
        for (Node part : stage.getChildrenUnmodifiable().filtered(Node::isManaged)) {
            if (part.getLayoutY() < end - 1) {
                found.add(part + " begins at " + part.getLayoutY() + " above " + end);
            }
            end = part.getLayoutY() + part.getLayoutBounds().getHeight();
        }
        if (end > stage.getHeight() + 1) {
            found.add("the last ends at " + end + " below " + stage.getHeight());
        }
        return found;
    }

    @Test
    void escapeGivesTheKeysBackToTheWalkAndOnceMoreClosesTheField() {
        toSoftmaxBackward();
        window.press(KeyCode.D);
        assertThat(field().isFocused()).isTrue();

        window.press(KeyCode.ESCAPE);
        assertThat(field().isFocused()).isFalse();
        assertThat(field().getParent().isVisible()).isTrue();
        int before = window.operations();
        window.press(KeyCode.I);
        window.waitFor("a step", () -> window.operations() > before);

        window.press(KeyCode.D);
        assertThat(field().isFocused()).isTrue();
        window.press(KeyCode.ESCAPE);
        window.press(KeyCode.ESCAPE);
        assertThat(window.node(".derivation", Node.class).isVisible()).isFalse();
    }

    @Test
    void tabCompletesANameAndWithNothingToCompleteGoesOn() {
        toSoftmaxBackward();
        window.press(KeyCode.D);
        window.waitFor("the question", () -> window.text("#verdict").startsWith("What is it"));
        type("softm");
        window.robot().interact(() -> field().end());
        window.press(KeyCode.TAB);
        assertThat(field().getText()).isEqualTo("softmax");
        assertThat(field().isFocused()).isTrue();

        window.press(KeyCode.TAB);
        assertThat(field().isFocused()).isFalse();
    }

    @Test
    void aLineStaysWithItsStepAndItsVerdictGoesWithTheStep() {
        toSoftmaxBackward();
        window.press(KeyCode.D);
        type(WRONG, "Not yet");
        step(KeyCode.F11);
        assertThat(field().getText()).isEmpty();
        assertThat(window.text("#verdict")).doesNotStartWith("Not yet");
        assertThat(firstKept()).startsWith("✗  P * dP");
        window.waitFor("the next question", () -> window.text("#verdict").startsWith("What is it"));

        type(UNREADABLE, "There is no dQ here");
        step(KeyCode.SHIFT, KeyCode.F11);
        assertThat(field().getText()).isEqualTo(WRONG);
        assertThat(firstKept()).startsWith("✗  P * dP");
        step(KeyCode.F11);
        assertThat(field().getText()).isEqualTo(UNREADABLE);
        window.waitFor("it to be unreadable", () -> window.text("#verdict").startsWith("There is no dQ here"));
        window.press(KeyCode.UP);
        assertThat(field().getText()).isEqualTo(WRONG);
        window.press(KeyCode.DOWN);
        assertThat(field().getText()).isEmpty();
    }

    @Test
    void theKeyThatOpensTheFieldIsNotTypedIntoIt() {
        toSoftmaxBackward();
        window.press(KeyCode.D);

        assertThat(window.node("#derivation", TextField.class).getText()).isEmpty();
        window.waitFor("the names, those of the step first",
                () -> window.text("#names").startsWith("dP (5, 5)   P (5, 5)   "));
        String all = window.node("#names", Label.class).getTooltip().getText();
        assertThat(all).contains("dP (5, 5)").contains("T = 5").doesNotContain("dSm");
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
        int before = window.operations();
        window.press(KeyCode.PAGE_DOWN);
        assertThat(isAsked()).as("asked for, after a step").isFalse();
        assertThat(window.operations()).as("operations after a step that shows").isEqualTo(before);
        window.press(KeyCode.PAGE_DOWN);
        window.waitFor("the one after it", () -> isAsked() && window.operations() > before);
        window.press(KeyCode.H);
        window.waitFor("everything to be shown", () -> !isAsked());
    }

    @Test
    void whereThereIsNothingToDeriveOrToCheckItIsSaidAndNothingOpens() {
        window.press(KeyCode.C);
        assertThat(status()).startsWith("Nothing has been computed yet, so there is nothing to check: F10 steps on");
        assertThat(window.node(".inspector", TabPane.class).getSelectionModel().getSelectedItem().getText())
                .isEqualTo("Attention");
        window.press(KeyCode.D);
        assertThat(status()).startsWith("Nothing has been computed yet, so there is nothing to derive: F10 steps on");
        assertThat(window.node(".derivation", Node.class).isVisible()).isFalse();
        toBackward("h.3.attn:values");
        fire("#derive");
        assertThat(status()).startsWith("There is no single question to derive here: G");
        assertThat(window.node("#derive", ToggleButton.class).isSelected()).isFalse();
    }

    @Test
    void whereNothingCanBeAnsweredThereIsNoFieldThatWouldTakeKeys() {
        toSoftmaxBackward();
        window.press(KeyCode.D);
        window.waitFor("the question", () -> window.text("#verdict").startsWith("What is it"));
        window.press(KeyCode.ESCAPE);
        step(KeyCode.SHIFT, KeyCode.F10);
        window.waitFor("the answer", () -> window.text("#verdict").startsWith("There is no single question"));
        assertThat(field().getParent().isVisible()).isFalse();
        assertThat(field().isFocused()).isFalse();
        double height = height();

        step(KeyCode.F10);
        window.waitFor("the next question", () -> window.text("#verdict").startsWith("What is it"));
        assertThat(field().getParent().isVisible()).isTrue();
        assertThat(height()).isEqualTo(height);
    }

    @Test
    void theLossIsHiddenWhereverItStands() {
        window.press(KeyCode.H);
        window.press(KeyCode.L);
        window.waitFor("the loss", () -> isAsked());
        assertThat(loss()).isEqualTo("?");
        window.waitFor("the flow without it", () -> flow().contains("?"));
        assertThat(flow()).noneMatch(text -> text.matches("[0-9]\\.[0-9]+"));
        int operations = window.operations();

        window.press(KeyCode.S);
        window.waitFor("it to be shown", () -> !isAsked());
        assertThat(loss()).matches("[0-9]\\.[0-9]{3}");
        window.waitFor("the flow with it", () -> flow().contains(loss()));
        assertThat(window.operations()).isEqualTo(operations);
    }

    @Test
    void whatWasCopiedIsSaidUntilTheNextStep() {
        window.press(KeyCode.SHORTCUT, KeyCode.C);
        assertThat(status()).isEqualTo("Point at a heat map to copy its numbers.");
        toSoftmaxBackward();
        window.press(KeyCode.Y);
        assertThat(status())
                .isEqualTo("The formulas of backward/h.3.attn:softmax are on the clipboard as LaTeX.");
        step(KeyCode.F10);
        assertThat(status()).isEmpty();

        window.waitFor("the picture", () -> stage().heatMaps().findFirst().isPresent());
        PictureView view = stageView();
        Target.Cells cells = stage().heatMaps().findFirst().orElseThrow();
        Point2D middle = view.localToScreen(
                cells.bounds().x() + cells.bounds().width() / 2, cells.bounds().y() + cells.bounds().height() / 2);
        window.robot().moveTo(middle).moveBy(1, 0);
        window.press(KeyCode.SHORTCUT, KeyCode.C);
        assertThat(status()).isEqualTo("5 × 5 numbers of " + cells.name() + " are on the clipboard.");
    }

    private PictureView stageView() {
        return window.robot().from(window.node(".stage", Node.class)).lookup(".picture").queryAs(PictureView.class);
    }

    private Picture stage() {
        return Objects.requireNonNull(stageView().pictureProperty().get());
    }

    private String loss() {
        return window.robot().from(window.node("#loss", Node.class)).lookup(".figure-number").queryLabeled().getText();
    }

    private List<String> flow() {
        Picture picture = window.node("#flow", PictureView.class).pictureProperty().get();
        return picture == null
                ? List.of()
                : picture.marks().stream().filter(Mark.Text.class::isInstance).map(mark -> ((Mark.Text) mark).text())
                        .toList();
    }

    @Test
    void theKeyForWhatThereIsToLookAtSaysWhyThereIsNothing() {
        window.press(KeyCode.W);
        assertThat(status()).isEqualTo("There is nothing to look at before the first step.");
        window.press(KeyCode.F10);
        window.waitFor("a layer, and an empty line", () -> window.operations() > 0 && status().isEmpty());
        window.press(KeyCode.W);
        assertThat(status()).startsWith("There is something to look at in single steps only: G leads");
    }

    private String status() {
        return window.node("#status", StatusBar.class).getText();
    }

    private boolean isAsked() {
        return window.node("#show", Node.class).isVisible();
    }

    private void toSoftmaxBackward() {
        toBackward("h.3.attn:softmax");
    }

    private void toBackward(String step) {
        window.press(KeyCode.L);
        window.waitFor("the loss", () -> window.operations() > 1);
        overTo("h.3");
        inside();
        overTo("h.3.attn");
        inside();
        overTo(step);
    }

    private void overTo(String node) {
        for (int i = 0; i < 10 && !window.text(".stage-address").equals(node); i++) {
            int now = window.operations();
            window.press(KeyCode.F10);
            window.waitFor("a step", () -> window.operations() > now);
        }
        assertThat(window.text(".stage-address")).isEqualTo(node);
    }

    private void inside() {
        int now = window.operations();
        window.press(KeyCode.G);
        window.waitFor("the first part", () -> window.operations() < now);
    }

    private TextField field() {
        return window.node("#derivation", TextField.class);
    }

    private void type(String text) {
        window.robot().interact(() -> field().setText(text));
    }

    private void type(String text, String verdict) {
        window.waitFor("the question", () -> field().getPromptText().startsWith("type"));
        type(text);
        window.waitFor("the verdict on " + text, () -> window.text("#verdict").startsWith(verdict));
    }

    private void fire(String button) {
        window.robot().interact(() -> window.node(button, ToggleButton.class).fire());
    }

    private void step(KeyCode... keys) {
        int now = window.operations();
        window.press(keys);
        window.waitFor("a step", () -> window.operations() != now);
    }

    private String firstKept() {
        return window.node(".derivation .menu-button", MenuButton.class).getItems().getFirst().getText();
    }

    private double height() {
        return window.node(".check", Region.class).getHeight();
    }

    /** The typed formula as it is read aloud. */
    private String typeset() {
        return pictures().getFirst().title();
    }

    private List<Picture> pictures() {
        return window.robot().lookup(".derivation .picture").<PictureView>queryAll().stream()
                .flatMap(view -> Optional.ofNullable(view.pictureProperty().get()).stream())
                .toList();
    }

    /** What cannot be read in the strip; the name of this model is too long for its menu. */
    private List<String> faults() {
        return WaitForAsyncUtils.waitForAsyncFx(5000, () -> LayoutFaults.of(window.stage().getScene())).stream()
                .filter(fault -> !fault.contains("classroom, seed 1"))
                .toList();
    }
}
