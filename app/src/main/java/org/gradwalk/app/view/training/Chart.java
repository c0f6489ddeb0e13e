package org.gradwalk.app.view.training;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Grid;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Plot;
import org.gradwalk.app.chart.Scale;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.Window;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.metrics.Finding;
import org.gradwalk.model.metrics.Metric;
import org.gradwalk.model.metrics.Metric.Kind;
import org.gradwalk.model.metrics.MetricLog;
import org.gradwalk.model.metrics.Series;
import org.gradwalk.model.tensor.Matrix;

/**
 * One chart of the strip, as lines or as a heat map place × iteration. Losses are those of all runs; what is measured of
 * many places is that of the run that is walked.
 */
final class Chart {

    private static final double SIZE = 10;
    private static final double HEAD = 32;
    private static final double LINE = 11;
    private static final double GAP = 12;
    private static final double SWATCH = 12;
    private static final double NEAR = 8;
    private static final double TRIANGLE = 4;
    private static final double FAINTEST = 0.3;
    private static final double GUTTER = 74;
    private static final double RAMP = 60;
    private static final double ROW = 10;
    /** Digits after the point where the ends of a range are nearly the same. */
    private static final int FINE = 6;
    /** Losses of a run, of which the largest is so many times the least, are shown by their decades. */
    private static final double DECADES = 1e4;
    /** Layers are shown this far beyond most of their numbers: one that explodes would flatten all others. */
    private static final double FAR = 1e6;
    private static final List<Ink> RUNS = Stream.of(
            Ink.Role.ACTIVATION, Ink.Role.ERROR, Ink.Role.VALUE, Ink.Role.ATTENTION, Ink.Role.STATISTIC)
            .map(Ink::of)
            .toList();

    private final Shown shown;
    private final boolean heatMap;
    private final Bounds bounds;
    private final Bounds area;
    private final List<Course> courses = new ArrayList<>();
    private final List<Finding> findings;
    private final Plot.Course plot;
    private final boolean several;
    private final Charted walked;
    private final long first;
    private final long last;

    /** The course of a metric in a run, and how it is drawn. */
    private record Course(Charted run, Metric metric, Series series, Ink ink, int dash, String name) {

        private double[] numbers() {
            return series.numbers();
        }

        /** Whether its run has been at an iteration. */
        private boolean reaches(double iteration) {
            long nearest = Math.round(iteration);
            return run.log().first() <= nearest && nearest <= run.log().last();
        }

        /** The number at the iteration that is nearest to one; NaN beyond both ends. */
        private double at(double iteration) {
            long[] all = series.iterations();
            boolean beyond = all.length == 0 || iteration < all[0] - 0.5 || iteration > all[all.length - 1] + 0.5;
            return beyond ? Double.NaN : series.numbers()[nearest(iteration)];
        }

        /** Which of its iterations is nearest to one. */
        private int nearest(double iteration) {
            int at = Arrays.binarySearch(series.iterations(), Math.round(iteration));
            int after = at < 0 ? -at - 1 : at;
            if (after == series.size()) {
                return after - 1;
            }
            boolean before = after > 0
                    && iteration - series.iterations()[after - 1] < series.iterations()[after] - iteration;
            return before ? after - 1 : after;
        }
    }

    /**
     * A chart in its room.
     *
     * @param runs not none, the one that is walked last
     */
    Chart(Shown shown, boolean heatMap, List<Charted> runs, Bounds bounds) {
        this.shown = shown;
        this.heatMap = heatMap && shown.isOfPlaces();
        this.bounds = bounds;
        several = runs.size() > 1;
        walked = runs.getLast();
        first = runs.stream().mapToLong(run -> run.log().first()).min().orElseThrow();
        last = Math.max(first + 1, runs.stream().mapToLong(run -> run.log().last()).max().orElseThrow());
        Bounds below = new Bounds(bounds.x(), bounds.y() + HEAD, bounds.width(), Math.max(1, bounds.height() - HEAD));
        Bounds lines = Plot.Course.area(below);
        area = this.heatMap
                ? new Bounds(
                        bounds.x() + GUTTER, lines.y(), Math.max(1, lines.right() - bounds.x() - GUTTER),
                        lines.height())
                : lines;
        findings = runs.getLast().log().findings().stream()
                .filter(finding -> finding.metric().kind() == shown.kind())
                .toList();
        collect(runs);
        plot = plot();
    }

