package org.gradwalk.app.view.stage;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.program.Notation;

/**
 * Invariants side by side in rows, as many in each as have room, with a word before the first.
 *
 * @param rows from the top down
 * @param width of the room
 * @param size of the letters of a formula, in points
 */
record InvariantRows(List<List<InvariantText>> rows, double width, double size) {

    private static final double COLUMN_GAP = 28;
    private static final double ROW_GAP = 7;
    private static final double HEAD_GAP = 10;

    /** At most so many rows; what has no room, or is wider than it, is left out. */
    static InvariantRows of(
            List<Invariants.Found> found, Notation notation, double size, double width, int mostRows) {
        double room = width - headWidth(size);
        List<List<InvariantText>> rows = new ArrayList<>();
        for (Invariants.Found each : found) {
            InvariantText text = InvariantText.of(each, notation, size);
            if (text.width() > room) {
                continue;
            }
            if (rows.isEmpty() || width(rows.getLast()) + COLUMN_GAP + text.width() > room) {
                if (rows.size() == mostRows) {
                    break;
                }
                rows.add(new ArrayList<>());
            }
            rows.getLast().add(text);
        }
        return new InvariantRows(List.copyOf(rows), width, size);
    }

    /** None of them, where the numbers need the room. */
    InvariantRows none() {
        return new InvariantRows(List.of(), width, size);
    }

    private static double headWidth(double size) {
        return Typeface.SANS.width(Messages.get("invariant.head"), size * InvariantText.WORDS) + HEAD_GAP;
    }

    private static double width(List<InvariantText> row) {
        return row.stream().mapToDouble(InvariantText::width).sum() + (row.size() - 1) * COLUMN_GAP;
    }

    double height() {
        return rows.stream().mapToDouble(row -> ascent(row) + descent(row) + ROW_GAP).sum();
    }

    private static double ascent(List<InvariantText> row) {
        return row.stream().mapToDouble(InvariantText::ascent).max().orElse(0);
    }

    private static double descent(List<InvariantText> row) {
        return row.stream().mapToDouble(InvariantText::descent).max().orElse(0);
    }

    /** Draws them, with this share of the room that is left over before each row. */
    void draw(PictureBuilder b, double left, double top, double before) {
        double y = top;
        for (List<InvariantText> row : rows) {
            double head = headWidth(size);
            double x = left + (width - head - width(row)) * before;
            double baseline = y + ROW_GAP + ascent(row);
            if (y == top) {
                b.text(
                        x, baseline, Messages.get("invariant.head"), Typeface.SANS, size * InvariantText.WORDS,
                        Ink.MUTED);
            }
            x += head;
            for (InvariantText text : row) {
                text.draw(b, x, baseline);
                x += text.width() + COLUMN_GAP;
            }
            y = baseline + descent(row);
        }
    }
}
