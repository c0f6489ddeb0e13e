package org.gradwalk.app.chart;

import java.awt.geom.Rectangle2D;

/** A rectangle in points. */
public record Bounds(double x, double y, double width, double height) {

    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    /** Whether a point lies in it. */
    public boolean contains(double px, double py) {
        return px >= x && px < right() && py >= y && py < bottom();
    }

    /** As the shape that Java2D draws. */
    public Rectangle2D shape() {
        return new Rectangle2D.Double(x, y, width, height);
    }

    /** Without so much of its upper end. */
    public Bounds withoutTop(double less) {
        return new Bounds(x, y + less, width, height - less);
    }

    /** Without so much of its lower end. */
    public Bounds withoutBottom(double less) {
        return new Bounds(x, y, width, height - less);
    }
}
