package org.gradwalk.app.export;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;

/** Lines of text as a picture, to stand below another. */
final class Caption {

    private static final double SIZE = 10;
    private static final double LINE = 13;
    private static final String SEPARATOR = " · ";

    private Caption() {}

    /** The parts of a sentence, as many in a line as have room. */
    static Picture of(List<String> parts, double width) {
        PictureBuilder b = new PictureBuilder();
        List<String> lines = lines(parts, width);
        for (int i = 0; i < lines.size(); i++) {
            b.text(0, (i + 1) * LINE - 3, lines.get(i), Typeface.SANS, SIZE, Ink.MUTED);
        }
        return b.build(width, lines.size() * LINE, "");
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
