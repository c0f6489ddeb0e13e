package org.gradwalk.app.view.outline;

import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** A size as a bar; an outline where it will come. */
final class Bar extends Region {

    private final Region fill = new Region();
    private final Tooltip tooltip = new Tooltip();
    private double share;

    /** An empty bar; the style gives its fill a colour. */
    Bar(String style) {
        getStyleClass().add("bar-track");
        fill.getStyleClass().add(style);
        fill.setManaged(false);
        getChildren().add(fill);
        Tooltip.install(this, tooltip);
    }

    /** Shows a size as a share of the longest bar. */
    void fill(double newShare, String words) {
        share = newShare;
        fill.setVisible(true);
        tell(false, words);
    }

    /** Shows that the size is to come. */
    void empty(String words) {
        fill.setVisible(false);
        tell(true, words);
    }

    private void tell(boolean outlined, String words) {
        setVisible(true);
        pseudoClassStateChanged(OutlinePanel.OUTLINED, outlined);
        tooltip.setText(words);
        setAccessibleText(words);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        fill.resizeRelocate(0, 0, Math.max(2, share * getWidth()), getHeight());
    }
}
