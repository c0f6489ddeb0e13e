package org.gradwalk.model.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that share one operation's rows.
 *
 * <p>Work is split by rows of the result only, never along a sum, so the numbers do not depend on how many threads
 * there are. The calling thread does the first part itself. Used from one thread at a time.
 */
public final class Workers implements AutoCloseable {

    /** No other threads: the caller does all. May be used from any thread. */
    public static final Workers CALLER = new Workers(1);

    /** Fewer multiply-adds than this are not worth a hand-over. */
    private static final long WORTH_SHARING = 100_000;

    /** How often a waiting thread looks again before it parks. */
    private static final int SPINS = 5_000;

    /** How long the caller sleeps between looks at a helper that takes longer than that. */
    private static final long WAIT_NANOS = 20_000;

    /** Does a range of rows. */
    @FunctionalInterface
    public interface Task {
        void run(int from, int to);
    }

    private final List<Helper> helpers = new ArrayList<>();

    private Workers(int threads) {
        for (int i = 1; i < threads; i++) {
            helpers.add(new Helper(i));
        }
    }

    /**
     * Starts workers; one thread means the caller alone.
     *
     * @throws IllegalArgumentException if there is not at least one thread
     */
    public static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("At least one thread is needed, not " + threads);
        }
        return new Workers(threads);
    }

    /** Number of threads, the caller's included. */
    public int threads() {
        return helpers.size() + 1;
    }

    /**
     * Does {@code count} rows, split into one range a thread where that is worth it.
     *
     * @param count number of rows
     * @param grain ranges start at multiples of this
     * @param workPerRow multiply-adds of one row
     */
    public void forRows(int count, int grain, long workPerRow, Task task) {
        int parts = count * workPerRow < WORTH_SHARING ? 1 : Math.min(threads(), (count + grain - 1) / grain);
        if (parts == 1) {
            task.run(0, count);
            return;
        }
        int from = boundary(count, grain, 1, parts);
        for (int part = 1; part < parts; part++) {
            int to = boundary(count, grain, part + 1, parts);
            helpers.get(part - 1).start(task, from, to);
            from = to;
        }
        RuntimeException failure = null;
        try {
            task.run(0, boundary(count, grain, 1, parts));
        } catch (RuntimeException e) {
            failure = e;
        }
        // every helper is waited for, also after a failure: its range must not be running when the caller goes on
        for (int part = 1; part < parts; part++) {
            Throwable helperFailure = helpers.get(part - 1).await();
            if (helperFailure != null && failure == null) {
                failure = new IllegalStateException("A worker thread failed", helperFailure);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static int boundary(int count, int grain, int part, int parts) {
        if (part == parts) {
            return count;
        }
        int grains = (count + grain - 1) / grain;
        return Math.min(count, (int) ((long) grains * part / parts) * grain);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        helpers.forEach(Helper::end);
    }

    private static final class Helper implements Runnable {

        private final Thread thread;
        private @Nullable Task task;
        private int from;
        private int to;
        private @Nullable Throwable failure;
        private int requested;
        private volatile int started;
        private volatile int finished;
        private volatile boolean ended;

        Helper(int number) {
            thread = new Thread(this, "gradwalk-worker-" + number);
            thread.setDaemon(true);
            thread.start();
        }

        void start(Task newTask, int newFrom, int newTo) {
            task = newTask;
            from = newFrom;
            to = newTo;
            failure = null;
            requested++;
            started = requested; // the volatile write publishes the fields above
            LockSupport.unpark(thread);
        }

        @Nullable
        Throwable await() {
            int target = requested;
            int spins = 0;
            while (finished != target) {
                if (spins++ < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.parkNanos(WAIT_NANOS);
                }
            }
            return failure;
        }

        void end() {
            ended = true;
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            int done = 0;
            while (!ended) {
                int spins = 0;
                while (started == done && !ended) {
                    if (spins++ < SPINS) {
                        Thread.onSpinWait();
                    } else {
                        LockSupport.park(this);
                    }
                }
                if (started != done) {
                    try {
                        Objects.requireNonNull(task).run(from, to);
                    } catch (Throwable e) {
                        failure = e;
                    }
                    done++;
                    finished = done;
                }
            }
        }
    }
}