    private void collect(List<Charted> runs) {
        for (Charted run : runs) {
            MetricLog.View log = run.log();
            if (shown.isOfPlaces()) {
                if (run.equals(runs.getLast())) {
                    places(run, log);
                }
                continue;
            }
            Ink ink = several ? RUNS.get(run.number() % RUNS.size()) : shown.ink();
            int dash = run.number() / RUNS.size() * 2;
            shown.metrics(log).forEach(metric -> courses.add(new Course(
                    run, metric, log.series(metric), ink, dash, several ? run.label() : name(metric))));
            if (shown == Shown.LOSS) {
                validation(run, log, several ? ink : Ink.of(Ink.Role.VALUE));
            }
        }
    }

    private static String name(Metric metric) {
        return metric.kind() == Kind.LOSS
                ? Messages.get("training.loss.batch")
                : Shown.valueOf(metric.kind().name())
                        .title();
    }

    private void validation(Charted run, MetricLog.View log, Ink ink) {
        Metric metric = Metric.of(Kind.VALIDATION_LOSS);
        Series series = log.series(metric);
        if (series.size() > 0) {
            String words = Messages.get("training.loss.validation");
            courses.add(new Course(run, metric, series, ink, 1, several ? run.label() + " · " + words : words));
        }
    }

    private void places(Charted run, MetricLog.View log) {
        List<Metric> metrics = shown.metrics(log);
        for (int i = 0; i < metrics.size(); i++) {
            double depth = metrics.size() == 1 ? 1 : (double) i / (metrics.size() - 1);
            courses.add(new Course(
                    run, metrics.get(i), log.series(metrics.get(i)),
                    shown.ink().withOpacity(FAINTEST + (1 - FAINTEST) * depth), 0, Shown.place(metrics.get(i))));
        }
    }

    /** Draws it, with a line at the iteration of the walk. */
    void draw(PictureBuilder b, long current) {
        b.text(bounds.x() + 4, bounds.y() + LINE, fitting(shown.title(), bounds.width() - 4), Typeface.SANS, SIZE + 1,
                Ink.FOREGROUND);
        b.target(new Target.Named(
                shown.title(), Messages.get("training.words." + shown.kind().name()),
                new Bounds(bounds.x(), bounds.y(), bounds.width(), LINE + 4)));
        if (heatMap) {
            drawCells(b);
        } else {
            drawLines(b);
        }
        if (current >= first && current <= last) {
            b.fill(new Bounds(x(current) - 0.5, area.y(), 1, area.height()), 0, Ink.MUTED);
        }
        for (Finding finding : findings) {
            Bounds at = triangle(finding);
            Path2D path = new Path2D.Double();
            path.moveTo(at.x() + TRIANGLE, at.y());
            path.lineTo(at.right(), at.bottom());
            path.lineTo(at.x(), at.bottom());
            path.closePath();
            b.fill(path, Ink.of(Ink.Role.ERROR));
        }
    }

    private Bounds triangle(Finding finding) {
        return new Bounds(x(finding.since()) - TRIANGLE, area.bottom() - 2 * TRIANGLE, 2 * TRIANGLE, 2 * TRIANGLE);
    }

    private double x(long iteration) {
        return area.x() + (double) (iteration - first) / (last - first) * area.width();
    }

    private static String fitting(String text, double width) {
        String shorter = text;
        while (Typeface.SANS.width(shorter, SIZE + 1) > width && shorter.indexOf(' ') > 0) {
            shorter = shorter.substring(0, shorter.lastIndexOf(' '));
        }
        return shorter;
    }

