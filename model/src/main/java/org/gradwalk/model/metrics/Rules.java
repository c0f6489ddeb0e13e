package org.gradwalk.model.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.gradwalk.model.metrics.Finding.Rule;
import org.gradwalk.model.metrics.Metric.Kind;

/**
 * The rules that mark layers in trouble. Each looks at the newest entry of a log and at those right before it.
 *
 * <p>There is none for attention: a head that has learned to look at one place has an entropy near 0, too, and is well.
 */
final class Rules {

    /** Iterations over which a gradient norm's median is taken. */
    static final int WINDOW = 50;
    /** How many times its median a gradient norm may be. */
    static final double EXPLODES = 10;
    /** Iterations in a row in which it is more: a single one is chance where a batch is small. */
    static final int EXPLODING_LASTS = 3;
    /** Which share of the layers' median a layer's root mean square may be. */
    static final double VANISHES = 1e-3;
    /** Iterations in a row for which the other rules must hold where one may be chance. */
    static final int LASTING = 10;
    /** The share of units that may be dead. */
    static final double DEAD = 0.5;

    private final List<Metric> metrics;
    private final int[] norms;
    private final int[] dead;
    private final int[] finite;

    Rules(List<Metric> metrics) {
        this.metrics = metrics;
        norms = places(Kind.GRADIENT_NORM);
        dead = places(Kind.DEAD_RELU);
        finite = IntStream.concat(Arrays.stream(places(Kind.LOSS)), Arrays.stream(norms)).toArray();
    }

    private int[] places(Kind kind) {
        return IntStream.range(0, metrics.size()).filter(i -> metrics.get(i).kind() == kind).toArray();
    }

    /** What holds at an entry: each with the entry's iteration. */
    List<Finding> at(Entries log, int entry) {
        List<Finding> found = new ArrayList<>();
        for (int metric : finite) {
            if (!Double.isFinite(log.number(entry, metric))) {
                found.add(finding(Rule.NON_FINITE, metric, log, entry, 0));
            }
        }
        for (int metric : norms) {
            if (lasts(entry, EXPLODING_LASTS, at -> log.number(at, metric) > mostOf(log, at, metric))) {
                found.add(finding(Rule.EXPLODING, metric, log, entry, mostOf(log, entry, metric)));
            }
        }
        vanishing(log, entry, found);
        for (int metric : dead) {
            if (lasts(entry, LASTING, at -> log.number(at, metric) > DEAD)) {
                found.add(finding(Rule.DEAD, metric, log, entry, DEAD));
            }
        }
        return found;
    }

    /** What a gradient norm may be. */
    private double mostOf(Entries log, int entry, int metric) {
        double norm = log.number(entry, metric);
        if (entry < WINDOW || !Double.isFinite(norm) || norm <= EXPLODES * least(log, entry, metric)) {
            return Double.POSITIVE_INFINITY; // as it nearly always is: no median is below the least
        }
        double own = EXPLODES * median(window(entry, i -> log.number(i, metric)));
        return Math.max(own, median(window(entry, i -> whole(log, i))));
    }

    private static double[] window(int entry, IntToDoubleFunction number) {
        return IntStream.range(entry - WINDOW, entry).mapToDouble(number).toArray();
    }

    /** The norm of all gradients together. */
    private double whole(Entries log, int entry) {
        double squares = 0;
        for (int metric : norms) {
            squares += log.number(entry, metric) * log.number(entry, metric);
        }
        return Math.sqrt(squares);
    }

    private static double least(Entries log, int entry, int metric) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = entry - WINDOW; i < entry; i++) {
            least = Math.min(least, log.number(i, metric));
        }
        return least;
    }

    private void vanishing(Entries log, int entry, List<Finding> found) {
        double limit = VANISHES * medianRms(log, entry);
        if (!(limit > 0)) {
            return; // all are 0, as after a perfect fit
        }
        for (int metric : norms) {
            if (log.number(entry, metric) == 0) {
                found.add(finding(Rule.ZERO, metric, log, entry, 0));
            } else if (rms(log, entry, metric) < limit
                    && lasts(entry, LASTING, at -> rms(log, at, metric) < VANISHES * medianRms(log, at))) {
                found.add(new Finding(
                        Rule.VANISHING, metrics.get(metric), log.iteration(entry), log.iteration(entry),
                        rms(log, entry, metric), limit));
            }
        }
    }

    private Finding finding(Rule rule, int metric, Entries log, int entry, double limit) {
        long iteration = log.iteration(entry);
        return new Finding(rule, metrics.get(metric), iteration, iteration, log.number(entry, metric), limit);
    }

    private interface Condition {
        boolean holds(int entry);
    }

    private static boolean lasts(int entry, int iterations, Condition condition) {
        return entry >= iterations - 1
                && IntStream.iterate(entry, at -> at > entry - iterations, at -> at - 1).allMatch(condition::holds);
    }

    private double rms(Entries log, int entry, int metric) {
        return log.number(entry, metric) / Math.sqrt((double) metrics.get(metric).count());
    }

    private double medianRms(Entries log, int entry) {
        return median(Arrays.stream(norms).mapToDouble(metric -> rms(log, entry, metric)).toArray());
    }

    /** Of an even number of values the upper of the two in the middle; NaN counts as the largest, and of none it is 0. */
    private static double median(double[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[values.length / 2];
    }
}
