package org.gradwalk.model.tensor;

/** Chooses between the plain and the vector form of the kernels for the time of a test. */
public final class Kernels {

    private Kernels() {}

    /** Runs with the plain kernels. */
    public static void plain(Runnable test) {
        with(false, test);
    }

    /** Runs with the vector kernels. */
    public static void vectorised(Runnable test) {
        with(true, test);
    }

    /** Runs with the one or the other. */
    public static void with(boolean vectorised, Runnable test) {
        boolean products = Products.vectorised;
        boolean rows = Rows.vectorised;
        boolean finite = Finite.vectorised;
        boolean exponential = Exponential.vectorised;
        Products.vectorised = vectorised;
        Rows.vectorised = vectorised;
        Finite.vectorised = vectorised;
        Exponential.vectorised = vectorised;
        try {
            test.run();
        } finally {
            Products.vectorised = products;
            Rows.vectorised = rows;
            Finite.vectorised = finite;
            Exponential.vectorised = exponential;
        }
    }
}
