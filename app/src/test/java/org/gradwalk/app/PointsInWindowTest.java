package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.controlsfx.control.StatusBar;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Breakpoints and watches as an engineer uses them: gutter, list, editor, what is said where one is met, watches. */
@ExtendWith(NoCssWarnings.class)
class PointsInWindowTest {

    private static final double FORWARD = 10;
    private static final double BACKWARD = 21;

    private OpenWindow window;

    @BeforeEach
    void open() throws TimeoutException, RefusedException {
        window = OpenWindow.of(Preset.CLASSROOM, "To be, or");
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
    }

    @Test
    void aClickInTheGutterSetsABreakpointInItsColumnAndAnotherOneRemovesIt() {
        click("h.2", BACKWARD);
        waitForMarks("h.2", BACKWARD + ":FILLED");
        assertThat(window.text("#breakpoints-title")).endsWith(" 1");
        assertThat(names()).containsExactly("h.2");
        assertThat(details().getFirst()).startsWith("backward");

        click("h.2", FORWARD);
        waitForMarks("h.2", FORWARD + ":FILLED", BACKWARD + ":FILLED");
        click("h.2", BACKWARD);
        waitForMarks("h.2", FORWARD + ":FILLED");
        assertThat(window.operations()).isZero();
    }

    @Test
    void aFoldedParentShowsPalelyWhatIsInsideIt() {
        click("h.1", 32);
        window.waitFor("the open block", () -> rows().anyMatch(row -> row.name().equals("h.1.attn")));
        click("h.1.attn", BACKWARD);
        waitForMarks("h.1.attn", BACKWARD + ":FILLED");
        assertThat(marks("h.1")).isEmpty();
        click("h.1", 32);
        waitForMarks("h.1", BACKWARD + ":PALE");
    }

    @Test
    void theKeyTogglesAtTheCursorAndAtTheRowThatTheKeyboardHasChosen() {
        window.press(KeyCode.B);
        assertThat(window.node("#status", StatusBar.class).getText()).contains("choose a row");
        window.press(KeyCode.DOWN);
        window.press(KeyCode.DOWN);
        window.press(KeyCode.F9);
        waitForMarks("h.0", FORWARD + ":FILLED");

        window.press(KeyCode.F10);
        window.waitFor("the step", () -> window.operations() > 0);
        window.press(KeyCode.B);
        waitForMarks("embed", FORWARD + ":FILLED");
        window.press(KeyCode.B);
        waitForMarks("embed");
    }

    @Test
    void theListDisablesRemovesAndTakesBack() {
        click("h.0", FORWARD);
        waitForMarks("h.0", FORWARD + ":FILLED");
        CheckBox heeded = window.node("#breakpoints .check-box", CheckBox.class);
        window.robot().interact(heeded::fire);
        waitForMarks("h.0", FORWARD + ":RING");
        window.press(KeyCode.F5);
        window.waitFor("no stop", () -> window.operations() == window.allOperations());

        window.robot().interact(heeded::requestFocus);
        window.press(KeyCode.DELETE);
        waitForMarks("h.0");
        assertThat(window.text("#breakpoints-title")).endsWith(" 0");
        fire("#break-takeback");
        waitForMarks("h.0", FORWARD + ":RING");
        assertThat(window.node("#break-takeback", Node.class).getParent().isVisible()).isFalse();
    }

    @Test
    void theNameLeadsToItsNode() {
        click("h.1", BACKWARD);
        waitForMarks("h.1", BACKWARD + ":FILLED");
        fire("#breakpoints .point-name");
        window.waitFor("the walk", () -> window.text(".stage-address").equals("h.1"));
        assertThat(window.text(".phase")).isEqualTo("backward");
    }

    @Test
    void theEditorSaysWhatCannotBeReadAndTakesWhatCanAndTheRunStopsThere() {
        edit("h.2", BACKWARD);
        TextField condition = window.node("#break-condition", TextField.class);
        assertThat(window.text("#break-names")).contains("dX").contains("dY");
        type("norm(dQ) > 1");
        assertThat(window.text("#break-complaint")).startsWith("At character 6: ").contains("dQ");
        assertThat(window.node("#break-done", Button.class).isDisabled()).isTrue();
        window.press(KeyCode.ENTER);
        assertThat(window.node("#break-editor", Node.class).isVisible()).isTrue();

        type("norm(dX) > 0");
        assertThat(window.text("#break-complaint")).isEmpty();
        window.robot().interact(() -> window.node("#break-first", TextField.class).setText("2"));
        assertThat(condition.isFocused()).isTrue();
        window.press(KeyCode.ENTER);
        waitForMarks("h.2", BACKWARD + ":DIAMOND");
        assertThat(window.node("#break-editor", Node.class).isVisible()).isFalse();
        assertThat(details().getFirst()).contains("hit 0 of ≥ 2");

        window.press(KeyCode.F8);
        window.waitFor("the stop", () -> status().startsWith("Breakpoint at h.2, backward"));
        assertThat(status()).isEqualTo("Breakpoint at h.2, backward, where norm(dX) > 0: iteration 1, hit 2.");
        assertThat(window.text(".stage-address")).isEqualTo("h.2");
        assertThat(details().getFirst()).contains("hit 2 of ≥ 2");
        window.press(KeyCode.F10);
        window.waitFor("nothing to say", () -> status().isEmpty());
    }

