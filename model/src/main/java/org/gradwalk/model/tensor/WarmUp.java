package org.gradwalk.model.tensor;

import java.time.Duration;
import org.gradwalk.model.tensor.Products.Form;

/**
 * Runs the vector kernels until they are compiled. Before that they are some hundred times slower than the plain ones,
 * which give the same bits and are used meanwhile; where the vector form never wins, the plain one stays.
 */
public final class WarmUp {

    /** Not a multiple of a tile's rows or columns, so that its edges are warmed, too. */
    private static final int SIZE = 28;
    /** More than a block of the summed index. */
    private static final int DEPTH = 260;
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
        Products.vectorised = race(end, () -> products(PlainProducts::run), () -> products(PackedProducts::run));
        double[] source = filled(1, ENTRIES).data();
        double[] target = new double[ENTRIES];
        Rows.vectorised = race(
                end,
                () -> target[0] = Rows.largestPlain(source, 0, ENTRIES),
                () -> target[0] = Rows.largestVectorised(source, 0, ENTRIES));
        Finite.vectorised = race(
                end,
                () -> target[0] = Finite.allPlain(source, 0, ENTRIES)
                        && Finite.orMinusInfinityPlain(source, 0, ENTRIES) ? 1 : 0,
                () -> target[0] = Finite.allVectorised(source, 0, ENTRIES)
                        && Finite.orMinusInfinityVectorised(source, 0, ENTRIES) ? 1 : 0);
        Exponential.vectorised = race(
                end,
                () -> Exponential.applyPlain(source, 0, 0, target, 0, ENTRIES),
                () -> Exponential.applyVectorised(source, 0, 0, target, 0, ENTRIES));
    }

    private interface Product {
        void run(Workers workers, Form form, Matrix a, Matrix b, double scale, double[] bias, Matrix c);
    }

    /** All forms of products, with and without scale and bias: what was not compiled with the rest would be slow. */
    private static void products(Product product) {
        Matrix a = filled(SIZE, SIZE);
        Matrix b = filled(SIZE, SIZE);
        Matrix c = Matrix.zeros(SIZE, SIZE);
        double[] none = {};
        double[] bias = new double[SIZE];
        for (Form form : Form.values()) {
            product.run(Workers.CALLER, form, a, b, 1, none, c);
            product.run(Workers.CALLER, form, a, b, 0.5, none, c);
            product.run(Workers.CALLER, form, a, b, 1, bias, c);
        }
        product.run(Workers.CALLER, Form.PLAIN, filled(8, DEPTH), filled(DEPTH, SIZE), 1, none, c.rows(0, 8));
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
