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

/** Checks the values that a panel shows, once the walk rests. All of it on the JavaFX thread but the checks. */
public final class LiveCheck {

    /** Whoever steps on at once is not slowed down by checks. */
    private static final Duration REST = Duration.millis(120);

    private final Checker checker;
    private final Runnable learned;
    private final PauseTransition pause = new PauseTransition(REST);
    private List<ThreeWay> found = List.of();
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
    }

    /** What is known so far of the values that were asked for last, in their order. */
    public List<ThreeWay> found() {
        return found;
    }

    /** Why they could not be checked: a fault of the program. */
    public Optional<String> failure() {
        return failure;
    }

    /** Asks for values of a walk; what is known of the same ones in this iteration stays. */
    public void ask(Snapshot snapshot, List<Value> values) {
        boolean same = values.equals(asked) && of != null && of.iteration().equals(snapshot.iteration())
                && of.number() == snapshot.number();
        if (same) {
            return;
        }
        of = snapshot;
        asked = List.copyOf(values);
        found = List.of();
        failure = Optional.empty();
        request++;
        checker.cancel();
        pause.stop();
        if (!values.isEmpty()) {
            pause.setOnFinished(_ -> check(snapshot));
            pause.playFromStart();
        }
    }

    private void check(Snapshot snapshot) {
        long mine = request;
        checker.check(snapshot, asked, new Checker.Listener() {
            @Override
            public void checked(List<ThreeWay> known) {
                later(mine, () -> found = known);
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
