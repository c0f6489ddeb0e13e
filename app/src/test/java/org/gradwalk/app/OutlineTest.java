package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tree at the left follows the cursor, and nothing in it is cut in the smallest window. */
@ExtendWith(NoCssWarnings.class)
class OutlineTest {

    private OpenWindow window;

    @BeforeEach
    void open() throws TimeoutException, RefusedException {
        window = new OpenWindow(
                new Opening.FromPreset(Preset.CLASSROOM, 1).read(),
                "To be, or", "1280x720");
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
    }

    @Test
    void theTreeOpensAroundTheCursorAndClosesBehindIt() {
        walkToSoftmax();
        assertThat(cursorRow()).contains("h.0.attn:softmax");
        assertThat(rows()).contains("h.0.attn:merge", "h.1").doesNotContain("h.0.ln_1:mean");

        window.press(KeyCode.F12);
        window.press(KeyCode.F12);
        window.press(KeyCode.F10);
        window.waitFor("the next block", () -> cursorRow().filter("h.1"::equals).isPresent());
        assertThat(rows()).contains("h.0", "h.1").doesNotContain("h.0.attn", "h.0.attn:merge");
    }

    @Test
    void theValueAtWhichTheWalkStopsHasARedBar() throws TimeoutException, RefusedException {
        walkToSoftmax();
        window.waitFor("the picture", () -> view().isPainted());
        assertThat(rows()).as("its −∞ are meant").contains("h.0.attn:mask");
        assertThat(redBars()).isZero();
        window.close();
        Model model = new Opening.FromPreset(Preset.PAPER, 1).read();
        Map<String, Matrix> huge = new HashMap<>(model.parameters());
        huge.computeIfPresent("wte.weight", (_, numbers) -> {
            Matrix scaled = numbers.copy();
            Entries.scale(Workers.CALLER, scaled, 1e200, scaled);
            return scaled;
        });
        window = new OpenWindow(
                new Model("huge", model.config(), model.tokenizer(), huge, model.initialization(), model.update(),
                        model.settings()),
                "0123", "1280x720");
        window.press(KeyCode.L);
        window.waitFor("the stop", () -> cursorRow().filter(row -> row.endsWith(":var")).isPresent());
        window.waitFor("the picture", () -> view().isPainted());
        assertThat(redBars()).isEqualTo(1);
    }

    private long redBars() {
        return view().pictureProperty().get().marks().stream()
                .filter(mark -> mark instanceof Mark.Box box
                        && box.fill().equals(Optional.of(Ink.of(Ink.Role.BREAKPOINT))))
                .count();
    }

    @Test
    void aNodeWithoutARowOfItsOwnIsShownAtTheRowAboveIt() {
        window.press(KeyCode.END);
        window.waitFor("the update", () -> cursorRow().filter("update"::equals).isPresent());
        window.press(KeyCode.G);
        window.waitFor("the clipping", () -> window.text(".stage-address").equals("clip"));
        window.waitFor("the picture", () -> view().isPainted());
        assertThat(cursorRow()).contains("update");
    }

    @Test
    void namesAndBarsStayWithinTheirColumns() {
        walkToSoftmax();
        window.press(KeyCode.L);
        window.waitFor("the loss", () -> cursorRow().filter(row -> row.startsWith("loss")).isPresent());
        window.press(KeyCode.F10);
        window.press(KeyCode.F11);
        window.press(KeyCode.F11);
        window.waitFor("the picture", () -> view().isPainted());

        List<Mark.Box> bars = marks(Mark.Box.class).filter(box -> box.bounds().height() < 10).toList();
        double firstBar = bars.stream().mapToDouble(box -> box.bounds().x()).min().orElseThrow();
        assertThat(bars).allSatisfy(bar -> {
            assertThat(bar.bounds().width()).isLessThanOrEqualTo(48);
            assertThat(bar.bounds().right()).isLessThanOrEqualTo(view().getWidth());
        });
        assertThat(marks(Mark.Text.class)).isNotEmpty().allSatisfy(
                name -> assertThat(name.x() + name.face().width(name.text(), name.size())).as(name.text())
                        .isLessThanOrEqualTo(firstBar));
    }

