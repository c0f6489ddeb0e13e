package org.gradwalk.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.gradwalk.app.command.OpenRequest;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Desk;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Offers;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.session.Session;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Source;
import org.gradwalk.app.session.Training;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.WindowSize;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Feed;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.NonFiniteException;
import org.gradwalk.model.run.Plan;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Schedule;
import org.gradwalk.model.run.Trainer;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.tensor.WarmUp;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.BatchSampler;
import org.gradwalk.model.text.Corpus;

/**
 * Measures how fast the classroom's model is trained in the window, with its charts open, beside how fast it is trained
 * without, as {@code train} does it: in turns, in one run. A program of its own, not a test:
 *
 * <pre>mvn -q test-compile exec:exec -Dexec.classpathScope=test -Dgradwalk.main=org.gradwalk.app.TrainingSpeed</pre>
 */
public final class TrainingSpeed extends Application {

    private static final int ROUNDS = 4;
    private static final long WARM_UP_SECONDS = 8;
    private static final long SECONDS = 15;
    private static final int SEQUENCES = 4;
    private static final int POSITIONS = 64;
    private static final long VALIDATE_EVERY = 250;

    /** When an iteration was shown. */
    private record Shown(long nanos, long iteration) {}

    private volatile Shown shown = new Shown(0, 0);

    public static void main(String[] arguments) {
        WarmUp.start();
        launch(arguments);
    }

    @Override
    public void start(Stage stage) throws Exception {
        Samples samples = Samples.read();
        String text = Samples.content(samples.text(Samples.TRAINING_TEXT));
        Model model = new Opening.FromPreset(Preset.CLASSROOM, 1).read();
        SavedSession onPassages = onPassages(
                model, new Source.Passages(Samples.TRAINING_TEXT, text, SEQUENCES, POSITIONS, 1));
        OpenRequest request = new OpenRequest(Optional.of(new WindowSize(1440, 900)), Optional.of(Theme.DARK),
                Optional.empty(), Optional.empty());
        new GradwalkApplication(
                request, model, "To be, or not to be", Offers.of(samples), Optional.empty(), _ -> {},
                Optional.of(onPassages), Optional.empty())
                .start(stage);
        Scene scene = stage.getScene();
        Label iteration = (Label) scene.lookup("#iteration");
        iteration.textProperty().addListener(
                (_, _, now) -> shown = new Shown(System.nanoTime(), Long.parseLong(now)));
        int[] tokens = model.tokenizer().encode(text);
        Thread.ofPlatform().start(() -> measure(scene, model, tokens));
    }

    private static SavedSession onPassages(Model model, Source.Passages passages) throws RefusedException {
        try (Session session = new Session(model, "To be", new Session.Listener() {
            @Override
            public void show(Snapshot snapshot) {}

            @Override
            public void refuse(RefusedException refused) {
                throw new IllegalStateException(refused);
            }
        })) {
            session.execute(new Command.Train(Training.of(model, passages)));
            return new SavedSession(session.save().join(), Desk.EMPTY);
        }
    }

    private void measure(Scene scene, Model model, int[] tokens) {
        double[] inWindow = new double[ROUNDS];
        double[] without = new double[ROUNDS];
        pause(WARM_UP_SECONDS);
        inWindow(scene, WARM_UP_SECONDS);
        without(model, tokens, WARM_UP_SECONDS);
        for (int i = 0; i < ROUNDS; i++) {
            inWindow[i] = inWindow(scene, SECONDS);
            without[i] = without(model, tokens, SECONDS);
            System.out.printf(
                    Locale.ROOT, "round %d: %.1f iterations a second in the window, %.1f without%n", i, inWindow[i],
                    without[i]);
        }
        System.out.printf(Locale.ROOT, "in the window %.1f %% of the speed without one (medians)%n",
                100 * median(inWindow) / median(without));
        Platform.exit();
    }

    private double inWindow(Scene scene, long seconds) {
        press(scene);
        pause(2);
        Shown first = shown;
        pause(seconds);
        Shown last = shown;
        press(scene);
        pause(1);
        if (last.iteration() <= first.iteration()) {
            throw new IllegalStateException("the window shows no progress");
        }
        return (last.iteration() - first.iteration()) / ((last.nanos() - first.nanos()) * 1e-9);
    }

    private static double without(Model model, int[] tokens, long seconds) {
        Corpus corpus = Source.Passages.split(tokens);
        Program program = Gpt.program(model.config(), SEQUENCES, POSITIONS, Reduction.MEAN, model.update());
        Plan plan = new Plan(
                new Feed.Drawn(new BatchSampler(corpus.training(), SEQUENCES, POSITIONS), 1), model.update(),
                new Schedule.Constant(model.settings().learningRate()), model.settings());
        try (Workers workers = Workers.of(Math.min(2, Runtime.getRuntime().availableProcessors()))) {
            Trainer trainer = new Trainer(
                    new Iteration(program, Weights.of(model.parameters()), workers, plan.settings()), plan,
                    corpus.validation());
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            double[] perSecond = new double[1];
            trainer.run(Long.MAX_VALUE, VALIDATE_EVERY, done -> {
                perSecond[0] = done.perSecond();
                if (System.nanoTime() > end) {
                    trainer.stop();
                }
            });
            return perSecond[0];
        } catch (NonFiniteException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static void press(Scene scene) {
        Platform.runLater(() -> Event.fireEvent(
                Optional.ofNullable(scene.getFocusOwner()).orElse(scene.getRoot()),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.F8, false, false, false, false)));
    }

    private static void pause(long seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
