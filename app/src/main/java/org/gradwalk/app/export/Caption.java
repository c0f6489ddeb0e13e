package org.gradwalk.app.export;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.Typeface;

/** Lines of text below a picture. */
final class Caption {

    private static final double SIZE = 10;
    private static final double LINE = 13;
    private static final double MARGIN = 4;
    private static final String SEPARATOR = " · ";

    private Caption() {}

    /** A picture with these parts of a sentence below it, as many in a line as have room. */
    static Picture below(Picture picture, List<String> parts) {
        List<String> lines = lines(parts, picture.width() - 2 * MARGIN);
        List<Mark> marks = new ArrayList<>(picture.marks());
        for (int i = 0; i < lines.size(); i++) {
            marks.add(new Mark.Text(
                    MARGIN, picture.height() + (i + 1) * LINE, lines.get(i), Typeface.SANS, SIZE, Ink.MUTED,
                    Mark.Anchor.START));
        }
        double height = lines.isEmpty() ? 0 : lines.size() * LINE + MARGIN;
        return new Picture(
                picture.width(), picture.height() + height, picture.title(), marks, picture.targets(),
                picture.explanations());
    }

    private static List<String> lines(List<String> parts, double width) {
        List<String> lines = new ArrayList<>();
        for (String part : parts) {
            String longer = lines.isEmpty() ? part : lines.getLast() + SEPARATOR + part;
            if (!lines.isEmpty() && Typeface.SANS.width(longer, SIZE) <= width) {
                lines.set(lines.size() - 1, longer);
            } else {
                lines.add(shortened(part, width));
            }
        }
        return lines;
    }

    private static String shortened(String part, double width) {
        String shown = part;
        while (shown.length() > 1 && Typeface.SANS.width(shown, SIZE) > width) {
            shown = shown.substring(0, shown.length() - 2) + "…";
        }
        return shown;
    }
}
