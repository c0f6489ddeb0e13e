package org.gradwalk.app.view;

import javafx.scene.control.TableCell;
import org.gradwalk.app.chart.Numbers;
import org.jspecify.annotations.Nullable;

/** A number in a table; a dash where there is none (NaN). */
public final class NumberCell<S> extends TableCell<S, Number> {

    public NumberCell() {
        getStyleClass().add("number-cell");
    }

    @Override
    protected void updateItem(@Nullable Number number, boolean empty) {
        super.updateItem(number, empty);
        if (number == null || empty) {
            setText(null);
        } else {
            setText(Double.isNaN(number.doubleValue()) ? "–" : Numbers.shortly(number.doubleValue()));
        }
    }
}
