package org.gradwalk.app.export;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Picture;

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
     * Plates below each other, drawn for this room. Where one needs more of it than there is, letters of pictures are
     * smaller, but not those of captions. One plate has one caption; of several each has its own, and what holds for all
     * stands once below them.
     *
     * @param common what the caption says of all of them
     * @param resolution how many cells of a heat map there is room for on a point of the paper, each way
     */
    public Sheet sheet(List<Plate> plates, List<String> common, ChartTheme theme, double resolution) {
        double least = plates.stream().mapToDouble(Plate::leastWidth).max().orElse(0) + 2 * Sheet.MARGIN;
        double zoom = Math.min(font / USUAL_FONT, width / least);
        double room = width / zoom - 2 * Sheet.MARGIN;
        List<Picture> pictures = new ArrayList<>();
        for (Plate plate : plates) {
            pictures.add(plate.drawing().draw(room, resolution * zoom));
            if (plates.size() > 1) {
                pictures.add(Caption.of(plate.caption(), room, font / zoom, 1));
            }
        }
        List<String> last = new ArrayList<>(common);
        if (plates.size() == 1) {
            // what holds for all has the number of the iteration already
            plates.getFirst().caption().stream().filter(each -> !each.equals(PlateName.ITERATION)).forEach(last::add);
        }
        pictures.add(Caption.of(last, room, font / zoom, 0));
        return new Sheet(pictures, theme, zoom);
    }
}
