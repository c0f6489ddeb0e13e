package org.gradwalk.app;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.gradwalk.app.command.OpenRequest;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Offers;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.file.RecoveryFolder;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.view.Fonts;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.WindowState;

/** The window: its place on the screen, its theme, its panels. */
public final class GradwalkApplication extends Application {

    /** A smaller window has no room for what it shows. */
    private static final double LEAST_WIDTH = 960;

    private static final double LEAST_HEIGHT = 600;
    private static final Duration AUTOSAVE = Duration.seconds(30);

    private final OpenRequest request;
    private final Model model;
    private final String text;
    private final Offers offers;
    private final Optional<WindowState> remembered;
    private final Consumer<WindowState> onClosed;
    private final Optional<SavedSession> saved;
    private final Optional<RecoveryFolder> recovery;

    /** The same that begins a walk, and keeps nothing for the case of a crash. */
    public GradwalkApplication(
            OpenRequest request, Model model, String text, Offers offers,
            Optional<WindowState> remembered, Consumer<WindowState> onClosed) {
        this(request, model, text, offers, remembered, onClosed, Optional.empty(), Optional.empty());
    }

    /**
     * Where the request leaves something open, the remembered state decides.
     *
     * @param model what is walked first
     * @param text what it reads
     * @param offers what can be opened from a menu
     * @param onClosed learns the last state
     * @param saved the session in the file that is asked for
     * @param recovery where the walk is kept for the case of a crash
     */
    public GradwalkApplication(
            OpenRequest request, Model model, String text, Offers offers,
            Optional<WindowState> remembered, Consumer<WindowState> onClosed, Optional<SavedSession> saved,
            Optional<RecoveryFolder> recovery) {
        this.request = request;
        this.model = model;
        this.text = text;
        this.offers = offers;
        this.remembered = remembered;
        this.onClosed = onClosed;
        this.saved = saved;
        this.recovery = recovery;
    }

    @Override
    public void start(Stage stage) throws RefusedException {
        Fonts.load();
        WindowState state = initialState();
        MainWindow window = new MainWindow(model, text, offers);
        var scene = window.scene();
        state.theme().applyTo(scene);

        window.arrange(state);
        window.begin(saved, request.file());
        Timeline autosave = new Timeline(new KeyFrame(AUTOSAVE, _ -> window.files().autosave()));
        autosave.setCycleCount(Animation.INDEFINITE);
        recovery.ifPresent(folder -> {
            window.keepIn(folder);
            autosave.play();
        });

        stage.titleProperty().bind(window.files().titleProperty());
        stage.setScene(scene);
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setX(state.x());
        stage.setY(state.y());
        stage.setWidth(state.width());
        stage.setHeight(state.height());
        stage.setOnCloseRequest(event -> {
            event.consume();
            window.quit();
        });
        stage.setOnHiding(_ -> {
            autosave.stop();
            window.close();
            onClosed.accept(new WindowState(
                    stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), Theme.of(scene),
                    window.arrangement()));
        });
        stage.show();
        onceLaidOut(scene, () -> Rehearsal.begin(state));
    }

    /** Does something when the window has been seen. */
    private static void onceLaidOut(Scene scene, Runnable action) {
        Runnable[] listener = new Runnable[1];
        listener[0] = () -> {
            scene.removePostLayoutPulseListener(listener[0]);
            Platform.runLater(action);
        };
        scene.addPostLayoutPulseListener(listener[0]);
    }

    /** A size that was asked for is kept even where the screen is smaller: a picture of the window needs it exact. */
    private WindowState initialState() {
        var state = remembered.orElseGet(() -> WindowState.first(Screen.getPrimary().getVisualBounds()));
        var screen = Screen.getScreensForRectangle(state.x(), state.y(), state.width(), state.height())
                .stream().findFirst().orElse(Screen.getPrimary()).getVisualBounds();
        state = request.size().map(state::withSize).orElse(state.shrunkTo(screen)).movedOnto(screen);
        return request.theme().map(state::withTheme).orElse(state);
    }
}
