package org.gradwalk.app.view.attention;

import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.PlaceLabels;

/**
 * Where the heads of a layer stand: in a grid in the middle, as large as the room allows, with the selected token's bars
 * below. It depends on the room and the number of heads alone, so that nothing moves when something else is looked at.
 *
 * @param columns of the grid
 * @param left edge of the grid, row labels included
 * @param side of a head's cells
 * @param bars height of each of two rows of bars with their title; 0 where there is no room for them
 * @param legend where the legend starts
 */
record AttentionLayout(int columns, double left, double side, double bars, double legend) {

    /** The line that says what is shown. */
    static final double CAPTION = 18;
    /** The line above each head. */
    static final double HEAD = 18;

    static final double LEGEND = 26;

    private static final double GAP = 10;
    /** Room for the frame of the selected head. */
    private static final double EDGE = 3;
    private static final double LEAST_BARS = 64;
    private static final double MOST_BARS = 130;
    /** Heads are not made smaller than this for the sake of the bars. */
    private static final double LEAST_SIDE = 110;
    private static final double MOST_SIDE = 240;

    static AttentionLayout of(int heads, double width, double height) {
        int columns = (int) Math.ceil(Math.sqrt(heads));
        int rows = Math.ceilDiv(heads, columns);
        double byWidth = (width - 2 * EDGE - (columns - 1) * GAP) / columns - PlaceLabels.LEFT;
        double most = Math.min(byWidth, side(rows, height));
        double besideBars = side(rows, height - 2 * LEAST_BARS);
        boolean hasBars = besideBars >= Math.min(most, LEAST_SIDE);
        double side = Math.max(1, hasBars ? Math.min(byWidth, besideBars) : most);
        double legend = CAPTION + rows * (HEAD + side + PlaceLabels.BELOW) + 4;
        double used = columns * (PlaceLabels.LEFT + side) + (columns - 1) * GAP;
        double bars = hasBars ? Math.min(MOST_BARS, (height - legend - LEGEND) / 2) : 0;
        return new AttentionLayout(columns, Math.max(0, (width - used) / 2), side, bars, legend);
    }

    /** Heads side by side, as many in a row as can be read, and no room for bars. */
    static AttentionLayout ofHeads(int heads, double width) {
        int most = Math.clamp((int) ((width + GAP) / (PlaceLabels.LEFT + LEAST_SIDE + GAP)), 1, heads);
        int rows = Math.ceilDiv(heads, most);
        int columns = Math.ceilDiv(heads, rows);
        double side = Math.min(MOST_SIDE, (width - (columns - 1) * GAP) / columns - PlaceLabels.LEFT);
        return new AttentionLayout(columns, 0, side, 0, CAPTION + rows * (HEAD + side + PlaceLabels.BELOW) + 4);
    }

    private static double side(int rows, double height) {
        return (height - CAPTION - LEGEND - 4) / rows - HEAD - PlaceLabels.BELOW;
    }

    /** The cells of a head. */
    Bounds cells(int head) {
        return new Bounds(
                left + head % columns * (PlaceLabels.LEFT + side + GAP) + PlaceLabels.LEFT,
                CAPTION + HEAD + Math.floorDiv(head, columns) * (HEAD + side + PlaceLabels.BELOW), side, side);
    }

    /** Where the first row of bars or the second one stands. */
    Bounds bars(int number) {
        double x = left + PlaceLabels.LEFT;
        double width = columns * (PlaceLabels.LEFT + side) + (columns - 1) * GAP - PlaceLabels.LEFT;
        return new Bounds(x, legend + LEGEND + number * bars, width, bars);
    }
}
