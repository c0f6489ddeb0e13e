package org.gradwalk.app.view.stage;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.model.program.Notation;

/**
 * Invariants side by side in rows, as many in each as have room.
 *
 * @param rows from the top down
 * @param width of the room
 */
record InvariantRows(List<List<InvariantText>> rows, double width) {

    private static final double COLUMN_GAP = 28;
    private static final double ROW_GAP = 7;

    /** At most so many rows; what has no room, or is wider than it, is left out. */
    static InvariantRows of(
            List<Invariants.Found> found, Notation notation, double size, double width, int mostRows) {
        List<List<InvariantText>> rows = new ArrayList<>();
        for (Invariants.Found each : found) {
            InvariantText text = InvariantText.of(each, notation, size);
            if (text.width() > width) {
                continue;
            }
            if (rows.isEmpty() || width(rows.getLast()) + COLUMN_GAP + text.width() > width) {
                if (rows.size() == mostRows) {
                    break;
                }
                rows.add(new ArrayList<>());
            }
            rows.getLast().add(text);
        }
        return new InvariantRows(List.copyOf(rows), width);
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
            double x = left + (width - width(row)) * before;
            double baseline = y + ROW_GAP + ascent(row);
            for (InvariantText text : row) {
                text.draw(b, x, baseline);
                x += text.width() + COLUMN_GAP;
            }
            y = baseline + descent(row);
        }
    }
}
