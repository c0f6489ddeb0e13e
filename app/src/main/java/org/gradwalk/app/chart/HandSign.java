package org.gradwalk.app.chart;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** Signs of what a person has done by hand, told apart by their shapes: a pencil where numbers were changed, a flake where a parameter is frozen. */
public enum HandSign {
    CHANGED {
        @Override
        public void draw(PictureBuilder b, double x, double y, Ink ink) {
            b.fill(placed(PENCIL, x, y), ink);
            b.line(placed(new Line2D.Double(1, 9.5, 9, 9.5), x, y), 1, ink);
        }
    },
    FROZEN {
        @Override
        public void draw(PictureBuilder b, double x, double y, Ink ink) {
            b.line(placed(FLAKE, x, y), 1.3, ink);
        }
    };

    /** Height and width. */
    public static final double SIZE = 10;

    private static final Shape PENCIL = pencil();
    private static final Shape FLAKE = flake();

    /** Draws it, with its upper left corner at a place. */
    public abstract void draw(PictureBuilder b, double x, double y, Ink ink);

    private static Shape placed(Shape shape, double x, double y) {
        return AffineTransform.getTranslateInstance(x, y).createTransformedShape(shape);
    }

    private static Shape pencil() {
        Path2D path = new Path2D.Double();
        path.moveTo(1, 8);
        path.lineTo(1.8, 5.2);
        path.lineTo(6.8, 0.2);
        path.lineTo(9, 2.4);
        path.lineTo(4, 7.4);
        path.closePath();
        return path;
    }

    private static Shape flake() {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < 3; i++) {
            double x = Math.sin(i * Math.PI / 3) * SIZE / 2;
            double y = Math.cos(i * Math.PI / 3) * SIZE / 2;
            path.moveTo(SIZE / 2 - x, SIZE / 2 - y);
            path.lineTo(SIZE / 2 + x, SIZE / 2 + y);
        }
        return path;
    }
}
