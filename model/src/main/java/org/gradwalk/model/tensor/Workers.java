package org.gradwalk.model.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that share one operation's rows.
 *
 * <p>Work is split by rows of the result only, never along a sum, so the numbers do not depend on how many threads there
 * are, or on which of them does what. The calling thread takes part, and does alone what no helper has begun: on a busy
 * machine nobody waits for a thread that does not run. Used from one thread at a time.
 */
public final class Workers implements AutoCloseable {

    /** No other threads: the caller does all. May be used from any thread. */
    public static final Workers CALLER = new Workers(1);

    /** Fewer multiply-adds than this are not worth a hand-over. */
    private static final long WORTH_SHARING = 100_000;

    /** Parts for each thread, so that a slow one does not keep the others waiting. */
    private static final int PARTS_PER_THREAD = 2;

    /** How often a waiting thread looks again before it sleeps. */
    private static final int SPINS = 5_000;

    /** How often it looks before it lets others run. */
    private static final int SPINS_TO_YIELD = 32;

    /** How long the caller sleeps between looks at a part that takes longer than that. */
    private static final long WAIT_NANOS = 20_000;

    private static final int PART_BITS = 32;

    /** Does a range of rows. */
    @FunctionalInterface
    public interface Task {
        void run(int from, int to);
    }

    private record Job(long number, Task task, int count, int grain, int parts) {

        private static final Job NONE = new Job(0, (from, to) -> {
        }, 0, 1, 0);

        void run(int part) {
            task.run(boundary(part), boundary(part + 1));
        }

        private int boundary(int part) {
            int grains = (count + grain - 1) / grain;
            return part == parts ? count : (int) ((long) grains * part / parts) * grain;
        }
    }

    private final List<Thread> helpers = new ArrayList<>();
    private final int threads;
    /** Number of the job in the upper half, number of its next part that nobody has begun in the lower. */
    private final AtomicLong next = new AtomicLong();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile Job job = Job.NONE;
    private volatile boolean ended;

    private Workers(int threads) {
        this.threads = threads;
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
        Workers workers = new Workers(threads);
        for (int i = 1; i < threads; i++) {
            Thread helper = new Thread(workers::help, "gradwalk-worker-" + i);
            helper.setDaemon(true);
            workers.helpers.add(helper);
            helper.start();
        }
        return workers;
    }

    /** Number of threads, the caller's included. */
    public int threads() {
        return threads;
    }

    /**
     * Does {@code count} rows, split into ranges where that is worth it.
     *
     * @param count number of rows
     * @param grain ranges start at multiples of this
     * @param workPerRow multiply-adds of one row
     */
    public void forRows(int count, int grain, long workPerRow, Task task) {
        int grains = (count + grain - 1) / grain;
        if (threads == 1 || grains < 2 || count * workPerRow < WORTH_SHARING) {
            task.run(0, count);
            return;
        }
        int parts = Math.min(threads * PARTS_PER_THREAD, grains);
        failure.set(null);
        finished.set(0);
        long number = job.number + 1;
        job = new Job(number, task, count, grain, parts);
        // this write publishes the job: helpers begin with the first part
        next.set(number << PART_BITS);
        helpers.forEach(LockSupport::unpark);
        doParts();
        int spins = 0;
        while (finished.get() < parts) {
            if (spins++ < SPINS) {
                spin(spins);
            } else {
                LockSupport.parkNanos(WAIT_NANOS);
            }
        }
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        if (thrown != null) {
            throw new IllegalStateException("An operation failed on a worker thread", thrown);
        }
    }

    /** Does parts of the present job until all have been begun. */
    private void doParts() {
        while (true) {
            long state = next.get();
            int part = (int) state;
            Job present = job;
            // a helper that comes late may see a job whose parts are not given out yet
            if (present.number != state >> PART_BITS || part >= present.parts) {
                return;
            }
            // the swap fails if another thread took the part, or if another job has begun since
            if (next.compareAndSet(state, state + 1)) {
                try {
                    present.run(part);
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                } finally {
                    finished.incrementAndGet();
                }
            }
        }
    }

    /** Looks again soon, and now and then lets a thread run first that has something to do. */
    @SuppressWarnings("ThreadPriorityCheck") // correct without it: it only helps where there are more threads than processors
    private static void spin(int spins) {
        if (spins % SPINS_TO_YIELD == 0) {
            Thread.yield();
        } else {
            Thread.onSpinWait();
        }
    }

    private void help() {
        long seen = 0;
        while (!ended) {
            int spins = 0;
            while (next.get() >> PART_BITS == seen && !ended) {
                if (spins++ < SPINS) {
                    spin(spins);
                } else {
                    LockSupport.park(this);
                }
            }
            seen = next.get() >> PART_BITS;
            doParts();
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        ended = true;
        helpers.forEach(LockSupport::unpark);
    }
}
