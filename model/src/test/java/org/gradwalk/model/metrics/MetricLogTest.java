package org.gradwalk.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradwalk.model.metrics.Metric.Kind;
import org.junit.jupiter.api.Test;

class MetricLogTest {

    private static final Metric LOSS = Metric.of(Kind.LOSS);
    private static final Metric RATE = Metric.of(Kind.LEARNING_RATE);
    private static final Metric VALIDATION = Metric.of(Kind.VALIDATION_LOSS);
    private static final int MOST = 256;

    private static MetricLog filled(int iterations) {
        MetricLog log = new MetricLog(List.of(LOSS, RATE), MOST);
        for (int i = 0; i < iterations; i++) {
            log.append(i, new double[]{10 * i, -i});
        }
        return log;
    }

    @Property(tries = 50)
    void aLogIsBoundedKeepsItsWholeLengthAndItsNewestIterations(@ForAll @IntRange(min = 1, max = 5000) int iterations) {
        MetricLog.View view = filled(iterations).view();
        long[] kept = view.series(LOSS).iterations();

        assertThat(view.size()).isLessThan(MOST);
        assertThat(view.first()).isZero();
        assertThat(view.last()).isEqualTo(iterations - 1);
        for (int i = 1; i < kept.length; i++) {
            assertThat(kept[i] - kept[i - 1]).as("gap before %s", kept[i]).isBetween(1L, view.resolution());
        }
        int newest = Math.min(kept.length, Rules.WINDOW + 1);
        assertThat(kept[kept.length - newest]).isEqualTo(iterations - newest);
        assertThat(view.series(RATE).numbers()).isEqualTo(Arrays.stream(kept).mapToDouble(i -> -i).toArray());
        assertThat(view.resolution() == 1).isEqualTo(iterations < MOST);
    }

    @Test
    void anIterationThatIsDoneAgainChangesNothing() {
        MetricLog log = filled(10);
        log.append(4, new double[]{99, 99});
        assertThat(log.view().series(LOSS).numbers()).isEqualTo(filled(10).view().series(LOSS).numbers());
    }

    @Test
    void aViewIsTheSameUntilSomethingChanges() {
        MetricLog log = filled(10);
        MetricLog.View view = log.view();
        log.append(4, new double[]{99, 99});
        assertThat(log.view()).isSameAs(view);
        log.validated(9, 1);
        MetricLog.View validated = log.view();
        assertThat(validated).isNotSameAs(view);
        log.append(10, new double[]{99, 99});
        assertThat(log.view()).isNotSameAs(validated);
    }

    @Test
    void aRunThatGoesOnOtherwiseForgetsWhatFollowed() {
        MetricLog log = filled(10);
        log.validated(3, 1.5);
        log.validated(7, 2.5);
        MetricLog.View before = log.view();

        MetricLog again = log.upTo(6);
        again.append(6, new double[]{-1, -1});

        assertThat(again.view().series(LOSS).numbers()).containsExactly(0, 10, 20, 30, 40, 50, -1);
        assertThat(again.view().series(VALIDATION).iterations()).containsExactly(3);
        assertThat(before.series(LOSS).numbers()).as("an older view").endsWith(60, 70, 80, 90);
    }

    @Test
    void aBranchHasWhatWasBeforeItAndGoesItsOwnWay() {
        MetricLog run = filled(10);
        run.validated(2, 1.5);
        MetricLog branch = run.upTo(4);
        branch.append(4, new double[]{-1, -1});
        run.append(10, new double[]{100, -10});

        assertThat(branch.view().series(LOSS).numbers()).containsExactly(0, 10, 20, 30, -1);
        assertThat(branch.view().series(VALIDATION).numbers()).containsExactly(1.5);
        assertThat(run.view().series(LOSS).numbers()).hasSize(11).endsWith(90, 100);
    }

    @Test
    void everyValidationLossIsKeptWhateverIsThinned() {
        MetricLog log = new MetricLog(List.of(LOSS), MOST);
        for (int i = 0; i < 5000; i++) {
            log.append(i, new double[]{i});
            if (i % 100 == 99) {
                log.validated(i, i + 0.5);
            }
        }
        assertThat(log.view().series(VALIDATION).iterations()).hasSize(50).startsWith(99, 199);
        assertThat(log.view().series(VALIDATION).numbers()).endsWith(4999.5);
    }

    @Test
    void aViewIsWholeWhileTheWalkWrites() throws InterruptedException {
        MetricLog log = new MetricLog(List.of(LOSS, RATE), MOST);
        AtomicBoolean done = new AtomicBoolean();
        Thread walk = Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < 20_000; i++) {
                    log.append(i, new double[]{10 * i, -i});
                }
            } finally {
                done.set(true);
            }
        });
        while (!done.get()) {
            MetricLog.View view = log.view();
            Series losses = view.series(LOSS);
            for (int i = 0; i < losses.size(); i++) {
                assertThat(losses.numbers()[i]).isEqualTo(10.0 * losses.iterations()[i]);
            }
            assertThat(view.series(RATE).size()).isEqualTo(losses.size());
        }
        walk.join();
        assertThat(log.view().last()).isEqualTo(19_999);
        assertThat(log.view().resolution()).isEqualTo(256);
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> filled(1).append(1, new double[]{1}));
        assertThatIllegalArgumentException().isThrownBy(() -> new MetricLog(List.of(LOSS), 10));
    }
}
