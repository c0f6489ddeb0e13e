package org.gradwalk.app;

import java.util.Optional;
import org.gradwalk.app.session.Desk;
import org.gradwalk.app.session.Session;
import org.gradwalk.app.view.Choices;
import org.gradwalk.app.view.check.CheckPanel;

/** What lies beside the walk in the window: it is saved with the walk, and laid out with one that is opened. */
final class WindowDesk {

    private final Session session;
    private final CheckPanel check;
    private final AboutSession about = new AboutSession();
    private final Choices choices = new Choices();
    /** What is laid out with the walk that is shown next. */
    private Optional<Desk> newlyOpen = Optional.empty();

    WindowDesk(Session session, CheckPanel check) {
        this.session = session;
        this.check = check;
    }

    AboutSession about() {
        return about;
    }

    /** What of the window comes back with a session. */
    Choices choices() {
        return choices;
    }

    /** What there is now. */
    Desk now() {
        return new Desk(
                about.description(), session.breakpoints().all(), session.watches().all(), check.derivations(),
                choices.all());
    }

    /** Takes note that another session is open, the walk of which is shown next. */
    void opened(Desk desk) {
        newlyOpen = Optional.of(desk);
    }

    /** Lays out what lies beside the walk that is shown, if it is newly open; whether it was. */
    boolean lay() {
        Optional<Desk> opened = newlyOpen;
        newlyOpen = Optional.empty();
        opened.ifPresent(desk -> {
            about.show(desk.description());
            check.setDerivations(desk.derivations());
            choices.choose(desk.layout());
        });
        return opened.isPresent();
    }
}
