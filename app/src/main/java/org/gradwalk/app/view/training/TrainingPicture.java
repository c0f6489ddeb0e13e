package org.gradwalk.app.view.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.metrics.Finding;
import org.gradwalk.model.metrics.Metric;
import org.gradwalk.model.metrics.Metric.Kind;
import org.gradwalk.model.metrics.MetricLog;
import org.gradwalk.model.metrics.Series;

/** The charts of the strip side by side, and below them what the rules marked. */
final class TrainingPicture {

    private static final double MARGIN = 10;
    private static final double GAP = 14;
    private static final double FOOT = 18;
    private static final double SIZE = 11;
    /** Narrower charts say nothing: the third is left out. */
    private static final double LEAST_WIDTH = 200;
    /** More marks are not listed in a tooltip. */
    private static final int MOST_NAMED = 25;

    private final List<Charted> runs;
    private final long current;
    private final Looks looks;
    private final double width;
    private final double height;
    private final List<Chart> charts = new ArrayList<>();
    private final Picture picture;

    /**
     * How the charts look.
     *
     * @param third what the third one shows
     * @param normsAsMap whether the norms are a heat map
     * @param thirdAsMap whether the third one is
     */
    record Looks(Shown third, boolean normsAsMap, boolean thirdAsMap) {}

    /**
     * A picture of runs.
     *
     * @param runs the one that is walked last
     * @param current the iteration of the walk
     */
    TrainingPicture(List<Charted> runs, long current, Looks looks, double width, double height) {
        this.current = current;
        this.looks = looks;
        this.width = width;
        this.height = height;
        this.runs = List.copyOf(runs);
        if (!this.runs.isEmpty()) {
            arrange();
        }
        picture = draw();
    }

    private void arrange() {
        double bottom = height - (findings().isEmpty() && runs.getLast().log().resolution() == 1 ? 2 : FOOT);
        boolean three = (width - 2 * MARGIN - 2 * GAP) / 3 >= LEAST_WIDTH
                && !looks.third.metrics(runs.getLast().log()).isEmpty();
        int count = three ? 3 : 2;
        double each = (width - 2 * MARGIN - (count - 1) * GAP) / count;
        List<Shown> shown = List.of(Shown.LOSS, Shown.GRADIENT_NORM, looks.third);
        List<Boolean> maps = List.of(false, looks.normsAsMap, looks.thirdAsMap);
        for (int i = 0; i < count; i++) {
            charts.add(new Chart(
                    shown.get(i), maps.get(i), runs,
                    new Bounds(MARGIN + i * (each + GAP), 2, each, Math.max(60, bottom - 2))));
        }
    }

    private List<Finding> findings() {
        return runs.getLast().log().findings();
    }

    Picture picture() {
        return picture;
    }

    private Picture draw() {
        PictureBuilder b = new PictureBuilder();
        if (runs.isEmpty()) {
            b.message(new Bounds(0, 0, width, height), Messages.get(
                    "training.empty", KeyAction.RUN_ON.keyNames().getFirst(),
                    KeyAction.RUN.keyNames().getFirst()), Ink.MUTED);
            return b.build(width, height, Messages.get("drawer.training"));
        }
        charts.forEach(chart -> chart.draw(b, current));
        foot(b);
        return b.build(width, height, title());
    }

    private String title() {
        return Messages.get("drawer.training") + ": " + headline(runs, current).orElse("");
    }

    /** The marks by name as far as they have room, where it began first; else how coarse the charts are. */
    private void foot(PictureBuilder b) {
        double x = MARGIN + 4;
        double baseline = height - 6;
        List<Finding> marks = findings().stream().sorted(Comparator.comparingLong(Finding::since)).toList();
        for (int i = 0; i < marks.size(); i++) {
            String words = "▲ " + FindingWords.briefly(marks.get(i));
            double needed = Typeface.SANS.width(words, SIZE);
            String rest = Messages.get("training.more", marks.size() - i);
            double all = Typeface.SANS.width(rest, SIZE);
            if (x + needed + GAP + all > width - MARGIN) {
                b.text(x, baseline, rest, Typeface.SANS, SIZE, Ink.MUTED);
                b.target(new Target.Named(
                        rest, marks.subList(i, marks.size()).stream().limit(MOST_NAMED).map(FindingWords::briefly)
                                .collect(Collectors.joining("\n")),
                        new Bounds(x, baseline - SIZE, all, SIZE + 4)));
                return;
            }
            b.text(x, baseline, words, Typeface.SANS, SIZE, Ink.of(Ink.Role.ERROR));
            b.target(new Target.Named(
                    FindingWords.briefly(marks.get(i)), FindingWords.whole(marks.get(i)),
                    new Bounds(x, baseline - SIZE, needed, SIZE + 4)));
            x += needed + GAP;
        }
        long resolution = runs.getLast().log().resolution();
        String coarse = Messages.get("training.resolution", Long.toString(resolution));
        if (resolution > 1 && x + Typeface.SANS.width(coarse, SIZE) <= width - MARGIN) {
            b.text(x, baseline, coarse, Typeface.SANS, SIZE, Ink.MUTED);
        }
    }

    /** What is to be read under a point. */
    Optional<String> reading(double x, double y) {
        Optional<String> marked = picture.targetAt(x, y)
                .filter(Target.Named.class::isInstance)
                .map(target -> ((Target.Named) target).words());
        return marked.or(() -> charts.stream().flatMap(chart -> chart.reading(x, y).stream()).findFirst());
    }

    /** Where a click under a point leads. */
    Optional<Command.ToIteration> click(double x, double y) {
        for (Chart chart : charts) {
            OptionalLong iteration = chart.iteration(x, y);
            if (iteration.isPresent()) {
                return chart.run(x, y).map(run -> new Command.ToIteration(run, iteration.getAsLong()));
            }
        }
        return Optional.empty();
    }

    /**
     * The losses of the run that is walked at an iteration, or the last ones before it, in words; none before there are
     * any.
     */
    static Optional<String> headline(List<Charted> runs, long iteration) {
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        MetricLog.View log = runs.getLast().log();
        Series losses = log.series(Metric.of(Kind.LOSS));
        int at = Math.max(0, last(losses, iteration));
        Series validations = log.series(Metric.of(Kind.VALIDATION_LOSS));
        int validated = last(validations, iteration);
        return Optional.of(Messages.get(
                "training.headline", Numbers.shortly(losses.numbers()[at]), Long.toString(losses.iterations()[at]))
                + (validated < 0
                        ? ""
                        : " · " + Messages.get(
                                "training.headline.validation", Numbers.shortly(validations.numbers()[validated])))
                + clipped(log));
    }

    /** The place of the last iteration up to one; −1 where there is none. */
    private static int last(Series series, long iteration) {
        int place = Arrays.binarySearch(series.iterations(), iteration);
        return place >= 0 ? place : -place - 2;
    }

    /** In how many iterations clipping acted, where it is on; one that is kept stands for those before it that are not. */
    private static String clipped(MetricLog.View log) {
        Series factors = log.series(Metric.of(Kind.CLIP_FACTOR));
        long acted = 0;
        long all = 0;
        for (int i = 0; i < factors.size(); i++) {
            long standsFor = i == 0 ? 1 : factors.iterations()[i] - factors.iterations()[i - 1];
            all += standsFor;
            acted += factors.numbers()[i] < 1 ? standsFor : 0;
        }
        if (acted == 0) {
            return "";
        }
        String about = log.resolution() > 1 ? "≈ " : "";
        return " · " + Messages.get("training.headline.clipped", about + Math.round(100.0 * acted / all));
    }
}
