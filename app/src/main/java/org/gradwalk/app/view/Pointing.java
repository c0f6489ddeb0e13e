package org.gradwalk.app.view;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.gradwalk.app.chart.Target;

/** What lies under the pointer, for all pictures of a window. Changes on the JavaFX thread, far more often than the walk. */
public final class Pointing {

    private final ReadOnlyObjectWrapper<Highlight> highlight = new ReadOnlyObjectWrapper<>(Highlight.NONE);
    private Optional<Target.Cells> cells = Optional.empty();
    private Optional<Spot> spot = Optional.empty();

    /** The heat map under the pointer, the numbers of which can be copied. */
    public Optional<Target.Cells> cells() {
        return cells;
    }

    /** What lies under the pointer of a value, to be changed by hand. */
    public Optional<Spot> spot() {
        return spot;
    }

    /** The pointer lies on another heat map now, or on none; at a place in its picture. */
    void over(Optional<Target.Cells> other, double x, double y) {
        cells = other;
        spot = other.map(now -> Spot.of(now, x, y));
    }

    /** The pointer has left a picture. */
    void overNothing() {
        cells = Optional.empty();
        spot = Optional.empty();
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
