package org.gradwalk.app.view;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What lies under the pointer, for all pictures of a window. Changes on the JavaFX thread, far more often than the walk. */
public final class Pointing {

    private final ReadOnlyObjectWrapper<Highlight> highlight = new ReadOnlyObjectWrapper<>(Highlight.NONE);

    /** What lies under the pointer. */
    public ReadOnlyObjectProperty<Highlight> highlightProperty() {
        return highlight.getReadOnlyProperty();
    }

    /** The pointer lies on something else now. */
    public void to(Highlight other) {
        highlight.set(other);
    }
}
