package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of watches stands in the order of the run, is bounded, and forgets what a change has made untrue. */
class WatchLogTest {

    private static final Watch LOSS = new Watch("loss");

    private final WatchLog log = new WatchLog();

    @Test
    void pointsStandInTheOrderOfTheRunHoweverTheyCome() {
        add(0, 1, 5);
        add(0, 0, 9);
        add(0, 1, 2);
        add(0, 0, 3);

        assertThat(moments(0)).containsExactly("0:3", "0:9", "1:2", "1:5");
    }

    @Test
    void aMomentThatIsMeasuredAgainHasOnePoint() {
        add(0, 1, 5);
        log.add(0, LOSS, new WatchPoint(1, 5, new double[]{7}));

        assertThat(log.points(0, LOSS)).hasSize(1);
        assertThat(log.points(0, LOSS).getFirst().numbers()).containsExactly(7);
    }

    @Test
    void everySecondPointGoesWhereThereAreTooManyButNotTheFirstAndTheLast() {
        int last = WatchLog.MOST_POINTS;
        for (int iteration = 0; iteration <= last; iteration++) {
            add(0, iteration, 1);
        }

        assertThat(moments(0)).hasSizeBetween(last / 2, last / 2 + 2)
                .startsWith("0:1", "2:1", "4:1").endsWith(last + ":1");
        for (int iteration = 0; iteration <= 20 * last; iteration++) {
            add(0, iteration, 1);
        }
        assertThat(moments(0)).hasSizeLessThanOrEqualTo(last).startsWith("0:1").endsWith(20 * last + ":1");
    }

    @Test
    void aChangeForgetsItsIterationAndAllAfterItInItsRunOnly() {
        add(0, 3, 1);
        add(0, 4, 1);
        add(0, 5, 1);
        add(1, 5, 1);
        log.changed(0, 4);

        assertThat(moments(0)).containsExactly("3:1");
        assertThat(moments(1)).containsExactly("5:1");
    }

    @Test
    void aBranchBeginsWithWhatItSharesAndLeavesTheOtherRunAlone() {
        add(0, 3, 1);
        add(0, 4, 1);
        log.branched(0, 1, 4);
        add(1, 4, 2);

        assertThat(moments(0)).containsExactly("3:1", "4:1");
        assertThat(moments(1)).containsExactly("3:1", "4:2");
    }

    @Test
    void aCopyDoesNotChangeWithTheLog() {
        add(0, 3, 1);
        WatchLog copy = log.copy();
        add(0, 4, 1);
        log.changed(0, 0);

        assertThat(copy.points(0, LOSS)).hasSize(1);
    }

    @Test
    void whatIsWatchedNoLongerIsForgotten() {
        add(0, 3, 1);
        log.retain(List.of());
        assertThat(log.points(0, LOSS)).isEmpty();
    }

    private void add(int run, long iteration, int operations) {
        log.add(run, LOSS, new WatchPoint(iteration, operations, new double[]{0}));
    }

    private List<String> moments(int run) {
        return log.points(run, LOSS).stream().map(point -> point.iteration() + ":" + point.operations()).toList();
    }
}
