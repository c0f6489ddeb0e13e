package org.gradwalk.app.chart;

import java.awt.Shape;
import java.util.Optional;

/** One thing that is drawn in a picture. Places and sizes are in points from the upper left corner. */
public sealed interface Mark {

    /** Where it ends below. */
    default double bottom() {
        return switch (this) {
            case Box(Bounds bounds, _, _, _, double line) -> bounds.bottom() + line / 2;
            case Path(Shape shape, _, _, double line) -> shape.getBounds2D().getMaxY() + line / 2;
            case Text(_, double y, _, _, double size, _, _) -> y + DESCENT * size;
            case Cells(Bounds bounds, _, _, _) -> bounds.bottom();
            case Hatch(Shape shape, _) -> shape.getBounds2D().getMaxY();
            case Ramp(Bounds bounds, _) -> bounds.bottom();
            case Plotted(Bounds bounds, _) -> bounds.bottom();
            case Formula(_, double y, TypesetFormula formula, _) -> y + formula.height();
        };
    }

    /** Of a letter's size, what may hang below the base line. */
    double DESCENT = 0.3;

    /** A rectangle, perhaps with round corners. */
    record Box(Bounds bounds, double radius, Optional<Ink> fill, Optional<Ink> line,
            double lineWidth) implements Mark {}

    /** Any outline. */
    record Path(Shape shape, Optional<Ink> fill, Optional<Ink> line, double lineWidth) implements Mark {}

    /** A line of text; x is where the anchor lies, y the base line. */
    record Text(double x, double y, String text, Typeface face, double size, Ink ink, Anchor anchor) implements Mark {

        /** Where it begins. */
        public double left() {
            return switch (anchor) {
                case START -> x;
                case MIDDLE -> x - face.width(text, size) / 2;
                case END -> x - face.width(text, size);
            };
        }
    }

    /** Which part of a text lies at its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A table of numbers as coloured cells, perhaps with the numbers in them; a cell without one (NaN) stays free. */
    record Cells(Bounds bounds, Grid grid, Scale scale, boolean printed) implements Mark {}

    /** Slanted lines over an area where there is nothing to be seen. */
    record Hatch(Shape shape, Ink ink) implements Mark {}

    /** The colours of a scale from left to right. */
    record Ramp(Bounds bounds, Scale scale) implements Mark {}

    /** Something with axes. */
    record Plotted(Bounds bounds, Plot plot) implements Mark {}

    /** A formula; x and y are its upper left corner. */
    record Formula(double x, double y, TypesetFormula formula, Ink ink) implements Mark {}
}
