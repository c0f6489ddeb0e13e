package org.gradwalk.app.export;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;

/** Lines of text as a picture, to stand below another. */
final class Caption {

    private static final double ABOVE = 0.25;
    private static final double LINE = 1.25;
    private static final double DESCENT = 0.3;
    private static final String SEPARATOR = " · ";

    private Caption() {}

    /**
     * The parts of a sentence, as many in a line as have room; one that is wider goes on in the next line.
     *
     * @param width in points of the picture
     * @param size of the letters, in the same points
     * @param below how much room there is below the lines, as a multiple of the size
     */
    static Picture of(List<String> parts, double width, double size, double below) {
        PictureBuilder b = new PictureBuilder();
        List<String> lines = lines(parts, width, size);
        for (int i = 0; i < lines.size(); i++) {
            double y = (ABOVE + (i + 1) * LINE - DESCENT) * size;
            b.text(0, y, lines.get(i), Typeface.SANS, size, Ink.MUTED);
        }
        return b.build(width, (ABOVE + lines.size() * LINE + below) * size, "");
    }

    private static List<String> lines(List<String> parts, double width, double size) {
        List<String> lines = new ArrayList<>();
        for (String part : parts) {
            add(lines, part, width, size);
        }
        return lines;
    }

    /** To the last line, if it has room there; else from the next line on, broken between words or within one. */
    private static void add(List<String> lines, String text, double width, double size) {
        String longer = lines.isEmpty() ? text : lines.getLast() + SEPARATOR + text;
        if (!lines.isEmpty() && fits(longer, width, size)) {
            lines.set(lines.size() - 1, longer);
            return;
        }
        String rest = text;
        while (!fits(rest, width, size)) {
            int end = rest.length() - 1;
            while (end > 1 && !fits(rest.substring(0, end), width, size)) {
                end--;
            }
            int space = rest.lastIndexOf(' ', end);
            int cut = space > 0 ? space : Math.max(1, end);
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).strip();
        }
        if (!rest.isEmpty()) {
            lines.add(rest);
        }
    }

    private static boolean fits(String text, double width, double size) {
        return text.length() <= 1 || Typeface.SANS.width(text, size) <= width;
    }
}
