package org.gradwalk.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.TextAnchor;

/** Ticks of an axis upwards where people look for them: at powers of ten, and at 2 and 5 where there is room. */
final class DecadeTicks {

    /** Points that a decade takes before there is room for ticks inside it. */
    private static final double ROOM = 48;
    private static final double LEAST_GAP = 14;

    private DecadeTicks() {}

    /**
     * The ticks from one number to another, both above 0.
     *
     * @param decade points from a power of ten to the next
     * @param place on the axis of a number
     */
    static List<NumberTick> of(double low, double high, double decade, DoubleUnaryOperator place) {
        int first = (int) Math.floor(Math.log10(low));
        int last = (int) Math.ceil(Math.log10(high));
        int[] steps = decade >= ROOM ? new int[]{1, 2, 5} : new int[]{1};
        int every = Math.max(1, (int) Math.ceil(LEAST_GAP / decade));
        List<NumberTick> ticks = new ArrayList<>();
        for (int power = first; power <= last; power++) {
            for (int step : steps) {
                double number = step * Math.pow(10, power);
                if (Math.floorMod(power, every) == 0 && number >= low && number <= high) {
                    ticks.add(new NumberTick(
                            place.applyAsDouble(number), Numbers.briefly(number), TextAnchor.CENTER_RIGHT,
                            TextAnchor.CENTER, 0));
                }
            }
        }
        return ticks;
    }
}