    private Plot.Course plot() {
        List<Plot.Line> lines = courses.stream().map(course -> {
            Thinned thinned = Thinned.of(course.series, area.width());
            return new Plot.Line(thinned.x(), thinned.y(), course.ink, course.dash);
        }).toList();
        List<double[]> walk = courses.stream().filter(course -> course.run.equals(walked)).map(Course::numbers)
                .toList();
        Range losses = Range.of(walk, false);
        boolean explodes = shown == Shown.LOSS && losses.low() > 0 && losses.high() > DECADES * losses.low();
        boolean logarithmic = shown.isLogarithmic() || explodes;
        Range all = Range.of(courses.stream().map(Course::numbers).toList(), logarithmic);
        Range own = Range.of(walk, logarithmic);
        if (all.isEmpty()) {
            return new Plot.Course(lines, first, last, logarithmic ? 0.1 : 0, 1, logarithmic);
        }
        if (logarithmic && shown.isOfPlaces() && !own.isEmpty()) {
            Range seen = Range.ofMost(walk).logarithms().reaching(own.logarithms(), Math.log(FAR)).powers();
            return new Plot.Course(lines, first, last, seen.low() / 1.3, seen.high() * 1.3, true);
        }
        if (logarithmic) {
            Range seen = own.isEmpty() ? all : own.logarithms().reaching(all.logarithms(), Math.log(10)).powers();
            return new Plot.Course(lines, first, last, seen.low() / 1.3, seen.high() * 1.3, true);
        }
        Range seen = own.isEmpty() ? all : own.reaching(all, Math.abs(own.high()));
        double size = seen.high() - seen.low();
        double margin = size > 0 ? 0.06 * size : Math.max(Math.abs(seen.high()), 1e-12) / 2;
        return new Plot.Course(lines, first, last, seen.low() - margin, seen.high() + margin, false);
    }

    private void drawLines(PictureBuilder b) {
        Bounds below = new Bounds(bounds.x(), bounds.y() + HEAD, bounds.width(), Math.max(1, bounds.height() - HEAD));
        b.add(new Mark.Plotted(below, plot));
        double baseline = bounds.y() + HEAD - 7;
        double x = bounds.x() + 4;
        if (shown.isOfPlaces() && courses.size() > 1) {
            ramp(b, x, baseline);
            return;
        }
        boolean whole = x + courses.stream().mapToDouble(course -> legend(named(course))).sum() - GAP <= bounds.right();
        for (Course course : courses) {
            String name = whole ? named(course) : shortened(course) + beyond(course);
            double needed = SWATCH + 4 + Typeface.SANS.width(name, SIZE);
            if (x + needed > bounds.right()) {
                return;
            }
            if (whole || !several || course.metric.kind() != Kind.VALIDATION_LOSS) {
                line(b, x, baseline - 3, course);
                b.text(x + SWATCH + 4, baseline, name, Typeface.SANS, SIZE, Ink.MUTED);
                x += needed + GAP;
            }
        }
    }

    private static double legend(String name) {
        return SWATCH + 4 + GAP + Typeface.SANS.width(name, SIZE);
    }

    private String named(Course course) {
        return course.name + beyond(course);
    }

    /** How far a course goes that leaves the chart at the top. */
    private String beyond(Course course) {
        double highest = Range.of(List.of(course.numbers()), false).high();
        return highest > plot.high() ? " ↑ " + Numbers.briefly(highest) : "";
    }

    /** The beginning of a run's label, by which it is known. */
    private static String shortened(Course course) {
        int end = course.name.indexOf(" · ");
        return end < 0 ? course.name : course.name.substring(0, end);
    }

    private static void line(PictureBuilder b, double x, double y, Course course) {
        if (course.dash == 0) {
            b.fill(new Bounds(x, y, SWATCH, 1.5), 0, course.ink);
        } else {
            b.fill(new Bounds(x, y, SWATCH * 0.4, 1.5), 0, course.ink);
            b.fill(new Bounds(x + SWATCH * 0.6, y, SWATCH * 0.4, 1.5), 0, course.ink);
        }
    }

