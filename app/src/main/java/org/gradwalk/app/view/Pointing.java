package org.gradwalk.app.view;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.gradwalk.app.chart.Target;

/** What lies under the pointer, for all pictures of a window. Changes on the JavaFX thread, far more often than the walk. */
public final class Pointing {

    private final ReadOnlyObjectWrapper<Highlight> highlight = new ReadOnlyObjectWrapper<>(Highlight.NONE);
    private Optional<Target.Cells> cells = Optional.empty();

    /** The heat map under the pointer, the numbers of which can be copied. */
    public Optional<Target.Cells> cells() {
        return cells;
    }

    /** The pointer lies on another heat map now, or on none. */
    void over(Optional<Target.Cells> other) {
        cells = other;
    }

    /** What lies under the pointer. */
    public ReadOnlyObjectProperty<Highlight> highlightProperty() {
        return highlight.getReadOnlyProperty();
    }

    /** The pointer lies on something else now. */
    public void to(Highlight other) {
        highlight.set(other);
    }
}
