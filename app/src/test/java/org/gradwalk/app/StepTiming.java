package org.gradwalk.app;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.gradwalk.app.command.OpenRequest;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Offers;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.WindowSize;
import org.gradwalk.model.tensor.WarmUp;

/**
 * Measures the window while somebody steps: from a key press until the layout that has moved the cursor, or shows the
 * busy mark, and how long the JavaFX thread was occupied at a stretch meanwhile. A program of its own, not a test:
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.classpathScope=test -Dgradwalk.main=org.gradwalk.app.StepTiming</pre>
 */
public final class StepTiming extends Application {

    private static final int PRESSES = 300;
    private static final long PAUSE_MILLIS = 120;
    private static final double MILLI = 1e6;

    /**
     * Milliseconds of one press.
     *
     * @param answered from the press to the layout that answers it
     * @param longest stretch for which the JavaFX thread was occupied, or waited for the renderer
     * @param worked longest stretch for which it worked, in processor time: neither waiting nor other programs are in it
     * @param work of the JavaFX thread in all, in processor time
     */
    private record Measured(double answered, double longest, double worked, double work) {}

    private final AtomicLong lastBeat = new AtomicLong(System.nanoTime());
    private final AtomicLong longestGap = new AtomicLong();
    private final AtomicLong longestWork = new AtomicLong();
    private long lastWork;
    private volatile CountDownLatch answered = new CountDownLatch(0);
    private volatile long answeredAt;
    private long windowThread;
    private boolean changed;

    public static void main(String[] arguments) {
        WarmUp.start();
        launch(arguments);
    }

    @Override
    public void start(Stage stage) throws Exception {
        windowThread = Thread.currentThread().threadId();
        Samples samples = Samples.read();
        Model model = new Opening.FromSample(samples.model(Samples.FIRST_MODEL)).read();
        OpenRequest request = new OpenRequest(Optional.of(new WindowSize(1440, 900)), Optional.of(Theme.DARK),
                Optional.empty(), Optional.empty());
        new GradwalkApplication(
                request, model, "To be, or not to be", Offers.of(samples), Optional.empty(), _ -> {})
                .start(stage);
        Scene scene = stage.getScene();
        Label operation = (Label) scene.lookup("#operation");
        Node busy = scene.lookup("#busy");
        operation.textProperty().addListener((_, _, _) -> changed = true);
        busy.visibleProperty().addListener((_, _, _) -> changed = true);
        scene.addPostLayoutPulseListener(() -> {
            if (changed) {
                changed = false;
                answeredAt = System.nanoTime();
                answered.countDown();
            }
        });
        Thread.ofPlatform().daemon().start(this::beat);
        Thread.ofPlatform().start(() -> measure(scene));
    }

    /** A beat that comes late tells for how long the JavaFX thread did something else. */
    private void beat() {
        while (true) {
            Platform.runLater(() -> {
                long now = System.nanoTime();
                longestGap.accumulateAndGet(now - lastBeat.getAndSet(now), Math::max);
                long work = processorTime();
                longestWork.accumulateAndGet(work - lastWork, Math::max);
                lastWork = work;
            });
            pause(1);
        }
    }

    private void measure(Scene scene) {
        pause(2000);
        List<Measured> measured = new ArrayList<>();
        for (int i = 0; i < PRESSES; i++) {
            measured.add(press(scene, i % 3 == 1 ? KeyCode.F10 : KeyCode.F11, i % 3 == 2));
            pause(PAUSE_MILLIS);
        }
        print("press to answer", measured, Measured::answered);
        print("work of the JavaFX thread", measured, Measured::work);
        print("longest stretch of the JavaFX thread", measured, Measured::longest);
        print("longest work of the JavaFX thread at a stretch", measured, Measured::worked);
        Platform.exit();
    }

    private Measured press(Scene scene, KeyCode key, boolean shift) {
        answered = new CountDownLatch(1);
        longestGap.set(0);
        longestWork.set(0);
        long workBefore = processorTime();
        long pressedAt = System.nanoTime();
        Platform.runLater(() -> {
            KeyEvent event = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, shift, false, false, false);
            Event.fireEvent(Optional.ofNullable(scene.getFocusOwner()).orElse(scene.getRoot()), event);
        });
        try {
            if (!answered.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no answer to " + key);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        double answer = (answeredAt - pressedAt) / MILLI;
        pause(PAUSE_MILLIS);
        return new Measured(
                answer, longestGap.get() / MILLI, longestWork.get() / MILLI, (processorTime() - workBefore) / MILLI);
    }

    private long processorTime() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(windowThread);
    }

    private static void print(String what, List<Measured> measured, ToDoubleFunction<Measured> figure) {
        double[] figures = measured.stream().mapToDouble(figure).toArray();
        double first = figures[0];
        Arrays.sort(figures);
        System.out.printf(
                Locale.ROOT, "%s, ms: first %.1f, median %.1f, 99th percentile %.1f, worst %.1f%n", what, first,
                figures[figures.length / 2], figures[figures.length * 99 / 100], figures[figures.length - 1]);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