    /** The colours of many lines by depth, with the first and the last. */
    private void ramp(PictureBuilder b, double x, double baseline) {
        String start = courses.getFirst().name;
        String end = courses.getLast().name;
        double from = x + Typeface.MONO.width(start, SIZE - 0.5) + 5;
        double room = bounds.right() - from - 5 - Typeface.MONO.width(end, SIZE - 0.5);
        double step = Math.min(RAMP, room) / courses.size();
        if (step <= 0) {
            return;
        }
        b.text(x, baseline, start, Typeface.MONO, SIZE - 0.5, Ink.MUTED);
        for (int i = 0; i < courses.size(); i++) {
            b.fill(new Bounds(from + i * step, baseline - 6, step, 5), 0, courses.get(i).ink);
        }
        double behind = from + step * courses.size() + 5;
        b.text(behind, baseline, end, Typeface.MONO, SIZE - 0.5, Ink.MUTED);
        double rest = behind + Typeface.MONO.width(end, SIZE - 0.5) + 8;
        String beyond = beyond();
        if (rest + Typeface.SANS.width(beyond, SIZE) <= bounds.right()) {
            b.text(rest, baseline, beyond, Typeface.SANS, SIZE, Ink.MUTED);
        }
    }

    /** How far lines go that leave the chart. */
    private String beyond() {
        Range all = Range.of(courses.stream().map(Course::numbers).toList(), plot.logarithmic());
        String above = all.high() > plot.high() ? "↑ " + Numbers.briefly(all.high()) + " " : "";
        return all.low() < plot.low() ? above + "↓ " + Numbers.briefly(all.low()) : above.strip();
    }

