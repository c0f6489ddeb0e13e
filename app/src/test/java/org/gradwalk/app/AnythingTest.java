package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxToolkit;

/**
 * Somebody trains, steps, jumps, and switches panels at random: nothing fails, and the window still answers. With
 * {@code -Dgradwalk.minutes=10} this goes on for so long, and memory is that of the first minute.
 */
@ExtendWith(NoCssWarnings.class)
class AnythingTest {

    private static final int MINUTES = Integer.getInteger("gradwalk.minutes", 0);
    private static final int ACTIONS = 120;
    private static final long SEED = Long.getLong("gradwalk.seed", 1);

    /** Megabytes for earlier iterations, and for what undo keeps: so few that both are full within a minute. */
    private static final String HISTORY = "16";
    /** What the window, its pictures and what undo keeps may take more or less from one minute to another. */
    private static final double SWING = 1.25;

    /** All but those that choose or write files, or end the program. */
    private static final List<KeyCode[]> KEYS = List.of(
            keys(KeyCode.F10), keys(KeyCode.F11), keys(KeyCode.F12), keys(KeyCode.SHIFT, KeyCode.F10),
            keys(KeyCode.SHIFT, KeyCode.F11), keys(KeyCode.SHIFT, KeyCode.F12), keys(KeyCode.G), keys(KeyCode.HOME),
            keys(KeyCode.L), keys(KeyCode.END), keys(KeyCode.SPACE), keys(KeyCode.F5), keys(KeyCode.F8),
            keys(KeyCode.F8), keys(KeyCode.F8), keys(KeyCode.COMMA), keys(KeyCode.PERIOD), keys(KeyCode.M),
            keys(KeyCode.SHIFT, KeyCode.F5), keys(KeyCode.F9), keys(KeyCode.V), keys(KeyCode.OPEN_BRACKET),
            keys(KeyCode.CLOSE_BRACKET), keys(KeyCode.SHIFT, KeyCode.CLOSE_BRACKET), keys(KeyCode.W),
            keys(KeyCode.E), keys(KeyCode.H), keys(KeyCode.S), keys(KeyCode.Y), keys(KeyCode.SHORTCUT, KeyCode.C),
            keys(KeyCode.J), keys(KeyCode.N), keys(KeyCode.T), keys(KeyCode.D), keys(KeyCode.C),
            keys(KeyCode.ESCAPE), keys(KeyCode.ESCAPE), keys(KeyCode.SHORTCUT, KeyCode.E), keys(KeyCode.A),
            keys(KeyCode.SHORTCUT, KeyCode.Z), keys(KeyCode.F1), keys(KeyCode.SHORTCUT, KeyCode.T),
            keys(KeyCode.UP), keys(KeyCode.DOWN), keys(KeyCode.LEFT), keys(KeyCode.RIGHT), keys(KeyCode.TAB),
            keys(KeyCode.ENTER));
    private static final List<String> TYPED = List.of("To be", "norm(dX) > 10", "0.01", "P * dP", "max(abs(W))", "x?(");

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                failures.add(entry.getMessage() + ": " + entry.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Random random = new Random(SEED);
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private OpenWindow window;

    private static KeyCode[] keys(KeyCode... keys) {
        return keys;
    }

    @BeforeEach
    void open() throws TimeoutException, RefusedException {
        Logger.getLogger("").addHandler(log);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> failures.add(thread.getName() + ": " + failure
                + " at " + failure.getStackTrace()[0]));
        window = OpenWindow.of(Preset.CLASSROOM, "To be");
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
        Thread.setDefaultUncaughtExceptionHandler(before);
        Logger.getLogger("").removeHandler(log);
    }

    @Test
    void nothingFailsWhateverIsDone() {
        limitHistory();
        if (MINUTES == 0) {
            for (int i = 0; i < ACTIONS; i++) {
                act();
            }
        } else {
            long first = afterAMinute();
            System.out.println("used after minute 1: " + first + " MB");
            long last = first;
            for (int minute = 2; minute <= MINUTES; minute++) {
                last = afterAMinute();
                System.out.println("used after minute " + minute + ": " + last + " MB");
            }
            assertThat((double) last).as("megabytes after %d minutes", MINUTES).isLessThan(first * SWING);
        }
        assertThat(failures).isEmpty();
        stillAnswers();
    }

