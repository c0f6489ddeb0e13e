package org.gradwalk.app;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Offers;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Session;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.WindowState;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Stepper.Move;

/**
 * Walks a small network in a window that nobody sees. What Java loads when a thing happens for the first time is loaded
 * then: the first key press of a person is answered as soon as the hundredth. A moment at a time, so that a person who is
 * quicker than that need not wait for all of it.
 */
final class Rehearsal implements Session.Listener {

    private static final String TEXT = "0123";
    private static final List<Command> STEPS = List.of(
            new Command.Forward(Move.INTO), new Command.Forward(Move.INTO), new Command.ToLoss(),
            new Command.Forward(Move.INTO), new Command.Back(Move.OVER));

    private final MainWindow window;
    private Optional<Session> session = Optional.empty();
    private int left = STEPS.size();

    private Rehearsal(MainWindow window) {
        this.window = window;
    }

    /** Begins on the JavaFX thread, and goes on there whenever it is free. */
    static void begin(WindowState state) {
        try {
            Model model = new Opening.FromPreset(Preset.PAPER, 0).read();
            MainWindow window = new MainWindow(model, TEXT, Offers.NONE);
            state.theme().applyTo(window.scene());
            window.arrange(state);
            new Rehearsal(window).walk(model);
        } catch (RefusedException refused) {
            throw refused(refused);
        }
    }

    private void walk(Model model) throws RefusedException {
        Session walk = new Session(model, TEXT, this);
        session = Optional.of(walk);
        STEPS.forEach(walk::execute);
    }

    @Override
    public void show(Snapshot snapshot) {
        Platform.runLater(() -> {
            window.showNow(snapshot, StatusWords.of(snapshot));
            window.layOut();
            left--;
            if (left == 0) {
                session.ifPresent(Session::close);
                window.close();
            }
        });
    }

    @Override
    public void refuse(RefusedException refused) {
        throw refused(refused);
    }

    private static IllegalStateException refused(RefusedException refused) {
        return new IllegalStateException("Nothing in a rehearsal can be refused", refused);
    }
}
