package org.gradwalk.app;

import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.util.Duration;

/** Counts what was asked of the walk and is not answered yet. */
final class Unanswered {

    /** Two frames at 60 Hz: what is answered by then needs no sign that it takes time. */
    private static final Duration PATIENCE = Duration.millis(32);

    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private final ReadOnlyBooleanWrapper late = new ReadOnlyBooleanWrapper();
    private int count;

    Unanswered() {
        patience.setOnFinished(_ -> late.set(count > 0));
    }

    void asked() {
        if (count++ == 0) {
            patience.playFromStart();
        }
    }

    void answered() {
        if (--count == 0) {
            patience.stop();
            late.set(false);
        }
    }

    boolean isNone() {
        return count == 0;
    }

    /** Whether something has been waited for longer than the eye forgives. */
    ReadOnlyBooleanProperty lateProperty() {
        return late.getReadOnlyProperty();
    }
}
