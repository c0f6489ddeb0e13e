package org.gradwalk.app.view;

import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;
import org.gradwalk.app.session.Checker;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.ThreeWay;
import org.jspecify.annotations.Nullable;

/** Checks the one value that a panel shows, once the walk rests. All of it on the JavaFX thread but the check itself. */
public final class LiveCheck {

    private static final Duration REST = Duration.millis(250);

    private final Checker checker;
    private final Runnable learned;
    private final PauseTransition pause = new PauseTransition(REST);
    private Optional<ThreeWay> found = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private Optional<Value> asked = Optional.empty();
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
    }

    /** What is known of the value that was asked for last. */
    public Optional<ThreeWay> found() {
        return found;
    }

    /** Why it could not be checked: a fault of the program. */
    public Optional<String> failure() {
        return failure;
    }

    /** Asks for a value of a walk; what is known of it in this iteration stays. */
    public void ask(Snapshot snapshot, Optional<Value> value) {
        boolean same = value.equals(asked) && of != null && of.iteration().equals(snapshot.iteration())
                && of.number() == snapshot.number();
        if (same) {
            return;
        }
        of = snapshot;
        asked = value;
        found = Optional.empty();
        failure = Optional.empty();
        request++;
        checker.cancel();
        pause.stop();
        value.ifPresent(wanted -> {
            pause.setOnFinished(_ -> check(snapshot, wanted));
            pause.playFromStart();
        });
    }

    private void check(Snapshot snapshot, Value value) {
        long mine = request;
        checker.check(snapshot, List.of(value), new Checker.Listener() {
            @Override
            public void checked(List<ThreeWay> known) {
                later(mine, () -> found = Optional.of(known.getLast()));
            }

            @Override
            public void failed(RuntimeException reason) {
                later(mine, () -> failure = Optional.of(reason.toString()));
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
