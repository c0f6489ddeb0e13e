package org.gradwalk.app.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis upwards with ticks where people look for them: at powers of ten, and at 2 and 5 where there is room. */
@SuppressWarnings("serial")
final class DecadeAxis extends LogAxis {

    /** Points that a decade takes before there is room for ticks inside it. */
    private static final double ROOM = 48;
    private static final double LEAST_GAP = 14;

    DecadeAxis(String label) {
        super(label);
        setNumberFormatOverride(new TickFormat());
        setMinorTickMarksVisible(false);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        double low = getRange().getLowerBound();
        double high = getRange().getUpperBound();
        int first = (int) Math.floor(Math.log10(low));
        int last = (int) Math.ceil(Math.log10(high));
        double decade = area.getHeight() / Math.max(1e-9, Math.log10(high) - Math.log10(low));
        int[] steps = decade >= ROOM ? new int[]{1, 2, 5} : new int[]{1};
        int every = Math.max(1, (int) Math.ceil(LEAST_GAP / decade));
        List<NumberTick> ticks = new ArrayList<>();
        for (int power = first; power <= last; power++) {
            for (int step : steps) {
                double number = step * Math.pow(10, power);
                if (Math.floorMod(power, every) == 0 && number >= low && number <= high) {
                    ticks.add(new NumberTick(
                            number, Numbers.briefly(number), TextAnchor.CENTER_RIGHT, TextAnchor.CENTER, 0));
                }
            }
        }
        return ticks;
    }
}
