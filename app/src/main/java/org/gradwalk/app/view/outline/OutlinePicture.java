package org.gradwalk.app.view.outline;

import java.awt.geom.Path2D;
import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.HandSign;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.program.Value;

/**
 * Draws the rows of the outline: a name and two bars each; an outline of a bar where its number is still to come.
 *
 * <p>A painted list and no tree of controls: when the walk opens a node, controls are made and styled anew, which takes
 * longer than a step may.
 *
 * @param snapshot the walk
 * @param signs of what was changed by hand
 * @param gutter its breakpoints
 * @param sizes how long the bars are
 * @param lines the rows
 * @param cursor the row of what ran last, or the nearest above it that is not folded away
 * @param selected the row that the keyboard has chosen
 * @param focused whether the keyboard is here
 * @param first the row that is shown first
 */
record OutlinePicture(
        Snapshot snapshot,
        RowSigns signs,
        Gutter gutter,
        Sizes sizes,
        List<Line> lines,
        Optional<String> cursor,
        Optional<String> selected,
        boolean focused,
        int first) {

    static final double ROW_HEIGHT = 24;

    private static final double INDENT = 9;
    private static final double ARROW = 8;
    private static final double NAME = 12;
    private static final double BAR = 7;
    private static final double SHORTEST = 2;
    private static final double MARK = 3;

    /** Left of the arrows of a depth; the names stand behind them. */
    static double arrow(int depth) {
        return Gutter.END + 1 + depth * INDENT;
    }

    /** The end of the place where a click opens or closes a row. */
    static double arrowEnd(int depth) {
        return arrow(depth) + ARROW + 3;
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        Columns columns = Columns.in(width);
        int end = Math.min(lines.size(), first + (int) (height / ROW_HEIGHT)); // half a row cannot be read
        for (int i = first; i < end; i++) {
            Line line = lines.get(i);
            String address = line.row().address();
            Bounds place = new Bounds(0, (i - first) * ROW_HEIGHT, width, ROW_HEIGHT);
            if (cursor.filter(address::equals).isPresent()) {
                b.fill(place, 0, Ink.of(Ink.Role.ACCENT).withOpacity(0.18));
                b.fill(new Bounds(0, place.y(), MARK, ROW_HEIGHT), 0, Ink.of(Ink.Role.ACCENT));
            }
            if (focused && selected.filter(address::equals).isPresent()) {
                b.frame(new Bounds(0.5, place.y() + 0.5, width - 1, ROW_HEIGHT - 1), 1, Ink.MUTED);
            }
            gutter.draw(b, line, place);
            draw(b, line, place, columns);
            b.target(new Target.Named(address, words(line.row()), place));
        }
        return b.build(width, height, title());
    }

    private void draw(PictureBuilder b, Line line, Bounds place, Columns columns) {
        double middle = place.y() + ROW_HEIGHT / 2;
        if (line.hasChildren()) {
            b.fill(triangle(arrow(line.depth()), middle, line.open()), Ink.MUTED);
        }
        b.text(
                arrowEnd(line.depth()), middle + 4, line.row().name(), Typeface.MONO, NAME,
                line.row().isStep() ? Ink.MUTED : Ink.FOREGROUND);
        drawSigns(b, line, middle, columns);
        bar(b, line.row().value(), columns.forward(), middle, columns.bar(), Ink.Role.ACTIVATION);
        bar(b, line.row().error(), columns.error(), middle, columns.bar(), Ink.Role.ERROR);
    }

    /** Behind the name, or where that is too long before the bars. */
    private void drawSigns(PictureBuilder b, Line line, double middle, Columns columns) {
        List<HandSign> shown = signs.of(line.row().address());
        double step = HandSign.SIZE + 3;
        double behind = arrowEnd(line.depth()) + Typeface.MONO.width(line.row().name(), NAME) + 5;
        double x = Math.min(behind, columns.forward() - 2 - shown.size() * step);
        for (HandSign sign : shown) {
            sign.draw(b, x, middle - HandSign.SIZE / 2, Ink.FOREGROUND);
            x += step;
        }
    }

    private static Path2D triangle(double x, double middle, boolean open) {
        Path2D path = new Path2D.Double();
        if (open) {
            path.moveTo(x, middle - 2);
            path.lineTo(x + ARROW, middle - 2);
            path.lineTo(x + ARROW / 2, middle + 3);
        } else {
            path.moveTo(x + 2, middle - ARROW / 2);
            path.lineTo(x + 2, middle + ARROW / 2);
            path.lineTo(x + 7, middle);
        }
        path.closePath();
        return path;
    }

    private void bar(
            PictureBuilder b, Optional<Value> value, double x, double middle, double longest, Ink.Role role) {
        double y = Math.round(middle - BAR / 2);
        value.ifPresent(shown -> {
            if (snapshot.exists(shown)) {
                double length = Math.max(SHORTEST, sizes.share(shown) * longest);
                boolean stops = snapshot.stop().filter(stop -> stop.value().equals(shown)).isPresent();
                b.fill(new Bounds(x, y, length, BAR), 4, Ink.of(stops ? Ink.Role.BREAKPOINT : role));
            } else {
                b.frame(new Bounds(x + 0.5, y + 0.5, longest - 1, BAR - 1), 1, Ink.BORDER);
            }
        });
    }

    /** What a row says in words: its address, and the sizes behind its bars. */
    private String words(Row row) {
        StringBuilder words = new StringBuilder(row.address());
        row.value().ifPresent(value -> words.append('\n').append(size("outline.forward.size", value)));
        row.error().ifPresent(value -> words.append('\n').append(size("outline.error.size", value)));
        return words.append(signs.words(row.address())).append(gutter.words(row)).toString();
    }

    private String size(String key, Value value) {
        return snapshot.exists(value)
                ? Messages.get(key, value.name(), Numbers.shortly(sizes.of(value)))
                : Messages.get("panel.notyet", value.name());
    }

    /** For a screen reader: the row that the keyboard has chosen, else the one at the cursor. */
    private String title() {
        Optional<String> spoken = selected.or(() -> cursor);
        return lines.stream()
                .map(Line::row)
                .filter(row -> spoken.filter(row.address()::equals).isPresent())
                .map(this::words)
                .findFirst()
                .orElseGet(() -> Messages.get("outline.network"));
    }
}
