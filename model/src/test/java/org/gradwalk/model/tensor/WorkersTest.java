package org.gradwalk.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Work shared among threads: every row done once, none left behind. */
class WorkersTest {

    /** So much work for a row that it is always shared. */
    private static final long MUCH = 1_000_000;

    @Property(tries = 200)
    void everyRowIsDoneExactlyOnce(
            @ForAll @IntRange(max = 500) int count, @ForAll @IntRange(min = 1, max = 17) int grain,
            @ForAll @IntRange(min = 1, max = 3) int threads, @ForAll @IntRange(max = 2_000_000) int workPerRow) {
        try (Workers workers = Workers.of(threads)) {
            assertEveryRowOnce(workers, count, grain, workPerRow);
        }
    }

    @Property(tries = 5)
    void everyRowIsDoneExactlyOnceHoweverOneJobFollowsAnother(@ForAll @IntRange(min = 2, max = 3) int threads) {
        try (Workers workers = Workers.of(threads)) {
            // few parts, then many: a helper that comes late to the first job meets the second
            for (int i = 0; i < 20_000; i++) {
                assertEveryRowOnce(workers, 2, 1, MUCH);
                assertEveryRowOnce(workers, 9, 1, MUCH);
            }
        }
    }

    private static void assertEveryRowOnce(Workers workers, int count, int grain, long workPerRow) {
        AtomicIntegerArray done = new AtomicIntegerArray(count);
        workers.forRows(count, grain, workPerRow, (from, to) -> {
            for (int i = from; i < to; i++) {
                done.incrementAndGet(i);
            }
        });
        for (int i = 0; i < count; i++) {
            if (done.get(i) != 1) {
                assertThat(done.get(i)).as("times row %d of %d was done", i, count).isEqualTo(1);
            }
        }
    }

    @Property(tries = 100)
    void rangesStartAtMultiplesOfTheGrain(
            @ForAll @IntRange(min = 1, max = 500) int count, @ForAll @IntRange(min = 1, max = 17) int grain,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        try (Workers workers = Workers.of(threads)) {
            AtomicInteger wrong = new AtomicInteger();
            workers.forRows(count, grain, MUCH, (from, to) -> wrong.addAndGet(from % grain == 0 ? 0 : 1));
            assertThat(wrong).as("ranges that start elsewhere").hasValue(0);
        }
    }

    @Property(tries = 50)
    void anExceptionReachesTheCallerAndNothingIsLeftRunning(
            @ForAll @IntRange(min = 1, max = 3) int threads, @ForAll @IntRange(max = 99) int bad) {
        IllegalArgumentException failure = new IllegalArgumentException("row " + bad);
        AtomicInteger running = new AtomicInteger();
        try (Workers workers = Workers.of(threads)) {
            assertThatThrownBy(() -> workers.forRows(100, 1, MUCH, (from, to) -> {
                running.incrementAndGet();
                try {
                    if (from <= bad && bad < to) {
                        throw failure;
                    }
                } finally {
                    running.decrementAndGet();
                }
            })).isSameAs(failure);
            assertThat(running).as("ranges that still run").hasValue(0);
            assertEveryRowOnce(workers, 100, 1, MUCH);
        }
    }

    @Property(tries = 10)
    void anErrorReachesTheCallerAsItIs(@ForAll @IntRange(min = 1, max = 3) int threads) {
        AssertionError failure = new AssertionError("broken");
        try (Workers workers = Workers.of(threads)) {
            assertThatThrownBy(() -> workers.forRows(100, 1, MUCH, (from, to) -> {
                throw failure;
            })).isSameAs(failure);
        }
    }

    @Test
    void closingEndsTheThreads() throws InterruptedException {
        Set<Thread> before = helpers();
        Workers workers = Workers.of(3);
        Set<Thread> started = helpers();
        started.removeAll(before);
        assertThat(started).hasSize(2);

        workers.close();

        for (Thread thread : started) {
            assertThat(thread.join(Duration.ofSeconds(30))).as("%s has ended", thread.getName()).isTrue();
        }
    }

    private static Set<Thread> helpers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gradwalk-worker-"))
                .collect(Collectors.toSet());
    }

    @Test
    void withoutAThreadThereIsNoWork() {
        assertThatIllegalArgumentException().isThrownBy(() -> Workers.of(0));
    }
}