    @Test
    void escapeLeavesABreakpointAsItWasAndTabCompletes() {
        edit("h.2", FORWARD);
        type("nor");
        window.press(KeyCode.TAB);
        assertThat(window.node("#break-condition", TextField.class).getText()).isEqualTo("norm");
        window.press(KeyCode.ESCAPE);
        assertThat(window.node("#break-editor", Node.class).isVisible()).isFalse();
        assertThat(marks("h.2")).containsExactly(FORWARD + ":FILLED");
        assertThat(window.node("#outline", PictureView.class).isFocused()).isTrue();
    }

    @Test
    void theMenuOfARowEditsAConditionOfABreakpointThatWasNotThere() {
        Bounds onScreen = outline().localToScreen(outline().getLayoutBounds());
        window.robot().moveTo(onScreen.getMinX() + 60, onScreen.getMinY() + row("h.3").bounds().y() + 10);
        window.robot().clickOn(MouseButton.SECONDARY);
        window.robot().clickOn("Break under a condition, backward…");
        window.waitFor("the editor", () -> window.node("#break-editor", Node.class).isVisible());
        assertThat(marks("h.3")).containsExactly(BACKWARD + ":FILLED");
    }

    @Test
    void aWatchIsAddedCompletedMeasuredDrawnEditedAndRemoved() {
        window.press(KeyCode.V);
        TextField field = window.node("#watch-field", TextField.class);
        assertThat(field.isFocused()).isTrue();
        assertThat(field.getText()).isEmpty();
        window.robot().write("h.0.attn.pro");
        assertThat(window.text("#watch-offers")).contains("h.0.attn.probs").contains("grad/act/h.0.attn.probs");
        window.press(KeyCode.TAB);
        assertThat(field.getText()).isEqualTo("h.0.attn.probs");
        window.press(KeyCode.ENTER);
        window.waitFor("the watch", () -> window.text("#watches-title").endsWith(" 1"));
        assertThat(remark()).isEqualTo("not yet");

        window.press(KeyCode.L);
        window.waitFor("its norm", () -> hasNumber());
        assertThat(remark()).isEqualTo("‖·‖ of 1×4×9×9");
        window.press(KeyCode.F10);
        PictureView sparkline = window.node("#watches .picture", PictureView.class);
        window.waitFor("two points", () -> sparkline.isVisible() && sparkline.isPainted());
        Picture picture = Objects.requireNonNull(sparkline.pictureProperty().get());
        assertThat(picture.targets()).hasSize(2).allSatisfy(
                point -> assertThat(((Target.Named) point).words()).startsWith("iteration 0, ")
                        .endsWith(window.text("#watches .watch-value")));

        fire("#watches .point-name");
        window.robot().interact(() -> field.setText("loss"));
        window.press(KeyCode.ENTER);
        window.waitFor("the loss", () -> names("#watches").equals(List.of("loss")));
        window.waitFor("its number", () -> window.text("#watches .watch-value").equals(loss()));
        Button remove = window.robot().lookup("#watches .icon-button").queryAllAs(Button.class).stream()
                .reduce((_, second) -> second).orElseThrow();
        window.robot().interact(remove::fire);
        window.waitFor("no watch", () -> window.text("#watches-title").endsWith(" 0"));
    }

    @Test
    void aHiddenResultIsNotToldByAWatch() {
        window.press(KeyCode.V);
        window.robot().write("loss");
        window.press(KeyCode.ENTER);
        window.waitFor("the watch", () -> window.text("#watches-title").endsWith(" 1"));
        window.press(KeyCode.H);
        window.press(KeyCode.L);
        window.waitFor("hidden", () -> remark().equals("hidden"));
        assertThat(hasNumber()).isFalse();
        window.press(KeyCode.S);
        window.waitFor("shown", () -> hasNumber());
    }

