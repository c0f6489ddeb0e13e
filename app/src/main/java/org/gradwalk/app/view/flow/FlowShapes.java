package org.gradwalk.app.view.flow;

import java.awt.geom.Path2D;
import org.gradwalk.app.view.flow.FlowLayout.Part;

/** The outlines of a part of the river, up to where it has been walked. */
final class FlowShapes {

    /** Enough halvings to tell a tenth of a pixel in any window. */
    private static final int HALVINGS = 24;

    private FlowShapes() {}

    /**
     * A band that goes evenly from one width to another.
     *
     * @param middle height of its middle line
     * @param in width at the left end of the part
     * @param out width at the right end of the part
     * @param upTo where it is cut
     */
    static Path2D.Double band(Part part, double middle, double in, double out, double upTo) {
        double share = Math.clamp((upTo - part.left()) / part.width(), 0, 1);
        double right = part.left() + share * part.width();
        double width = in + share * (out - in);
        Path2D.Double shape = new Path2D.Double();
        shape.moveTo(part.left(), middle - in / 2);
        shape.lineTo(right, middle - width / 2);
        shape.lineTo(right, middle + width / 2);
        shape.lineTo(part.left(), middle + in / 2);
        shape.closePath();
        return shape;
    }

    /**
     * An arc that leaves the middle line and comes back to it.
     *
     * @param middle height of the middle line
     * @param rise how far its control points lie from it, negative above
     * @param upTo where it is cut
     */
    static Path2D.Double arc(Part part, double middle, double rise, double upTo) {
        double inset = part.width() * 0.12;
        double[] x = {part.left() + inset, part.left() + 2 * inset, part.right() - 2 * inset, part.right() - inset};
        double[] y = {middle, middle + rise, middle + rise, middle};
        double t = parameter(x, upTo);
        Path2D.Double curve = new Path2D.Double();
        curve.moveTo(x[0], y[0]);
        curve.curveTo(at(x, 1, t), at(y, 1, t), at(x, 2, t), at(y, 2, t), at(x, 3, t), at(y, 3, t));
        return curve;
    }

    /** The parameter at which a curve that runs from left to right reaches a place. */
    private static double parameter(double[] x, double place) {
        if (place <= x[0] || place >= x[3]) {
            return place <= x[0] ? 0 : 1;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (at(x, 3, middle) < place) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** de Casteljau's point of the first {@code degree} + 1 control points: those of the curve cut at t. */
    private static double at(double[] points, int degree, double t) {
        double[] p = points.clone();
        for (int round = degree; round > 0; round--) {
            for (int i = 0; i < round; i++) {
                p[i] += t * (p[i + 1] - p[i]);
            }
        }
        return p[0];
    }
}
