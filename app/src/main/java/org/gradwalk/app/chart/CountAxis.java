package org.gradwalk.app.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;

/** An axis upwards for counts n at the places log(1 + n), with the ticks of {@link DecadeTicks} from 1 on. */
@SuppressWarnings("serial")
final class CountAxis extends NumberAxis {

    /** From nothing to so many. */
    CountAxis(String label, int most) {
        super(label);
        setRange(0, place(Math.max(1, most)));
    }

    /** Where a count lies: 0 at the bottom, and a few large ones are seen beside many small ones. */
    static double place(double count) {
        return Math.log1p(count);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        double high = getRange().getUpperBound();
        double first = place(10) - place(1); // the narrowest decade
        return DecadeTicks.of(
                1, Math.rint(Math.expm1(high)), area.getHeight() * first / high, CountAxis::place);
    }
}
