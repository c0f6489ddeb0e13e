package org.gradwalk.app.export;

import java.util.List;
import java.util.stream.Stream;
import org.gradwalk.app.chart.ChartTheme;

/**
 * The room for a picture on a page.
 *
 * @param width in points, 72 to an inch
 * @param font size of the letters of usual text, in points
 */
public record Paper(double width, double font) {

    /** Of usual text in pictures, in their own points. */
    public static final double USUAL_FONT = 11;
    public static final double POINTS_PER_MILLIMETRE = 72 / 25.4;

    private static final double LEAST_WIDTH = 72;
    private static final double MOST_WIDTH = 4000;
    private static final double LEAST_FONT = 2;
    private static final double MOST_FONT = 72;

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if the width is not between 1 and 55 inches, or the font not between 2 and 72 points
     */
    public Paper {
        if (!(width >= LEAST_WIDTH && width <= MOST_WIDTH)) {
            throw new IllegalArgumentException("A picture is between 72 and 4000 points wide, not " + width);
        }
        if (!(font >= LEAST_FONT && font <= MOST_FONT)) {
            throw new IllegalArgumentException("Letters are between 2 and 72 points high, not " + font);
        }
    }

    /** So wide in millimetres, with letters so high in points. */
    public static Paper ofMillimetres(double width, double font) {
        return new Paper(width * POINTS_PER_MILLIMETRE, font);
    }

    /**
     * Plates below each other, and a caption, drawn for this room. Where a plate needs more of it than there is, letters
     * are smaller.
     */
    public Sheet sheet(List<Plate> plates, List<String> caption, ChartTheme theme) {
        double least = plates.stream().mapToDouble(Plate::leastWidth).max().orElse(0) + 2 * Sheet.MARGIN;
        double zoom = Math.min(font / USUAL_FONT, width / least);
        double room = width / zoom - 2 * Sheet.MARGIN;
        return new Sheet(
                Stream.concat(
                        plates.stream().map(plate -> plate.drawing().apply(room)),
                        Stream.of(Caption.of(caption, room)))
                        .toList(),
                theme, zoom);
    }
}
