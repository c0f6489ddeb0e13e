package org.gradwalk.model.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwalk.model.metrics.Finding.Rule;
import org.gradwalk.model.tensor.Matrix;

/** A log as tables of numbers, as it is kept in files. */
public final class LogTables {

    private static final String ENTRIES = "entries";
    private static final String VALIDATIONS = "validations";
    private static final String FINDINGS = "findings";
    private static final String RESOLUTION = "resolution";
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
        return Map.of(
                ENTRIES, table(log.entries(), log.metrics().size()), VALIDATIONS, table(log.validations(), 1),
                FINDINGS, findings, RESOLUTION, Matrix.of(1, 1, (double) log.resolution()));
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
     * @param metrics what was measured
     * @throws IllegalArgumentException if they are not those of a log of these metrics
     */
    public static MetricLog read(List<Metric> metrics, Map<String, Matrix> tables) {
        require(tables.keySet().equals(Set.of(ENTRIES, VALIDATIONS, FINDINGS, RESOLUTION)),
                "Measurements have other tables: " + tables.keySet());
        Matrix resolution = table(tables, RESOLUTION, 1);
        require(resolution.rows() == 1 && whole(resolution.get(0, 0)) > 0, "Measurements have no distance");
        return MetricLog.of(
                metrics, entries(table(tables, ENTRIES, 1 + metrics.size())), entries(table(tables, VALIDATIONS, 2)),
                whole(resolution.get(0, 0)), findings(metrics, table(tables, FINDINGS, FINDING)));
    }

    private static Matrix table(Map<String, Matrix> tables, String name, int columns) {
        Matrix table = tables.get(name);
        if (table == null || table.columns() != columns || table.rows() >= MetricLog.MOST) {
            throw new IllegalArgumentException("The table " + name + " of what was measured has another shape");
        }
        return table;
    }

    private static Entries entries(Matrix table) {
        Entries entries = new Entries(table.columns() - 1);
        double[] numbers = new double[table.columns() - 1];
        for (int i = 0; i < table.rows(); i++) {
            long iteration = whole(table.get(i, 0));
            require(entries.endsBefore(iteration), "What was measured is out of its order");
            for (int j = 0; j < numbers.length; j++) {
                numbers[j] = table.get(i, j + 1);
            }
            entries.add(iteration, numbers);
        }
        return entries;
    }

    private static List<Finding> findings(List<Metric> metrics, Matrix table) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < table.rows(); i++) {
            long rule = whole(table.get(i, 0));
            long metric = whole(table.get(i, 1));
            require(rule < RULES.size() && metric < metrics.size(), "A mark of no rule or metric");
            findings.add(new Finding(
                    RULES.get((int) rule), metrics.get((int) metric), whole(table.get(i, 2)),
                    whole(table.get(i, 3)), table.get(i, 4), table.get(i, 5)));
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
