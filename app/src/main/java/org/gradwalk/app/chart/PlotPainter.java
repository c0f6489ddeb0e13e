package org.gradwalk.app.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.gradwalk.app.chart.Ink.Role;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Draws plots with JFreeChart, always in the program's own theme. */
final class PlotPainter {

    private static final double TICK_SIZE = 9.5;
    private static final float LINE = 1.5f;
    private static final double DOT = 2.6;
    private static final double SMALL_DOT = 1.8;
    private static final double INSET = 4;
    /** What the axis of counts and half of the last number take of the width, at most. */
    private static final double COUNTS = 60;
    private static final double TICK_GAP = 8;
    /** From one number at an axis to the next, in tenths of the power of ten in its range. */
    private static final double[] STEPS = {1, 2, 5, 10, 20, 50};

    private static final float[][] DASHES = {{5, 3}, {2, 2}, {8, 3, 2, 3}};

    private PlotPainter() {}

    static void paint(Plot plot, ChartTheme theme, Graphics2D g, Bounds bounds) {
        JFreeChart chart = switch (plot) {
            case Plot.Histogram histogram -> histogram(histogram, theme, bounds.width());
            case Plot.Curves curves -> curves(curves, theme);
            case Plot.Course course -> course(course, theme, bounds);
        };
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        chart.draw(g, new Rectangle2D.Double(bounds.x(), bounds.y(), bounds.width(), bounds.height()));
    }

    private static JFreeChart histogram(Plot.Histogram histogram, ChartTheme theme, double width) {
        XYIntervalSeries series = new XYIntervalSeries("count");
        double stretch = (histogram.high() - histogram.low()) / histogram.counts().size();
        for (int i = 0; i < histogram.counts().size(); i++) {
            double from = histogram.low() + i * stretch;
            int count = histogram.counts().get(i);
            double height = CountAxis.place(count);
            series.add(from + stretch / 2, from, from + stretch, height, height, height);
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        XYBarRenderer renderer = new XYBarRenderer(0.08);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, theme.colour(histogram.ink()));
        CountAxis counts = new CountAxis(
                histogram.unit(), histogram.counts().stream().mapToInt(Integer::intValue).max().orElse(0));
        dress(counts, theme);
        NumberAxis numbers = new NumberAxis();
        numbers.setRange(histogram.low(), histogram.high());
        dress(numbers, theme);
        XYPlot plot = new XYPlot(data, numbers, counts, renderer);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setDomainGridlinesVisible(false);
        double widest = number(numbers, width - COUNTS);
        plot.setInsets(new RectangleInsets(INSET, 0, INSET, widest / 2 + 1)); // on the left are the counts
        return new JFreeChart(null, null, plot, false);
    }

    /**
     * Gives an axis across as many numbers as have room. JFreeChart often finds room for 0 alone.
     *
     * @return the width of the widest
     */
    private static double number(NumberAxis axis, double width) {
        double range = axis.getRange().getLength();
        double decade = Math.pow(10, Math.floor(Math.log10(range)) - 1);
        double widest = 0;
        for (int i = 0; i < STEPS.length; i++) {
            double step = STEPS[i] * decade;
            widest = widest(axis, step);
            if (widest + TICK_GAP <= step / range * width || i == STEPS.length - 1) {
                axis.setTickUnit(new NumberTickUnit(step));
                break;
            }
        }
        return widest;
    }

    private static double widest(NumberAxis axis, double step) {
        double widest = 0;
        for (double k = Math.ceil(axis.getLowerBound() / step); k * step <= axis.getUpperBound(); k++) {
            widest = Math.max(widest, Typeface.MONO.width(Numbers.briefly(k * step), TICK_SIZE));
        }
        return widest;
    }

