package org.gradwalk.model.tensor;

import java.time.Duration;
import org.gradwalk.model.tensor.Products.Form;

/**
 * Runs the vector kernels until they are compiled. Before that they are some hundred times slower than the plain ones,
 * which give the same bits and are used meanwhile; where the vector form never wins, the plain one stays.
 */
public final class WarmUp {

    private static final int ROWS = 24;
    private static final int COLUMNS = 40;
    private static final int DEPTH = 40;
    private static final int ENTRIES = 1024;
    /** The vector form must win so often in a row before it is used. */
    private static final int WINS = 20;

    private WarmUp() {}

    /** Starts warming in the background. */
    @SuppressWarnings("ThreadPriorityCheck") // a hint is all that is meant: a key press should go first
    public static Thread start() {
        Thread thread = new Thread(() -> run(Duration.ofSeconds(20)), "gradwalk-warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        return thread;
    }

    /** Warms on the calling thread until all kernels are fast, at most this long. */
    public static void run(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Matrix a = filled(ROWS, DEPTH);
        Matrix b = filled(DEPTH, COLUMNS);
        Matrix c = Matrix.zeros(ROWS, COLUMNS);
        double[] none = {};
        Products.vectorised = race(
                end,
                () -> PlainProducts.run(Workers.CALLER, Form.PLAIN, a, b, 1, none, c),
                () -> PackedProducts.run(Workers.CALLER, Form.PLAIN, a, b, 1, none, c));
        double[] source = filled(1, ENTRIES).data();
        double[] target = new double[ENTRIES];
        Rows.vectorised = race(
                end,
                () -> target[0] = Rows.largestPlain(source, 0, ENTRIES),
                () -> target[0] = Rows.largestVectorised(source, 0, ENTRIES));
        Exponential.vectorised = race(
                end,
                () -> Exponential.applyPlain(source, 0, 0, target, 0, ENTRIES),
                () -> Exponential.applyVectorised(source, 0, 0, target, 0, ENTRIES));
    }

    private static Matrix filled(int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < matrix.size(); i++) {
            matrix.data()[i] = i % 7 - 3;
        }
        return matrix;
    }

    /** Runs both until the second is the faster one many times in a row; false if time is up before. */
    private static boolean race(long end, Runnable plain, Runnable vectorised) {
        int wins = 0;
        while (wins < WINS) {
            long start = System.nanoTime();
            if (start > end) {
                return false;
            }
            plain.run();
            long between = System.nanoTime();
            vectorised.run();
            wins = System.nanoTime() - between < between - start ? wins + 1 : 0;
        }
        return true;
    }
}
