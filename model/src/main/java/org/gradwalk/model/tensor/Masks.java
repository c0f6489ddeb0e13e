package org.gradwalk.model.tensor;

/** Which key a query may look at. */
public final class Masks {

    private static final int COST = 4;

    private Masks() {}

    /**
     * Copies the entries where looking is allowed and writes {@code outside} elsewhere.
     *
     * @param mask T × T, 1 where allowed
     * @param x any number of T × T matrices, one below the other
     * @param y of the shape of x
     */
    public static void apply(Workers workers, Matrix mask, Matrix x, double outside, Matrix y) {
        y.requireShape(x.rows(), mask.columns());
        workers.forRows(x.rows(), 1, (long) x.columns() * COST, (from, to) -> {
            double[] allowed = mask.data();
            double[] source = x.data();
            double[] target = y.data();
            for (int i = from; i < to; i++) {
                int maskRow = mask.rowOffset(i % mask.rows());
                int xRow = x.rowOffset(i);
                int yRow = y.rowOffset(i);
                for (int j = 0; j < x.columns(); j++) {
                    target[yRow + j] = allowed[maskRow + j] != 0 ? source[xRow + j] : outside;
                }
            }
        });
    }
}
