package org.gradwalk.model.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwalk.model.metrics.Metric.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What was measured in a run, from its first iteration to its last. One thread writes, any may read.
 *
 * <p>It has room for so many iterations. When they are full, every second one is left out, but not of the newest quarter,
 * which the rules look at: a chart keeps the whole length, and {@link View#resolution} says how coarse it is. The
 * validation loss, which is known of few iterations, has room of its own.
 */
public final class MetricLog {

    /** Iterations that a log has room for. */
    public static final int MOST = 8192;

    private static final int MOST_FINDINGS = 500;

    private final List<Metric> metrics;
    private final int most;
    private final Rules rules;
    private Entries entries;
    private long resolution = 1;
    private Entries validations = new Entries(1);
    private List<Finding> findings = List.of();
    /** What there is, where somebody has asked since it changed. */
    private @Nullable View view;

    /** An empty log of what is measured. */
    public MetricLog(List<Metric> metrics) {
        this(metrics, MOST);
    }

    /**
     * An empty log.
     *
     * @param metrics what is measured, in the order of the numbers
     * @param most iterations that it has room for
     * @throws IllegalArgumentException if that is too few for the rules
     */
    public MetricLog(List<Metric> metrics, int most) {
        if (most < 4 * (Rules.WINDOW + 1)) {
            throw new IllegalArgumentException(
                    "A log has room for " + 4 * (Rules.WINDOW + 1) + " iterations at least, not for " + most);
        }
        this.metrics = List.copyOf(metrics);
        this.most = most;
        rules = new Rules(this.metrics);
        entries = new Entries(metrics.size());
    }

    /** A log as it was; it holds what is handed over. */
    static MetricLog of(
            List<Metric> metrics, Entries entries, Entries validations, long resolution, List<Finding> findings) {
        MetricLog log = new MetricLog(metrics);
        log.entries = entries;
        log.validations = validations;
        log.resolution = resolution;
        log.findings = List.copyOf(findings);
        return log;
    }

    /** What is measured, in the order of the numbers. */
    public List<Metric> metrics() {
        return metrics;
    }

    /** Whether an iteration is later than the last one, so that it can be added. */
    public synchronized boolean endsBefore(long iteration) {
        return entries.endsBefore(iteration);
    }

    /**
     * Adds an iteration. One that is not later than the last, as of iterations that are done again, changes nothing.
     *
     * @param numbers one for each of {@link #metrics}; copied
     * @throws IllegalArgumentException if there is not one number for each
     */
    public synchronized void append(long iteration, double[] numbers) {
        if (numbers.length != metrics.size()) {
            throw new IllegalArgumentException("There are " + metrics.size() + " metrics, not " + numbers.length);
        }
        if (!entries.endsBefore(iteration)) {
            return;
        }
        view = null;
        entries.add(iteration, numbers);
        rules.at(entries, entries.size() - 1).forEach(this::note);
        if (entries.size() == most) {
            thin();
        }
    }

    /** Whether an iteration is later than the last one with a validation loss, so that one can be added. */
    public synchronized boolean awaitsValidation(long iteration) {
        return validations.endsBefore(iteration);
    }

    /** Adds the validation loss with the weights after an iteration's update; one that is there already stays. */
    public synchronized void validated(long iteration, double loss) {
        if (awaitsValidation(iteration)) {
            view = null;
            validations.add(iteration, new double[]{loss});
            if (validations.size() >= most) {
                Entries all = validations;
                validations = all.only(entry -> entry % 2 == 0 || entry == all.size() - 1);
            }
        }
    }

    /** Leaves out older ones until a quarter is free; entries that were new before come to the same distances first. */
    private void thin() {
        Entries all = entries;
        int newest = all.size() - most / 4;
        entries = all.only(entry -> entry == 0 || entry >= newest || all.iteration(entry) % resolution == 0);
        while (entries.size() > most - most / 4) {
            resolution *= 2;
            Entries rest = entries;
            int recent = rest.size() - most / 4;
            entries = rest.only(entry -> entry == 0 || entry >= recent || rest.iteration(entry) % resolution == 0);
        }
    }

    /** A rule that holds again before long is the same finding still. */
    private void note(Finding now) {
        List<Finding> noted = new ArrayList<>(findings);
        int same = IntStream.range(0, noted.size())
                .filter(i -> noted.get(i).rule() == now.rule() && noted.get(i).metric().equals(now.metric())
                        && now.since() - noted.get(i).until() <= Rules.WINDOW)
                .findFirst().orElse(-1);
        if (same < 0) {
            noted.add(now);
        } else {
            noted.set(same, noted.get(same).still(now.since()));
        }
        if (noted.size() > MOST_FINDINGS) {
            noted.removeFirst();
        }
        findings = List.copyOf(noted);
    }

    private List<Finding> before(long iteration) {
        return findings.stream()
                .filter(finding -> finding.since() < iteration)
                .map(finding -> finding.before(iteration))
                .toList();
    }

    /** A log of its own with the iterations before this one: of a branch that leaves the run there. */
    public synchronized MetricLog upTo(long iteration) {
        MetricLog branch = new MetricLog(metrics, most);
        branch.entries = entries.before(iteration);
        branch.resolution = resolution;
        branch.validations = validations.before(iteration);
        branch.findings = before(iteration);
        return branch;
    }

    /** What there is at this moment; it stays as it is, costs nothing to make, and is the same until something changes. */
    public synchronized View view() {
        if (view == null) {
            view = new View(metrics, entries.soFar(), validations.soFar(), resolution, findings);
        }
        return view;
    }

    /** A log at one moment. */
    public static final class View {

        private final List<Metric> metrics;
        private final Entries entries;
        private final Entries validations;
        private final long resolution;
        private final List<Finding> findings;

        private View(
                List<Metric> metrics, Entries entries, Entries validations, long resolution, List<Finding> findings) {
            this.metrics = metrics;
            this.entries = entries;
            this.validations = validations;
            this.resolution = resolution;
            this.findings = findings;
        }

        /** What was measured of every iteration. */
        public List<Metric> metrics() {
            return metrics;
        }

        /** Those of a kind, in their order. */
        public List<Metric> metrics(Kind kind) {
            return metrics.stream().filter(metric -> metric.kind() == kind).toList();
        }

        /** How many iterations are kept. */
        public int size() {
            return entries.size();
        }

        public boolean isEmpty() {
            return entries.size() == 0;
        }

        /**
         * The first iteration.
         *
         * @throws IllegalStateException if there is none
         */
        public long first() {
            return iteration(0);
        }

        /**
         * The last iteration.
         *
         * @throws IllegalStateException if there is none
         */
        public long last() {
            return iteration(entries.size() - 1);
        }

        private long iteration(int entry) {
            if (isEmpty()) {
                throw new IllegalStateException("Nothing was measured yet");
            }
            return entries.iteration(entry);
        }

        /** Of how many older iterations one is kept: 1 where all are. */
        public long resolution() {
            return resolution;
        }

        /**
         * The course of a metric, copied; of the validation loss the iterations of which it is known.
         *
         * @throws IllegalArgumentException if it was not measured
         */
        public Series series(Metric metric) {
            if (metric.kind() == Kind.VALIDATION_LOSS) {
                return validations.series(0);
            }
            int place = metrics.indexOf(metric);
            if (place < 0) {
                throw new IllegalArgumentException("Not measured: " + metric);
            }
            return entries.series(place);
        }

        Entries entries() {
            return entries;
        }

        Entries validations() {
            return validations;
        }

        /** What the rules marked, in the order in which it began. */
        public List<Finding> findings() {
            return findings;
        }
    }
}
