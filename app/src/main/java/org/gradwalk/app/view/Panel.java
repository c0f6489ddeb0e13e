package org.gradwalk.app.view;

import javafx.scene.layout.Region;

/** A part of the window that shows the walk. */
public interface Panel {

    /** What stands in the window. */
    Region region();

    /** Adds what is chosen in it and comes back with a session. */
    default void remember(Choices choices) {}

    /** Shows a state. Called on the JavaFX thread; must return at once. */
    void show(ViewState state);

    /**
     * Lets go of what it shows, since it is hidden: the numbers of an iteration are megabytes. It is shown a state again
     * before it is seen.
     */
    default void letGo() {}
}