    private void limitHistory() {
        window.press(KeyCode.M);
        window.waitFor("the sheet", () -> window.robot().lookup("#training-history").tryQuery().isPresent());
        window.robot().clickOn("#training-history");
        window.press(KeyCode.SHORTCUT, KeyCode.A);
        window.robot().write(HISTORY);
        window.press(KeyCode.ENTER);
    }

    /** Megabytes that are in use at the start of a walk, with no sheet open, when all that nobody needs is gone. */
    private long afterAMinute() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.MINUTES.toNanos(1)) {
            act();
            assertThat(failures).isEmpty();
        }
        stillAnswers();
        window.robot().interact(() -> {
            window.stage().setWidth(1280);
            window.stage().setHeight(720);
        });
        FxToolkit.toolkitContext().setRegisteredStage(window.stage()); // forgets the events that were fired so far
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private void act() {
        switch (random.nextInt(12)) {
            case 0, 1 -> click();
            case 2 -> slide();
            case 3 ->
                window.robot().moveTo(somewhere()).scroll(1 + random.nextInt(5), oneOf(VerticalDirection.values()));
            case 4, 5 -> switchPanel();
            case 6 -> type();
            case 7 -> resize();
            default -> window.press(oneOf(KEYS));
        }
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private <T> T oneOf(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private Point2D somewhere() {
        return new Point2D(
                window.stage().getX() + random.nextDouble() * window.stage().getWidth(),
                window.stage().getY() + random.nextDouble() * window.stage().getHeight());
    }

    /** Anywhere but on a button: what these do has keys, and some choose files. */
    private void click() {
        window.press(KeyCode.ESCAPE); // closes a menu, in which files can be chosen
        Point2D place = somewhere();
        boolean onButton = window.robot().from(window.stage().getScene().getRoot()).lookup((Node _) -> true)
                .<Node>queryAll().stream()
                .anyMatch(node -> node instanceof ButtonBase && isVisible(node) && contains(node, place));
        if (!onButton) {
            window.robot().clickOn(place);
        }
    }

    private static boolean isVisible(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(Node node, Point2D onScreen) {
        Bounds bounds = node.localToScreen(node.getLayoutBounds());
        return bounds != null && bounds.contains(onScreen);
    }

    private void slide() {
        Slider slider = window.node("#iterations", Slider.class);
        window.robot().interact(() -> slider.setValue(slider.getMax() * random.nextDouble()));
    }

    private void switchPanel() {
        List<ToggleButton> toggles = window.robot().lookup(".toggle-button").queryAllAs(ToggleButton.class).stream()
                .filter(AnythingTest::isVisible)
                .filter(toggle -> !toggle.isDisabled())
                .toList();
        if (!toggles.isEmpty()) {
            window.robot().interact(() -> oneOf(toggles).fire());
        }
    }

    private void type() {
        if (window.stage().getScene().getFocusOwner() instanceof TextInputControl field) {
            window.robot().interact(() -> field.setText(oneOf(TYPED)));
            window.press(KeyCode.ENTER);
        }
    }

    private void resize() {
        boolean large = random.nextBoolean();
        window.robot().interact(() -> {
            window.stage().setWidth(large ? 1440 : 1280);
            window.stage().setHeight(large ? 900 : 720);
        });
    }

    private void stillAnswers() {
        for (int i = 0; i < 4; i++) {
            window.press(KeyCode.ESCAPE);
        }
        Region root = (Region) Objects.requireNonNull(window.stage().getScene().getRoot());
        window.robot().interact(root::requestFocus);
        window.press(KeyCode.F11);
        window.press(KeyCode.HOME);
        window.waitFor("the start", () -> window.operations() == 0);
        window.press(KeyCode.F10);
        window.waitFor("a step", () -> window.operations() > 0);
    }
}
