package org.gradwalk.app.view;

import javafx.scene.layout.Region;

/** A part of the window that shows the walk. */
public interface Panel {

    /** What stands in the window. */
    Region region();

    /** Shows a state. Called on the JavaFX thread; must return at once. */
    void show(ViewState state);
}
