package org.gradwalk.model.tensor;

/**
 * Loops over entries that do not depend on one another, shared among threads by rows.
 *
 * <p>The compiler makes vector code only of a loop that has the same index in all of its arrays. Matrices that lie alike
 * in their arrays, as those of an iteration mostly do, allow that; views of larger ones are done row by row, with an
 * index each. The numbers are the same.
 */
final class Stretches {

    private Stretches() {}

    /** Does the entries of an array from one index to another, which are the same indices in all arrays. */
    @FunctionalInterface
    interface Stretch {
        void run(int from, int to);
    }

    /** Does one row, which may begin at a different index in each array. */
    @FunctionalInterface
    interface Row {
        void run(int row);
    }

    /** Whether entry (i, j) has the same index in the arrays of both. */
    static boolean alike(Matrix a, Matrix b) {
        return a.offset() == b.offset() && a.stride() == b.stride();
    }

    /**
     * Does all entries of matrices of one shape.
     *
     * @param cost of an entry, in multiply-adds of a product kernel
     * @param alike whether all of the matrices lie as {@code target} does
     */
    static void share(Workers workers, int cost, Matrix target, boolean alike, Stretch stretch, Row row) {
        boolean whole = alike && target.stride() == target.columns();
        workers.forRows(target.rows(), 1, (long) target.columns() * cost, (from, to) -> {
            if (whole) {
                stretch.run(target.rowOffset(from), target.rowOffset(to));
                return;
            }
            for (int i = from; i < to; i++) {
                if (alike) {
                    stretch.run(target.rowOffset(i), target.rowOffset(i) + target.columns());
                } else {
                    row.run(i);
                }
            }
        });
    }
}
