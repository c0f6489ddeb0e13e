package org.gradwalk.app;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.gradwalk.app.command.OpenRequest;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Offers;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.WindowSize;
import org.gradwalk.model.run.Preset;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The program's window on JavaFX's platform without a display, and a person before it. */
final class OpenWindow {

    private final FxRobot robot = new FxRobot();
    private final Stage stage;

    /** Opens a walk in a window of this size. */
    OpenWindow(Model model, String text, String size) throws TimeoutException {
        this(model, text, size, List.of());
    }

    /** The same, with models that can be opened. */
    OpenWindow(Model model, String text, String size, List<Opening> offers) throws TimeoutException {
        stage = FxToolkit.registerPrimaryStage();
        OpenRequest request = new OpenRequest(Optional.of(WindowSize.parse(size)), Optional.of(Theme.DARK),
                Optional.empty(), Optional.empty());
        FxToolkit.setupApplication(
                () -> new GradwalkApplication(request, model, text, new Offers(offers, List.of()), Optional.empty(),
                        _ -> {}));
        waitFor("the first picture of the walk", () -> !text("#operation").isEmpty());
    }

    /** Opens a walk of a preset with start values, in the smaller window. */
    static OpenWindow of(Preset preset, String text) throws TimeoutException, RefusedException {
        return new OpenWindow(new Opening.FromPreset(preset, 1).read(), text, "1280x720");
    }

    void close() throws TimeoutException {
        FxToolkit.cleanupStages();
    }

    /** Presses keys together. */
    void press(KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    <T extends Node> T node(String query, Class<T> kind) {
        return robot.lookup(query).queryAs(kind);
    }

    /** The words of a label or button. */
    String text(String query) {
        return Objects.requireNonNullElse(node(query, Labeled.class).getText(), "");
    }

    FxRobot robot() {
        return robot;
    }

    Stage stage() {
        return stage;
    }

    /** Waits until something has come true. */
    void waitFor(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain for " + what, e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Where the walk stands: how many operations have run. */
    int operations() {
        return place(1);
    }

    /** How many operations the iteration has. */
    int allOperations() {
        return place(3);
    }

    /** A word of "op 3 / 558". */
    private int place(int word) {
        return Integer.parseInt(text("#operation").split(" ", -1)[word]);
    }
}
