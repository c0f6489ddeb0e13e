package org.gradwalk.app;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Session;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.WindowState;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Stepper.Move;

/**
 * Walks a small network in a window that nobody sees. What Java loads when a thing happens for the first time is loaded
 * then: the first key press of a person is answered as soon as the hundredth.
 */
final class Rehearsal {

    private static final String TEXT = "0123";
    private static final List<Command> STEPS = List.of(
            new Command.Forward(Move.INTO), new Command.Forward(Move.INTO), new Command.ToLoss(),
            new Command.Forward(Move.INTO), new Command.Back(Move.OVER));

    private Rehearsal() {}

    /** Takes place on the JavaFX thread, before the window opens whose first press shall be quick. */
    static void hold(WindowState state) throws RefusedException {
        Model model = new Opening.FromPreset(Preset.PAPER, 0).read();
        BlockingQueue<Snapshot> moments = new LinkedBlockingQueue<>();
        try (MainWindow window = new MainWindow(model, TEXT, List.of()); Session session = session(model, moments)) {
            state.theme().applyTo(window.scene());
            window.arrange(state);
            STEPS.forEach(session::execute);
            for (int i = 0; i < STEPS.size(); i++) {
                window.showNow(moments.take());
                window.layOut();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // an unrehearsed window is as good, only slower
        }
    }

    private static Session session(Model model, BlockingQueue<Snapshot> moments) throws RefusedException {
        return new Session(model, TEXT, new Session.Listener() {
            @Override
            public void show(Snapshot snapshot) {
                moments.add(snapshot);
            }

            @Override
            public void refuse(RefusedException refused) {
                throw new IllegalStateException("The rehearsal's walk has no step that can be refused", refused);
            }
        });
    }
}
