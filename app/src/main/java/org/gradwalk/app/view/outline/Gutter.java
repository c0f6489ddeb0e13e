package org.gradwalk.app.view.outline;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.view.BreakpointList;
import org.gradwalk.app.view.BreakpointWords;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Program;

/**
 * The breakpoints left of the rows, in a column for the way forward and one for the way back. A dot stops always, a diamond
 * under a condition or from some hit on, a ring not now; a pale dot is for what is folded away below its row.
 *
 * @param program that is walked
 * @param breakpoints in it
 */
record Gutter(Program program, BreakpointList breakpoints) {

    /** The middle of the column of the way forward. */
    static final double FORWARD = 10;
    /** The middle of the column of the way back. */
    static final double BACKWARD = 21;
    /** Where the rows begin. */
    static final double END = 27;

    private static final double BETWEEN = (FORWARD + BACKWARD) / 2;
    private static final double RADIUS = 4;
    private static final double DIAMOND = 5;
    private static final double LINE = 1.5;
    private static final double PALE = 0.45;

    /** The node whose breakpoint a click would toggle; none where the row has none in that column, or beside the gutter. */
    static Optional<Node> nodeAt(Row row, double x) {
        if (x >= END) {
            return Optional.empty();
        }
        return x < BETWEEN ? row.forward() : row.backward();
    }

    /** The middle of the column at a place in the gutter. */
    static double column(double x) {
        return x < BETWEEN ? FORWARD : BACKWARD;
    }

    void draw(PictureBuilder b, Line line, Bounds place) {
        double y = place.y() + place.height() / 2;
        line.row().forward().ifPresent(node -> draw(b, node, line.open(), FORWARD, y));
        line.row().backward().ifPresent(node -> draw(b, node, line.open(), BACKWARD, y));
    }

    private void draw(PictureBuilder b, Node node, boolean open, double x, double y) {
        List<BreakpointList.Item> own = breakpoints.at(node.address());
        Ink ink = Ink.of(Ink.Role.BREAKPOINT);
        if (own.isEmpty()) {
            if (!open && hasInside(node)) {
                b.fill(dot(x, y, RADIUS), ink.withOpacity(PALE));
            }
            return;
        }
        Optional<BreakpointList.Item> heeded = own.stream().filter(item -> item.breakpoint().enabled()).findFirst();
        if (heeded.isEmpty()) {
            b.line(dot(x, y, RADIUS - LINE / 2), LINE, ink);
        } else {
            b.fill(heeded.get().isConditional() ? diamond(x, y) : dot(x, y, RADIUS), ink);
        }
    }

    private boolean hasInside(Node node) {
        return breakpoints.items().stream()
                .flatMap(item -> program.node(item.breakpoint().address()).stream())
                .anyMatch(inner -> inner.level() > node.level() && node.covers(inner.first()));
    }

    private static Shape dot(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private static Shape diamond(double x, double y) {
        Path2D path = new Path2D.Double();
        path.moveTo(x, y - DIAMOND);
        path.lineTo(x + DIAMOND, y);
        path.lineTo(x, y + DIAMOND);
        path.lineTo(x - DIAMOND, y);
        path.closePath();
        return path;
    }

    /** What a click in the gutter does, or what stands there. */
    String words(Node node) {
        List<BreakpointList.Item> own = breakpoints.at(node.address());
        return own.isEmpty()
                ? Messages.get("outline.break.set", node.row(), BreakpointWords.phase(node.address()))
                : Messages.get("outline.break.remove", node.row(), own(own, node));
    }

    private static String own(List<BreakpointList.Item> own, Node node) {
        return Messages.get(
                "outline.break.here", BreakpointWords.phase(node.address()), String.join(
                        "\n", own.stream().map(BreakpointWords::of).toList()));
    }

    /** The breakpoints of a row in words, a line each; empty where it has none. */
    String words(Row row) {
        StringBuilder words = new StringBuilder();
        for (Optional<Node> side : List.of(row.forward(), row.backward())) {
            side.ifPresent(node -> {
                List<BreakpointList.Item> own = breakpoints.at(node.address());
                if (!own.isEmpty()) {
                    words.append('\n').append(own(own, node));
                }
            });
        }
        return words.toString();
    }
}