    private static JFreeChart curves(Plot.Curves curves, ChartTheme theme) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
        for (int i = 0; i < curves.curves().size(); i++) {
            Plot.Curve curve = curves.curves().get(i);
            data.addSeries(series(i, curve));
            renderer.setSeriesPaint(i, theme.colour(curve.ink()));
            renderer.setSeriesStroke(i, new BasicStroke(LINE));
            renderer.setSeriesShape(i, dot(curve.joined() ? DOT : SMALL_DOT));
            renderer.setSeriesLinesVisible(i, curve.joined());
        }
        SymbolAxis across = new SymbolAxis("", curves.places().toArray(String[]::new));
        colour(across, theme);
        across.setVerticalTickLabels(true);
        across.setGridBandsVisible(false);
        DecadeAxis upwards = new DecadeAxis(curves.unit());
        colour(upwards, theme);
        XYPlot plot = new XYPlot(data, across, upwards, renderer);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(theme.colour(Role.BORDER));
        plot.setRangeGridlineStroke(new BasicStroke(0.5f));
        return new JFreeChart(null, null, plot, false);
    }

    private static JFreeChart course(Plot.Course course, ChartTheme theme, Bounds bounds) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < course.lines().size(); i++) {
            Plot.Line line = course.lines().get(i);
            data.addSeries(series(i, line, course.logarithmic()));
            renderer.setSeriesPaint(i, theme.colour(line.ink()));
            renderer.setSeriesStroke(i, stroke(line.dash()));
            boolean point = line.x().length == 1;
            renderer.setSeriesShapesVisible(i, point);
            renderer.setSeriesShape(i, dot(SMALL_DOT));
        }
        Bounds area = Plot.Course.area(bounds);
        NumberAxis across = new NumberAxis();
        across.setRange(course.first(), course.last());
        dress(across, theme);
        across.setTickUnit(new NumberTickUnit(IterationTicks.step(course.first(), course.last(), area.width())));
        across.setNumberFormatOverride(new IterationTicks.Format());
        ValueAxis upwards = course.logarithmic() ? new DecadeAxis("") : new NumberAxis();
        upwards.setRange(course.low(), course.high());
        if (upwards instanceof NumberAxis numbers) {
            dress(numbers, theme);
            numbers.setTickUnit(new NumberTickUnit(IterationTicks.upwards(course.low(), course.high(), area.height())));
        } else {
            colour(upwards, theme);
        }
        XYPlot plot = new XYPlot(data, across, upwards, renderer);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(theme.colour(Role.BORDER));
        plot.setRangeGridlineStroke(new BasicStroke(0.5f));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(new RectangleInsets(Plot.Course.TOP, 0, 0, Plot.Course.RIGHT));
        AxisSpace left = new AxisSpace();
        left.setLeft(Plot.Course.LEFT);
        plot.setFixedRangeAxisSpace(left);
        AxisSpace below = new AxisSpace();
        below.setBottom(Plot.Course.BELOW);
        plot.setFixedDomainAxisSpace(below);
        return new JFreeChart(null, null, plot, false);
    }

    /** A spike ends where its number is: no joint reaches beyond it. */
    private static BasicStroke stroke(int dash) {
        return dash == 0
                ? new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL)
                : new BasicStroke(
                        LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1,
                        DASHES[(dash - 1) % DASHES.length], 0);
    }

    private static XYSeries series(int key, Plot.Line line, boolean logarithmic) {
        XYSeries series = new XYSeries(key, false, true);
        for (int i = 0; i < line.x().length; i++) {
            double y = line.y()[i];
            series.add(line.x()[i], Double.isFinite(y) && (y > 0 || !logarithmic) ? y : Double.NaN, false);
        }
        return series;
    }

    private static XYSeries series(int key, Plot.Curve curve) {
        XYSeries series = new XYSeries(key, false, true);
        for (int i = 0; i < curve.x().length; i++) {
            double y = curve.y()[i];
            series.add(curve.x()[i], Double.isFinite(y) && y > 0 ? y : Double.NaN, false);
        }
        return series;
    }

    private static Shape dot(double radius) {
        return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
    }

    private static void dress(NumberAxis axis, ChartTheme theme) {
        axis.setNumberFormatOverride(new TickFormat());
        colour(axis, theme);
    }

    private static void colour(ValueAxis axis, ChartTheme theme) {
        Color muted = theme.colour(Role.MUTED);
        axis.setTickLabelFont(Typeface.MONO.at(TICK_SIZE));
        axis.setTickLabelPaint(muted);
        axis.setLabelFont(Typeface.SANS.at(TICK_SIZE + 0.5));
        axis.setLabelPaint(muted);
        axis.setAxisLinePaint(theme.colour(Role.BORDER));
        axis.setTickMarkPaint(theme.colour(Role.BORDER));
    }
}
