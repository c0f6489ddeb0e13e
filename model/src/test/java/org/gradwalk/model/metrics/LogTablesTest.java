package org.gradwalk.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gradwalk.model.metrics.Metric.Kind;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;

/** A log comes back from its tables and goes on as if it had never been away. */
class LogTablesTest {

    private static final List<Metric> METRICS = List.of(
            Metric.of(Kind.LOSS), Metric.of(Kind.GLOBAL_GRADIENT_NORM), Metric.of(Kind.GRADIENT_NORM, "embed"),
            Metric.of(Kind.GRADIENT_NORM, "h.0.attn"));

    private static MetricLog log(int iterations) {
        MetricLog log = new MetricLog(METRICS);
        for (int i = 0; i < iterations; i++) {
            add(log, i);
        }
        return log;
    }

    private static void add(MetricLog log, int i) {
        log.append(i, new double[]{i == 70 ? Double.NaN : 3.0 / (i + 1), 1, 1, i % 90 == 80 ? 1000 : 1});
        if (i % 25 == 24) {
            log.validated(i, 4.0 / i);
        }
    }

    private static void assertSame(MetricLog.View actual, MetricLog.View expected) {
        for (Metric metric : METRICS) {
            assertThat(actual.series(metric).iterations()).isEqualTo(expected.series(metric).iterations());
            assertThat(actual.series(metric).numbers()).isEqualTo(expected.series(metric).numbers());
        }
        Metric validation = Metric.of(Kind.VALIDATION_LOSS);
        assertThat(actual.series(validation).numbers()).isEqualTo(expected.series(validation).numbers());
        assertThat(actual.findings()).isEqualTo(expected.findings());
        assertThat(actual.resolution()).isEqualTo(expected.resolution());
    }

    @Test
    void aLogComesBackAndGoesOn() {
        for (int iterations : new int[]{0, 1, 100, 9000}) {
            MetricLog log = log(iterations);
            MetricLog back = LogTables.read(METRICS, LogTables.of(log.view()));
            assertSame(back.view(), log.view());
            for (int i = iterations; i < iterations + 200; i++) {
                add(log, i);
                add(back, i);
            }
            assertSame(back.view(), log.view());
            assertThat(log.view().findings()).isNotEmpty();
        }
    }

    @Test
    void whatIsMeasuredMayChange() {
        MetricLog log = log(100);
        Metric added = Metric.of(Kind.COSINE, "h.0");
        List<Metric> now = List.of(METRICS.get(3), added, METRICS.get(0));
        MetricLog.View back = LogTables.read(now, LogTables.of(log.view())).view();
        for (Metric metric : List.of(METRICS.get(0), METRICS.get(3))) {
            assertThat(back.series(metric).numbers()).isEqualTo(log.view().series(metric).numbers());
        }
        assertThat(back.series(added).numbers()).hasSize(100).containsOnly(Double.NaN);
        assertThat(back.findings()).isNotEmpty().isEqualTo(
                log.view().findings().stream().filter(finding -> now.contains(finding.metric())).toList());
    }

    @Test
    void otherTablesAreRefused() {
        Map<String, Matrix> sound = LogTables.of(log(100).view());
        for (String name : sound.keySet()) {
            Map<String, Matrix> fewer = new HashMap<>(sound);
            fewer.remove(name);
            assertRefused(fewer);
            Map<String, Matrix> wider = new HashMap<>(sound);
            wider.put(name, Matrix.zeros(1, 17));
            assertRefused(wider);
        }
        for (double number : new double[]{-1, 0.5, Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
            assertRefused(with(sound, "entries", 5, 0, number));
            assertRefused(with(sound, "findings", 0, 0, number));
            assertRefused(with(sound, "findings", 0, 1, number));
            assertRefused(with(sound, "findings", 0, 2, number));
            assertRefused(with(sound, "resolution", 0, 0, number));
        }
        assertRefused(with(sound, "entries", 5, 0, 4));
        for (double column : new double[]{-1, 0.5, 0, METRICS.size()}) {
            assertRefused(with(sound, "metric/GRADIENT_NORM/embed", 0, 0, column));
        }
        Map<String, Matrix> more = new HashMap<>(sound);
        more.put("something", Matrix.of(1, 1, METRICS.size()));
        assertRefused(more);
        assertRefused(with(sound, "findings", 0, 1, METRICS.size()));
        assertRefused(with(sound, "resolution", 0, 0, 0));
    }

    private static Map<String, Matrix> with(Map<String, Matrix> sound, String name, int row, int column,
            double number) {
        Map<String, Matrix> changed = new HashMap<>(sound);
        Matrix table = Objects.requireNonNull(sound.get(name)).copy();
        table.set(row, column, number);
        changed.put(name, table);
        return changed;
    }

    private static void assertRefused(Map<String, Matrix> tables) {
        assertThatIllegalArgumentException().isThrownBy(() -> LogTables.read(METRICS, tables));
    }
}