    @Test
    void nothingIsCutInTheSmallerWindowWhenBothListsAreFull() {
        for (String block : List.of("h.0", "h.1", "h.2", "h.3")) {
            click(block, BACKWARD);
            waitForMarks(block, BACKWARD + ":FILLED");
        }
        for (String watch : List.of("loss", "grad/param/h.0.attn.c_attn.weight", "norm(`h.0.attn.probs`)",
                "nonsense")) {
            window.press(KeyCode.V);
            window.robot().interact(() -> window.node("#watch-field", TextField.class).setText(watch));
            window.press(KeyCode.ENTER);
        }
        window.waitFor("the watches", () -> window.text("#watches-title").endsWith(" 4"));
        assertThat(outline().getHeight()).isGreaterThan(200);
        window.robot().moveTo("#watches .point-name").scroll(3, VerticalDirection.UP);
        assertThat(window.node("#fold-watches", ToggleButton.class).isSelected()).isFalse();
        Bounds watches = window.node("#watches", Node.class).localToScene(
                window.node("#watches", Node.class).getLayoutBounds());
        Bounds line = window.node("#status", Node.class).localToScene(
                window.node("#status", Node.class).getLayoutBounds());
        assertThat(watches.getMaxY()).isLessThanOrEqualTo(line.getMinY() + 1);
    }

    private void edit(String row, double column) {
        click(row, column);
        waitForMarks(row, column + ":FILLED");
        fire("#breakpoints .icon-button");
        window.waitFor("the editor", () -> window.node("#break-editor", Node.class).isVisible());
    }

    private void type(String condition) {
        window.robot().interact(() -> {
            TextField field = window.node("#break-condition", TextField.class);
            field.setText(condition);
            field.requestFocus();
            field.end();
        });
    }

    private void fire(String query) {
        Button button = window.node(query, Button.class);
        window.robot().interact(button::fire);
    }

    private String status() {
        return Objects.requireNonNullElse(
                window.node("#status", StatusBar.class).getText(), "");
    }

    private String loss() {
        return window.text("#loss .figure-number");
    }

    private boolean hasNumber() {
        return !window.robot().lookup("#watches .watch-value").queryAll().isEmpty();
    }

    private String remark() {
        return window.text("#watches .break-row-hits");
    }

    private List<String> names() {
        return names("#breakpoints");
    }

    private List<String> names(String strip) {
        return window.robot().lookup(strip + " .point-name").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText).toList();
    }

    private List<String> details() {
        return window.robot().lookup("#breakpoints .point-details .break-row-hits").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText).toList();
    }

    private void click(String row, double x) {
        Bounds onScreen = outline().localToScreen(outline().getLayoutBounds());
        window.robot().moveTo(onScreen.getMinX() + x, onScreen.getMinY() + row(row).bounds().y() + 12);
        window.robot().clickOn(MouseButton.PRIMARY);
    }

    private void waitForMarks(String row, String... expected) {
        window.waitFor(
                "the marks " + List.of(expected) + " at " + row, () -> marks(row).equals(List.of(expected)));
    }

    /** The marks of a row in the gutter: the middle of the column of each, and its shape. */
    private List<String> marks(String row) {
        double middle = row(row).bounds().y() + row(row).bounds().height() / 2;
        return picture().marks().stream()
                .filter(Mark.Path.class::isInstance).map(Mark.Path.class::cast)
                .filter(path -> ink(path).role() == Ink.Role.BREAKPOINT)
                .filter(path -> Math.abs(path.shape().getBounds2D().getCenterY() - middle) < 1)
                .map(path -> path.shape().getBounds2D().getCenterX() + ":" + kind(path))
                .toList();
    }

    private static String kind(Mark.Path path) {
        if (path.fill().isEmpty()) {
            return "RING";
        }
        boolean round = path.shape() instanceof Ellipse2D;
        return round ? ink(path).opacity() < 1 ? "PALE" : "FILLED" : "DIAMOND";
    }

    private static Ink ink(Mark.Path path) {
        return path.fill().or(path::line).orElseThrow();
    }

    private Target.Named row(String address) {
        return rows().filter(row -> row.name().equals(address)).findFirst().orElseThrow();
    }

    private Stream<Target.Named> rows() {
        return picture().targets().stream().map(Target.Named.class::cast);
    }

    private Picture picture() {
        window.waitFor("the outline", () -> outline().isPainted() && outline().pictureProperty().get() != null);
        return Objects.requireNonNull(outline().pictureProperty().get());
    }

    private PictureView outline() {
        return window.node("#outline", PictureView.class);
    }
}
