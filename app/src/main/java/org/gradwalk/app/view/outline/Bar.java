package org.gradwalk.app.view.outline;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.shape.Rectangle;

/** A size as a bar; an outline where it will come. Two plain shapes: rows come and go often, and shapes cost little. */
final class Bar {

    private static final double HEIGHT = 7;
    private static final double SHORTEST = 2;

    private final Rectangle track = shape("bar-track");
    private final Rectangle fill;
    private final Tooltip tooltip = new Tooltip();
    private double share;

    /** An empty bar; the style gives its fill a colour. */
    Bar(String style) {
        fill = shape(style);
        fill.setMouseTransparent(true);
        Tooltip.install(track, tooltip);
    }

    private static Rectangle shape(String style) {
        Rectangle shape = new Rectangle(0, HEIGHT);
        shape.getStyleClass().add(style);
        shape.setManaged(false);
        shape.setVisible(false);
        return shape;
    }

    List<Node> nodes() {
        return List.of(track, fill);
    }

    void place(double x, double y, double width) {
        track.setX(x);
        track.setY(y);
        track.setWidth(width);
        fill.setX(x);
        fill.setY(y);
        fill.setWidth(Math.max(SHORTEST, share * width));
    }

    /** Shows a size as a share of the longest bar. */
    void fill(double newShare, String words) {
        share = newShare;
        fill.setWidth(Math.max(SHORTEST, share * track.getWidth()));
        show(true, words);
    }

    /** Shows that the size is to come. */
    void empty(String words) {
        show(false, words);
    }

    /** There is no size here, and never will be. */
    void hide() {
        track.setVisible(false);
        fill.setVisible(false);
        tooltip.setText("");
    }

    private void show(boolean filled, String words) {
        track.setVisible(true);
        track.setOpacity(filled ? 0 : 1); // still there for the pointer
        fill.setVisible(filled);
        tooltip.setText(words);
    }

    String words() {
        return tooltip.getText();
    }

    static double height() {
        return HEIGHT;
    }
}
