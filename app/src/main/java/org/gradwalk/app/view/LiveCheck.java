package org.gradwalk.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;
import org.gradwalk.app.session.Checker;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.ThreeWay;
import org.jspecify.annotations.Nullable;

/** Checks the values that a panel shows, once the walk rests. All of it on the JavaFX thread but the checks. */
public final class LiveCheck {

    /** Whoever steps on at once is not slowed down by checks. */
    private static final Duration REST = Duration.millis(120);

    private final Checker checker;
    private final Runnable learned;
    private final PauseTransition pause = new PauseTransition(REST);
    private final List<ThreeWay> found = new ArrayList<>();
    private Optional<String> failure = Optional.empty();
    private List<Value> asked = List.of();
    private @Nullable Snapshot of;
    private long request;

    /**
     * Nothing is checked yet.
     *
     * @param learned is run when something has been found out
     */
    public LiveCheck(Checker checker, Runnable learned) {
        this.checker = checker;
        this.learned = learned;
        pause.setOnFinished(_ -> check());
    }

    /** What is known so far of the values that were asked for last, in their order. */
    public List<ThreeWay> found() {
        return List.copyOf(found);
    }

    /** Why they could not be checked. */
    public Optional<String> failure() {
        return failure;
    }

    /** Asks for values of a walk; what is known of the same ones in this iteration stays. */
    public void ask(Snapshot snapshot, List<Value> values) {
        boolean same = values.equals(asked) && of != null && of.iteration().equals(snapshot.iteration())
                && of.changes() == snapshot.changes();
        if (same) {
            return;
        }
        of = snapshot;
        asked = List.copyOf(values);
        forget();
        if (values.isEmpty()) {
            checker.rest();
        } else {
            checker.cancel();
            pause.playFromStart();
        }
    }

    /** Nothing is asked for any longer, and all that was held for it is let go. */
    public void letGo() {
        of = null;
        asked = List.of();
        forget();
        checker.rest();
    }

    private void forget() {
        found.clear();
        failure = Optional.empty();
        request++;
        pause.stop();
    }

    private void check() {
        Snapshot snapshot = of;
        if (snapshot == null) {
            return;
        }
        long mine = request;
        checker.check(snapshot, asked, new Checker.Listener() {
            @Override
            public void checked(ThreeWay known) {
                later(mine, () -> found.add(known));
            }

            @Override
            public void failed(RefusedException reason) {
                later(mine, () -> failure = Optional.of(Messages.get(reason.key(), reason.arguments())));
            }
        });
    }

    private void later(long mine, Runnable change) {
        Platform.runLater(() -> {
            if (mine == request) {
                change.run();
                learned.run();
            }
        });
    }
}
