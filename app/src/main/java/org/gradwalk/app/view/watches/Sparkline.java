package org.gradwalk.app.view.watches;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.view.Messages;

/**
 * How a watch went through the steps and iterations of a run: a line from point to point, each at the same distance, its
 * largest and smallest number at the right, and a dot at the present moment.
 *
 * @param name of the watch
 * @param points in the order of the run
 * @param number present iteration
 * @param operations how many have run in it
 */
record Sparkline(String name, List<Point> points, long number, int operations) {

    static final double HEIGHT = 30;

    private static final double NUMBERS = 66;
    private static final double MARGIN = 4;
    private static final double DOT = 3;
    private static final double SIZE = 10;

    /** A number of the watch, and when it was measured. */
    record Point(long iteration, int operations, double number) {}

    Sparkline {
        points = List.copyOf(points);
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        double[] finite = points.stream().mapToDouble(Point::number).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return b.build(width, height, name);
        }
        double least = Arrays.stream(finite).min().orElseThrow();
        double most = Arrays.stream(finite).max().orElseThrow();
        double right = width - NUMBERS;
        double step = (right - 2 * MARGIN) / Math.max(1, points.size() - 1);
        Path2D line = new Path2D.Double();
        boolean joined = false;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double x = MARGIN + i * step;
            double y = y(point.number, least, most, height);
            b.target(new Target.Named(name, words(point), new Bounds(x - step / 2, 0, Math.max(step, 1), height)));
            if (!Double.isFinite(point.number)) {
                joined = false;
                continue;
            }
            if (joined) {
                line.lineTo(x, y);
            } else {
                line.moveTo(x, y);
                joined = true;
            }
            if (point.iteration == number && point.operations == operations) {
                b.line(new Line2D.Double(x, 0, x, height), 1, Ink.BORDER);
                b.fill(new Ellipse2D.Double(x - DOT, y - DOT, 2 * DOT, 2 * DOT), Ink.of(Ink.Role.ACCENT));
            }
        }
        b.line(line, 1.25, Ink.of(Ink.Role.GRADIENT));
        text(b, width, SIZE, Messages.get("watch.most", Numbers.shortly(most)));
        text(b, width, height - MARGIN, Messages.get("watch.least", Numbers.shortly(least)));
        return b.build(width, height, title(least, most));
    }

    private static void text(PictureBuilder b, double width, double y, String words) {
        b.text(width - 2, y, words, Typeface.MONO, SIZE, Ink.MUTED, Mark.Anchor.END);
    }

    private static double y(double number, double least, double most, double height) {
        double share = most > least ? (number - least) / (most - least) : 0.5;
        return height - MARGIN - share * (height - 2 * MARGIN);
    }

    private static String words(Point point) {
        return Messages.get(
                "watch.point", Long.toString(point.iteration), Integer.toString(point.operations),
                Numbers.shortly(point.number));
    }

    private String title(double least, double most) {
        return Messages.get(
                "watch.spoken", name, Numbers.shortly(points.getLast().number), Numbers.shortly(least),
                Numbers.shortly(most));
    }
}
