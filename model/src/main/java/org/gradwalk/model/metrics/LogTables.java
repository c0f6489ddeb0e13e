package org.gradwalk.model.metrics;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwalk.model.metrics.Finding.Rule;
import org.gradwalk.model.tensor.Matrix;

/**
 * A log as tables of numbers, as it is kept in files. Each metric says by a table of its name which column is its own, so
 * that what is measured may change: what was not measured then comes back as NaN, what no longer is, is left out.
 */
public final class LogTables {

    private static final String ENTRIES = "entries";
    private static final String VALIDATIONS = "validations";
    private static final String FINDINGS = "findings";
    private static final String RESOLUTION = "resolution";
    /** Before the names of metrics. */
    private static final String METRIC = "metric/";
    private static final int FINDING = 6;
    /** The numbers that stand for rules are their places here, so new ones come last. */
    private static final List<Rule> RULES = List
            .of(Rule.NON_FINITE, Rule.EXPLODING, Rule.ZERO, Rule.VANISHING, Rule.DEAD);
    /** Whole numbers up to here are doubles. */
    private static final double MOST = 0x1p53;

    private LogTables() {}

    /** The tables of a log, copied: rows of an iteration and its numbers, and rows of marks. */
    public static Map<String, Matrix> of(MetricLog.View log) {
        Matrix findings = Matrix.zeros(log.findings().size(), FINDING);
        for (int i = 0; i < findings.rows(); i++) {
            Finding finding = log.findings().get(i);
            findings.set(i, 0, RULES.indexOf(finding.rule()));
            findings.set(i, 1, log.metrics().indexOf(finding.metric()));
            findings.set(i, 2, (double) finding.since());
            findings.set(i, 3, (double) finding.until());
            findings.set(i, 4, finding.value());
            findings.set(i, 5, finding.limit());
        }
        Map<String, Matrix> tables = new HashMap<>();
        tables.put(ENTRIES, table(log.entries(), log.metrics().size()));
        tables.put(VALIDATIONS, table(log.validations(), 1));
        tables.put(FINDINGS, findings);
        tables.put(RESOLUTION, Matrix.of(1, 1, (double) log.resolution()));
        for (int i = 0; i < log.metrics().size(); i++) {
            tables.put(name(log.metrics().get(i)), Matrix.of(1, 1, (double) i));
        }
        return tables;
    }

    private static String name(Metric metric) {
        String head = metric.head().isEmpty() ? "" : "/" + metric.head().getAsInt();
        return METRIC + metric.kind() + "/" + metric.layer() + head;
    }

    private static Matrix table(Entries entries, int width) {
        Matrix table = Matrix.zeros(entries.size(), 1 + width);
        for (int i = 0; i < entries.size(); i++) {
            table.set(i, 0, (double) entries.iteration(i));
            for (int j = 0; j < width; j++) {
                table.set(i, j + 1, entries.number(i, j));
            }
        }
        return table;
    }

    /**
     * The log of tables that may come from anywhere.
     *
     * @param metrics what is measured now
     * @throws IllegalArgumentException if they are not those of a log
     */
    public static MetricLog read(List<Metric> metrics, Map<String, Matrix> tables) {
        Matrix resolution = table(tables, RESOLUTION, 1);
        require(resolution.rows() == 1 && whole(resolution.get(0, 0)) > 0, "Measurements have no distance");
        List<Optional<Metric>> measured = measured(metrics, tables);
        int[] columns = metrics.stream().mapToInt(metric -> measured.indexOf(Optional.of(metric))).toArray();
        return MetricLog.of(
                metrics, entries(table(tables, ENTRIES, 1 + measured.size()), columns),
                entries(table(tables, VALIDATIONS, 2), 0), whole(resolution.get(0, 0)),
                findings(measured, table(tables, FINDINGS, FINDING)));
    }

    /** What the columns are of; empty where it is no longer measured. */
    private static List<Optional<Metric>> measured(List<Metric> metrics, Map<String, Matrix> tables) {
        Map<String, Metric> known = metrics.stream()
                .collect(Collectors.toMap(LogTables::name, metric -> metric));
        List<String> names = tables.keySet().stream()
                .filter(table -> !Set.of(ENTRIES, VALIDATIONS, FINDINGS, RESOLUTION).contains(table)).toList();
        List<Optional<Metric>> measured = new ArrayList<>(Collections.nCopies(names.size(), Optional.empty()));
        BitSet taken = new BitSet();
        for (String name : names) {
            Matrix place = table(tables, name, 1);
            require(name.startsWith(METRIC) && place.rows() == 1, "Measurements have another table: " + name);
            long column = whole(place.get(0, 0));
            require(column < names.size() && !taken.get((int) column), name + " has no column of its own");
            taken.set((int) column);
            measured.set((int) column, Optional.ofNullable(known.get(name)));
        }
        return measured;
    }

    private static Matrix table(Map<String, Matrix> tables, String name, int columns) {
        Matrix table = tables.get(name);
        if (table == null || table.columns() != columns || table.rows() >= MetricLog.MOST) {
            throw new IllegalArgumentException("The table " + name + " of what was measured has another shape");
        }
        return table;
    }

    /** @param columns that are taken, in this order; −1 for one that is not there */
    private static Entries entries(Matrix table, int... columns) {
        Entries entries = new Entries(columns.length);
        double[] numbers = new double[columns.length];
        for (int i = 0; i < table.rows(); i++) {
            long iteration = whole(table.get(i, 0));
            require(entries.endsBefore(iteration), "What was measured is out of its order");
            for (int j = 0; j < numbers.length; j++) {
                numbers[j] = columns[j] < 0 ? Double.NaN : table.get(i, columns[j] + 1);
            }
            entries.add(iteration, numbers);
        }
        return entries;
    }

    private static List<Finding> findings(List<Optional<Metric>> measured, Matrix table) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < table.rows(); i++) {
            long rule = whole(table.get(i, 0));
            long column = whole(table.get(i, 1));
            require(rule < RULES.size() && column < measured.size(), "A mark of no rule or metric");
            long since = whole(table.get(i, 2));
            long until = whole(table.get(i, 3));
            double value = table.get(i, 4);
            double limit = table.get(i, 5);
            measured.get((int) column).ifPresent(
                    metric -> findings.add(new Finding(RULES.get((int) rule), metric, since, until, value, limit)));
        }
        return findings;
    }

    private static long whole(double number) {
        require(number >= 0 && number <= MOST && number == Math.rint(number), "There is no iteration " + number);
        return (long) number;
    }

    private static void require(boolean sound, String problem) {
        if (!sound) {
            throw new IllegalArgumentException(problem);
        }
    }
}