    private void drawCells(PictureBuilder b) {
        int columns = Math.max(1, (int) Math.min(area.width() / 2, last - first + 1.0));
        Matrix numbers = Matrix.zeros(courses.size(), columns);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < courses.size(); row++) {
            Course course = courses.get(row);
            for (int column = 0; column < columns; column++) {
                double number = course.at(first + (column + 0.5) / columns * (last - first));
                double colour = shown.isLogarithmic() ? Math.log10(number) : number;
                double cell = Double.isFinite(colour) ? colour : Double.NaN;
                numbers.set(row, column, cell);
                low = Double.isNaN(cell) ? low : Math.min(low, cell);
                high = Double.isNaN(cell) ? high : Math.max(high, cell);
            }
        }
        Scale scale = scale(low, high);
        b.add(new Mark.Hatch(area.shape(), Ink.SUBTLE.withOpacity(0.35)));
        b.add(new Mark.Cells(area, Grid.of(numbers, Window.all(numbers), courses.size(), columns), scale, false));
        b.frame(area, 1, Ink.BORDER);
        rowLabels(b);
        legend(b, scale);
        double right = area.right();
        double baseline = area.bottom() + 12;
        String end = Long.toString(last);
        b.text(area.x(), baseline, Long.toString(first), Typeface.MONO, 9.5, Ink.MUTED);
        b.text(right, baseline, end, Typeface.MONO, 9.5, Ink.MUTED, Mark.Anchor.END);
    }

    private Scale scale(double low, double high) {
        if (!(low <= high)) {
            return Scale.shares();
        }
        if (shown.isSigned()) {
            return Scale.symmetric(Math.max(Math.abs(low), Math.abs(high)));
        }
        return high > low ? new Scale(Scale.Kind.SHARES, low, high) : new Scale(Scale.Kind.SHARES, low - 1, high);
    }

    private void legend(PictureBuilder b, Scale scale) {
        double baseline = bounds.y() + HEAD - 7;
        boolean alike = Numbers.briefly(number(scale.low())).equals(Numbers.briefly(number(scale.high())));
        String low = alike ? Numbers.fixed(number(scale.low()), FINE) : Numbers.briefly(number(scale.low()));
        String high = alike ? Numbers.fixed(number(scale.high()), FINE) : Numbers.briefly(number(scale.high()));
        double x = bounds.x() + 4;
        b.text(x, baseline, low, Typeface.MONO, SIZE - 0.5, Ink.MUTED);
        double from = x + Typeface.MONO.width(low, SIZE - 0.5) + 5;
        double width = Math.min(RAMP, bounds.right() - from - 5 - Typeface.MONO.width(high, SIZE - 0.5));
        if (width > 0) {
            b.add(new Mark.Ramp(new Bounds(from, baseline - 6, width, 5), scale));
            b.text(from + width + 5, baseline, high, Typeface.MONO, SIZE - 0.5, Ink.MUTED);
        }
    }

    private double number(double colour) {
        return shown.isLogarithmic() ? Math.pow(10, colour) : colour;
    }

    /** As many rows as have room are named. */
    private void rowLabels(PictureBuilder b) {
        double step = area.height() / courses.size();
        int every = Math.max(1, (int) Math.ceil(ROW / step));
        for (int row = 0; row < courses.size(); row += every) {
            b.text(
                    area.x() - 4, area.y() + (row + 0.5) * step + 3, shortName(courses.get(row).name), Typeface.MONO,
                    SIZE - 0.5, Ink.MUTED, Mark.Anchor.END);
        }
    }

    private static String shortName(String name) {
        return name.replace("fork_", "");
    }

    /** The iteration under a point; none outside of the chart. */
    OptionalLong iteration(double x, double y) {
        boolean inside = x >= area.x() - NEAR && x <= area.right() + NEAR && y >= bounds.y() + HEAD - NEAR
                && y <= bounds.bottom();
        return inside ? OptionalLong.of(first + Math.round(share(x) * (last - first))) : OptionalLong.empty();
    }

    /** How far along the chart a point is; beyond an end it is that end. */
    private double share(double x) {
        return Math.clamp((x - area.x()) / area.width(), 0, 1);
    }

    /** The run whose iteration is under a point: that of the nearest line of those that have been there, if any. */
    Optional<Integer> run(double x, double y) {
        return nearest(x, y).map(course -> course.run.number());
    }

    /** What is to be read under a point: what is marked there, or the nearest line's place and number. */
    Optional<String> reading(double x, double y) {
        OptionalLong iteration = iteration(x, y);
        if (iteration.isEmpty()) {
            return Optional.empty();
        }
        Optional<Finding> marked = findings.stream()
                .filter(finding -> {
                    Bounds at = triangle(finding);
                    return at.contains(x, y);
                })
                .findFirst();
        if (marked.isPresent()) {
            return marked.map(FindingWords::whole);
        }
        return nearest(x, y).map(course -> {
            int entry = course.nearest((double) iteration.getAsLong());
            return Messages.get(
                    "training.reading", Long.toString(course.series.iterations()[entry]), course.name,
                    Numbers.shortly(course.series.numbers()[entry]));
        });
    }

    private Optional<Course> nearest(double x, double y) {
        double iteration = first + share(x) * (last - first);
        List<Course> some = courses.stream()
                .filter(course -> course.series.size() > 0 && course.reaches(iteration)).toList();
        if (some.isEmpty()) {
            return Optional.empty();
        }
        if (heatMap) {
            int row = (int) ((y - area.y()) / area.height() * courses.size());
            return Optional.of(courses.get(Math.clamp(row, 0, courses.size() - 1)));
        }
        Course best = some.getFirst();
        double least = Double.POSITIVE_INFINITY;
        for (Course course : some) {
            double number = course.series.numbers()[course.nearest(iteration)];
            double distance = Math.abs(area.bottom() - plot.height(number) * area.height() - y);
            if (distance < least) {
                least = distance;
                best = course;
            }
        }
        return Optional.of(best);
    }
}
