package org.gradwalk.app.view.transport;

import java.util.function.BooleanSupplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.util.Duration;

/** Takes one step after the other, at a speed; it leaves a step out where the one before is not shown yet. */
public final class Player {

    /** Steps per second. */
    public static final double SLOWEST = 0.5;

    public static final double USUAL = 4;
    public static final double FASTEST = 32;

    private final Timeline clock;
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final BooleanSupplier ready;
    private final Runnable step;

    /**
     * A player that pauses.
     *
     * @param ready whether all that was asked for is shown
     * @param step asks for the next step
     */
    public Player(BooleanSupplier ready, Runnable step) {
        this.ready = ready;
        this.step = step;
        clock = new Timeline(new KeyFrame(Duration.seconds(1), _ -> stepOnceReady()));
        clock.setRate(USUAL);
        clock.setCycleCount(Animation.INDEFINITE);
    }

    private void stepOnceReady() {
        if (ready.getAsBoolean()) {
            step.run();
        }
    }

    /** Plays, the first step at once, or pauses. */
    public void toggle() {
        if (playing.get()) {
            pause();
        } else {
            playing.set(true);
            stepOnceReady();
            clock.playFromStart();
        }
    }

    public void pause() {
        clock.stop();
        playing.set(false);
    }

    public ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    /** Changes the speed, also while it plays. */
    void setStepsPerSecond(double speed) {
        clock.setRate(speed);
    }
}
