package org.gradwalk.app.view.compare;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Scale;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Diagnostics;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;

/** Draws two values in the same colours, their difference in its own, and how large all of them are. */
final class ComparePicture {

    private static final double GAP = 18;
    private static final double MARGIN = 14;
    private static final double LINE = 17;
    private static final double SIZE = 11.5;
    private static final double TITLE = 22;
    private static final double SIZES = 170;
    /** From this width over height on all stands in a row. */
    private static final double ROW_ASPECT = 1.8;

    /**
     * One of the two.
     *
     * @param state the moment
     * @param value in it
     * @param title which moment it is
     */
    record Side(ViewState state, Value value, String title) {

        /** Of the selected sequence and head; none where it is not there yet. */
        Optional<Matrix> numbers() {
            return Figures.shown(state, value);
        }

        HeatMap map(Matrix numbers) {
            return Figures.heatMap(state, value, numbers, value.name(), Ink.of(value.kind()));
        }
    }

    private final Side left;
    private final Side right;

    ComparePicture(Side left, Side right) {
        this.left = left;
        this.right = right;
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        String title = Messages.get("compare.title", left.value.name(), right.value.name());
        for (Side side : List.of(left, right)) {
            if (side.numbers().isEmpty()) {
                b.message(
                        new Bounds(0, 0, width, height),
                        Messages.get("compare.awaited", side.value.name(), side.title), Ink.MUTED);
                return b.build(width, height, title);
            }
        }
        Matrix a = left.numbers().orElseThrow();
        Matrix c = right.numbers().orElseThrow();
        Scale scale = shared(left.map(a).scale(), right.map(c).scale());
        Rooms rooms = Rooms.of(width, height);
        drawMap(b, left.title, left.map(a).withScale(scale), rooms.left);
        drawMap(b, right.title, right.map(c).withScale(scale), rooms.right);
        if (a.rows() == c.rows() && a.columns() == c.columns()) {
            Matrix difference = difference(a, c);
            HeatMap map = right.map(difference).withScale(Scale.symmetric(Entries.largestFinite(difference)));
            drawMap(b, Messages.get("compare.difference"), map, rooms.difference);
            drawSizes(b, rooms.sizes, a, c, Optional.of(difference));
        } else {
            b.message(rooms.difference, Messages.get(
                    "compare.shapes", a.rows(), a.columns(), c.rows(), c.columns()), Ink.MUTED);
            drawSizes(b, rooms.sizes, a, c, Optional.empty());
        }
        return b.build(width, height, title);
    }

    /** Where all stands: in a row, or where that is too high for it, in two. */
    private record Rooms(Bounds left, Bounds right, Bounds difference, Bounds sizes) {

        static Rooms of(double width, double height) {
            double within = width - 2 * MARGIN;
            if (width > ROW_ASPECT * height) {
                double third = (within - SIZES - 3 * GAP) / 3;
                double step = third + GAP;
                return new Rooms(
                        new Bounds(MARGIN, 0, third, height), new Bounds(MARGIN + step, 0, third, height),
                        new Bounds(MARGIN + 2 * step, 0, third, height),
                        new Bounds(MARGIN + 3 * step, 0, SIZES, height));
            }
            double half = (within - GAP) / 2;
            double above = (height - GAP) / 2;
            double right = MARGIN + half + GAP;
            return new Rooms(
                    new Bounds(MARGIN, 0, half, above), new Bounds(right, 0, half, above),
                    new Bounds(MARGIN, above + GAP, half, above),
                    new Bounds(right, above + GAP + TITLE, half, above - TITLE));
        }
    }

    /** Where both are the same, be it infinite, there is no difference. */
    private static Matrix difference(Matrix a, Matrix c) {
        Matrix difference = Matrix.zeros(a.rows(), a.columns());
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                double before = a.get(i, j);
                double after = c.get(i, j);
                difference.set(i, j, before == after ? 0 : after - before);
            }
        }
        return difference;
    }

    private static void drawMap(PictureBuilder b, String title, HeatMap map, Bounds room) {
        b.text(room.x(), room.y() + 14, title, Typeface.SANS, SIZE, Ink.FOREGROUND);
        map.draw(b, new Bounds(room.x(), room.y() + TITLE, room.width(), room.height() - TITLE));
    }

    /** Colours in which equal numbers look equal. */
    private static Scale shared(Scale one, Scale other) {
        return one.high() - one.low() >= other.high() - other.low() ? one : other;
    }

    private static void drawSizes(
            PictureBuilder b, Bounds room, Matrix a, Matrix c, Optional<Matrix> difference) {
        double y = room.y() + 6;
        y = drawSize(b, room, y, "compare.norm.left", norm(a));
        y = drawSize(b, room, y, "compare.norm.right", norm(c));
        if (difference.isPresent()) {
            Matrix d = difference.get();
            y = drawSize(b, room, y, "compare.norm.difference", norm(d));
            y = drawSize(b, room, y, "compare.relative", norm(d) / norm(a));
            y = drawSize(b, room, y, "compare.largest", Entries.largest(d));
            drawSize(b, room, y, "compare.cosine", Diagnostics.cosine(a, c));
        }
    }

    private static double norm(Matrix matrix) {
        return Math.sqrt(Entries.sumOfSquares(matrix));
    }

    private static double drawSize(PictureBuilder b, Bounds room, double y, String key, double number) {
        b.text(room.x(), y + LINE - 5, Messages.get(key), Typeface.SANS, SIZE, Ink.MUTED);
        b.text(
                room.right(), y + LINE - 5, Double.isNaN(number) ? "–" : Numbers.shortly(number), Typeface.MONO, SIZE,
                Ink.FOREGROUND, Mark.Anchor.END);
        b.target(new Target.Named(
                Messages.get(key), Messages.get(key + ".words"), new Bounds(room.x(), y, room.width(), LINE)));
        return y + LINE;
    }
}
