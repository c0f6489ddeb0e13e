package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import org.gradwalk.app.NoCssWarnings;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Scale;
import org.gradwalk.app.chart.Side;
import org.gradwalk.app.chart.Window;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.tensor.Matrix;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Pointing, clicking, zooming and copying in pictures, on two heat maps whose rows run over the same positions. */
@ExtendWith(NoCssWarnings.class)
class LinkedPictureTest {

    private static final Bounds LEFT = new Bounds(40, 40, 160, 160);
    private static final Bounds RIGHT = new Bounds(260, 40, 160, 160);
    private static final Matrix NUMBERS = Matrix.of(4, 4, 0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22.5, 23, 30, 31, 32, 33);

    private final FxRobot robot = new FxRobot();
    private final SelectingActions actions = new SelectingActions();
    private @Nullable LinkedPicture made;

    @BeforeEach
    void open() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        FxToolkit.setupStage(stage -> {
            LinkedPicture picture = new LinkedPicture(actions);
            made = picture;
            Scene scene = new Scene(new StackPane(picture.region()), 480, 280);
            Theme.DARK.applyTo(scene);
            stage.setScene(scene);
            stage.show();
            picture.show((width, height) -> draw("first", NUMBERS), Selection.NONE, ChartTheme.DARK);
        });
        awaitPicture("first");
    }

    private LinkedPicture picture() {
        return Objects.requireNonNull(made);
    }

    @AfterEach
    void close() throws TimeoutException {
        FxToolkit.cleanupStages();
    }

    private void awaitPicture(String title) {
        try {
            WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> {
                Picture shown = picture().picture();
                return shown != null && shown.title().equals(title);
            });
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain", e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Picture draw(String title, Matrix numbers) {
        PictureBuilder b = new PictureBuilder();
        map("X", numbers, new Axis("features")).drawCells(b, LEFT);
        map("Y", numbers, new Axis("other features")).drawCells(b, RIGHT);
        return b.build(480, 280, title);
    }

    private static HeatMap map(String name, Matrix numbers, Axis columns) {
        return new HeatMap(
                name, false, Optional.of(Symbol.of(name, SymbolClass.ACTIVATION)), "", numbers, Optional.empty(),
                new Side(Axis.POSITION, List.of("a", "b", "c", "d")), new Side(columns, List.of()),
                Scale.symmetric(33), Ink.FOREGROUND, Window.all(numbers), false, 1, Optional.empty());
    }

    /** The middle of a cell of the left heat map. */
    private Point2D cell(int row, int column) {
        return WaitForAsyncUtils.waitForAsyncFx(
                5000,
                () -> picture().region().localToScreen(LEFT.x() + (column + 0.5) * 40, LEFT.y() + (row + 0.5) * 40));
    }

    @Test
    void pointingTellsTheNumberInFullAndWhereItIs() {
        robot.moveTo(cell(2, 2));

        assertThat(robot.lookup(".reading-number").queryAs(Label.class).getText()).isEqualTo("X = 22.50");
        assertThat(robot.lookup(".reading-place").queryAs(Label.class).getText())
                .isEqualTo("position 2 \"c\" · column 2");
    }

    @Test
    void pointingLightsUpWhatRunsOverTheSameRows() {
        robot.moveTo(cell(2, 2));

        assertThat(robot.lookup(".line-mark").queryAll()).as("row and column on the left, row on the right").hasSize(3);
        assertThat(robot.lookup(".cell-mark").queryAll()).hasSize(1);
    }

    @Test
    void nothingIsLitWhereNothingIsPointedAt() {
        robot.moveTo(cell(2, 2));
        robot.moveTo(WaitForAsyncUtils.waitForAsyncFx(5000, () -> picture().region().localToScreen(230, 20)));

        assertThat(robot.lookup(".line-mark").queryAll()).isEmpty();
    }

    @Test
    void whatIsToldFollowsTheNumbersUnderThePointer() {
        robot.moveTo(cell(2, 2));
        Matrix others = NUMBERS.transposedCopy();
        others.set(2, 2, -7);
        WaitForAsyncUtils.waitForAsyncFx(
                5000, () -> picture().show((_, _) -> draw("other", others), Selection.NONE, ChartTheme.DARK));
        awaitPicture("other");

        assertThat(robot.lookup(".reading-number").queryAs(Label.class).getText()).isEqualTo("X = −7");
    }

    @Test
    void aClickKeepsItAndAnotherLetsGo() {
        robot.clickOn(cell(1, 3));
        assertThat(actions.selection().position()).hasValue(1);

        WaitForAsyncUtils.sleep(600, TimeUnit.MILLISECONDS); // two quick clicks would be a double click
        robot.clickOn(cell(1, 3));
        assertThat(actions.selection().position()).isEmpty();
    }

    @Test
    void theWheelLooksAtAPart() {
        Point2D at = cell(3, 3);
        WaitForAsyncUtils.waitForAsyncFx(5000, () -> Event.fireEvent(picture().region(), turned(at)));

        assertThat(actions.selection().windows()).containsEntry("X", new Window(1, 3, 1, 3));
    }

    /** JavaFX's platform without a display knows no wheel: what it would send is sent by hand. */
    private ScrollEvent turned(Point2D screen) {
        Point2D local = picture().region().screenToLocal(screen);
        return new ScrollEvent(
                ScrollEvent.SCROLL, local.getX(), local.getY(), screen.getX(), screen.getY(), false, false, false,
                false,
                false, false, 0, 40, 0, 40, ScrollEvent.HorizontalTextScrollUnits.NONE, 0,
                ScrollEvent.VerticalTextScrollUnits.LINES, 1, 0,
                new PickResult(picture().region(), local.getX(), local.getY()));
    }

    @Test
    void everyNumberIsCopiedInFull() {
        robot.clickOn(cell(0, 0));
        String words = WaitForAsyncUtils.waitForAsyncFx(
                5000, () -> PictureClipboard.copy(actions.pointing().cells().orElseThrow()));

        assertThat(words).isEqualTo("4 × 4 numbers of X are on the clipboard.");
        String copied = WaitForAsyncUtils.waitForAsyncFx(5000, () -> Clipboard.getSystemClipboard().getString());
        assertThat(copied.split("\n", -1)).hasSize(5);
        assertThat(copied).startsWith("0.0\t1.0\t2.0\t3.0\n").contains("20.0\t21.0\t22.5\t23.0\n");
    }
}