    @Test
    void aHiddenResultHasNoBarAndNoSize() {
        window.press(KeyCode.H);
        window.press(KeyCode.L);
        window.waitFor("the loss", () -> cursorRow().filter(row -> row.startsWith("loss")).isPresent());
        String notYet = "\n" + Messages.get("panel.notyet", "loss");
        window.waitFor("no size", () -> view().getAccessibleText().contains(notYet));

        window.press(KeyCode.S);
        window.waitFor("its size", () -> !view().getAccessibleText().contains(notYet));
        assertThat(view().getAccessibleText()).containsPattern("\nloss.* [0-9]\\.[0-9]{3}");
    }

    @Test
    void theArrowKeysChooseRowsOpenThemAndEnterWalksThere() {
        window.press(KeyCode.DOWN);
        assertThat(view().getAccessibleText()).startsWith("embed");
        window.press(KeyCode.DOWN);
        window.press(KeyCode.RIGHT);
        window.waitFor("the open block", () -> rows().contains("h.0.ln_1"));
        window.press(KeyCode.LEFT);
        window.waitFor("the closed block", () -> !rows().contains("h.0.ln_1"));
        window.press(KeyCode.ENTER);
        window.waitFor("the walk", () -> cursorRow().filter("h.0"::equals).isPresent());
    }

    @Test
    void aClickOnTheArrowOpensARowAndADoubleClickWalksThere() {
        Target.Named block = target("h.0");
        click(block, 32, 1);
        window.waitFor("the open block", () -> rows().contains("h.0.ln_1"));
        click(target("h.0.ln_1"), 60, 2);
        window.waitFor("the walk", () -> cursorRow().filter("h.0.ln_1"::equals).isPresent());
    }

    @Test
    void theCursorIsBroughtIntoSightInAnOutlineThatIsLongerThanItsRoom() {
        window.robot().interact(() -> window.stage().setHeight(600));
        walkToSoftmax();
        Target.Named row = target("h.0.attn:softmax");
        assertThat(row.bounds().y()).isGreaterThanOrEqualTo(0);
        assertThat(row.bounds().bottom()).isLessThanOrEqualTo(view().getHeight());
        assertThat(window.node(".outline .scroll-bar", ScrollBar.class).isVisible()).isTrue();
    }

    /** Steps into everything until the softmax of the first block has run. */
    private void walkToSoftmax() {
        for (int i = 0; i < 100 && !cursorRow().equals(Optional.of("h.0.attn:softmax")); i++) {
            int before = window.operations();
            window.press(KeyCode.F11);
            window.waitFor("the step", () -> window.operations() > before);
        }
    }

    private void click(Target.Named row, double x, int times) {
        Bounds onScreen = view().localToScreen(view().getLayoutBounds());
        window.robot().moveTo(onScreen.getMinX() + x, onScreen.getMinY() + row.bounds().y() + 10);
        for (int i = 0; i < times; i++) {
            window.robot().clickOn(MouseButton.PRIMARY);
        }
    }

    private Target.Named target(String address) {
        return targets().filter(row -> row.name().equals(address)).findFirst().orElseThrow();
    }

    private List<String> rows() {
        return targets().map(Target.Named::name).toList();
    }

    /** The row with the mark of the cursor at its left edge. */
    private Optional<String> cursorRow() {
        return marks(Mark.Box.class)
                .filter(box -> box.fill().filter(Ink.of(Ink.Role.ACCENT)::equals).isPresent())
                .flatMap(mark -> targets().filter(row -> row.bounds().y() == mark.bounds().y()))
                .map(Target.Named::name)
                .findFirst();
    }

    private Stream<Target.Named> targets() {
        return picture().targets().stream().map(Target.Named.class::cast);
    }

    private <T extends Mark> Stream<T> marks(Class<T> kind) {
        return picture().marks().stream().filter(kind::isInstance).map(kind::cast);
    }

    private Picture picture() {
        window.waitFor("the outline", () -> view().isPainted() && view().pictureProperty().get() != null);
        return Objects.requireNonNull(view().pictureProperty().get());
    }

    private PictureView view() {
        return window.node("#outline", PictureView.class);
    }
}
