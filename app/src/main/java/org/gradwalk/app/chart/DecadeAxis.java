package org.gradwalk.app.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;

/** A logarithmic axis upwards with the ticks of {@link DecadeTicks}. */
@SuppressWarnings("serial")
final class DecadeAxis extends LogAxis {

    DecadeAxis(String label) {
        super(label);
        setNumberFormatOverride(new TickFormat());
        setMinorTickMarksVisible(false);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
        double low = getRange().getLowerBound();
        double high = getRange().getUpperBound();
        double decade = area.getHeight() / Math.max(1e-9, Math.log10(high) - Math.log10(low));
        return DecadeTicks.of(low, high, decade, number -> number);
    }
}
