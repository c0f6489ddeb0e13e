package org.gradwalk.app.view.training;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.metrics.Metric;
import org.gradwalk.model.metrics.Metric.Kind;
import org.gradwalk.model.metrics.MetricLog;

/** What a chart can show: metrics of one kind, each of one place in the network, or losses. */
enum Shown {
    LOSS(false, SymbolClass.ACTIVATION, Kind.LOSS),
    GRADIENT_NORM(true, SymbolClass.GRADIENT, Kind.GRADIENT_NORM),
    UPDATE_RATIO(true, SymbolClass.WEIGHT, Kind.UPDATE_RATIO),
    SKIP_SHARE(false, SymbolClass.ERROR, Kind.SKIP_SHARE),
    BRANCH_SHARE(false, SymbolClass.ERROR, Kind.BRANCH_SHARE),
    COSINE(false, SymbolClass.ERROR, Kind.COSINE),
    ATTENTION_ENTROPY(false, SymbolClass.ATTENTION, Kind.ATTENTION_ENTROPY),
    LAYER_NORM_GAIN(true, SymbolClass.STATISTIC, Kind.LAYER_NORM_GAIN),
    DEAD_RELU(false, SymbolClass.ACTIVATION, Kind.DEAD_RELU),
    GLOBAL_GRADIENT_NORM(true, SymbolClass.GRADIENT, Kind.GLOBAL_GRADIENT_NORM),
    LEARNING_RATE(false, SymbolClass.CONSTANT, Kind.LEARNING_RATE);

    private final boolean logarithmic;
    private final SymbolClass colour;
    private final Kind kind;

    Shown(boolean logarithmic, SymbolClass colour, Kind kind) {
        this.logarithmic = logarithmic;
        this.colour = colour;
        this.kind = kind;
    }

    /** What of it there is in a log. */
    List<Metric> metrics(MetricLog.View log) {
        return log.metrics(kind);
    }

    /** Those that can stand in the third chart of a log. */
    static List<Shown> selectable(MetricLog.View log) {
        return Stream.of(values())
                .filter(shown -> shown != LOSS && shown != GRADIENT_NORM && !shown.metrics(log).isEmpty())
                .toList();
    }

    /** Whether there are so many of it that a heat map says more than lines. */
    boolean isOfPlaces() {
        return kind != Kind.LOSS && kind != Kind.LEARNING_RATE && kind != Kind.GLOBAL_GRADIENT_NORM;
    }

    boolean isLogarithmic() {
        return logarithmic;
    }

    Kind kind() {
        return kind;
    }

    Ink ink() {
        return Ink.of(colour);
    }

    /** Whether its numbers have two signs. */
    boolean isSigned() {
        return kind == Kind.COSINE || kind == Kind.SKIP_SHARE || kind == Kind.BRANCH_SHARE;
    }

    /** What it is called, with its unit. */
    String title() {
        return Messages.get("training." + name().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return title();
    }

    /** What a metric is of: a layer, or a head of one. */
    static String place(Metric metric) {
        return metric.head().isPresent()
                ? Messages.get("training.head", metric.layer(), metric.head().getAsInt())
                : metric.layer();
    }
}
