package org.gradwalk.model.tensor;

import java.util.Arrays;

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
        Run[] runs = new Run[mask.rows()];
        Arrays.setAll(runs, row -> Run.of(mask, row));
        workers.forRows(x.rows(), 1, (long) x.columns() * COST, (from, to) -> {
            for (int i = from; i < to; i++) {
                int row = i % mask.rows();
                if (runs[row].unbroken) {
                    copy(runs[row], x, outside, y, i);
                } else {
                    choose(mask, row, x, outside, y, i);
                }
            }
        });
    }

    /** Where the allowed entries of a mask's row stand, and whether there is none forbidden among them. */
    private record Run(int start, int end, boolean unbroken) {

        static Run of(Matrix mask, int row) {
            int start = 0;
            while (start < mask.columns() && mask.get(row, start) == 0) {
                start++;
            }
            int end = start;
            while (end < mask.columns() && mask.get(row, end) != 0) {
                end++;
            }
            int rest = end;
            while (rest < mask.columns() && mask.get(row, rest) == 0) {
                rest++;
            }
            return new Run(start, end, rest == mask.columns());
        }
    }

    /** A row by copying the run of allowed entries: most patterns of attention have one for each query. */
    private static void copy(Run run, Matrix x, double outside, Matrix y, int row) {
        int source = x.rowOffset(row);
        int target = y.rowOffset(row);
        Arrays.fill(y.data(), target, target + run.start, outside);
        System.arraycopy(x.data(), source + run.start, y.data(), target + run.start, run.end - run.start);
        Arrays.fill(y.data(), target + run.end, target + y.columns(), outside);
    }

    /** A row entry by entry. */
    private static void choose(Matrix mask, int maskRow, Matrix x, double outside, Matrix y, int row) {
        double[] allowed = mask.data();
        double[] source = x.data();
        double[] target = y.data();
        int m = mask.rowOffset(maskRow);
        int s = x.rowOffset(row);
        int t = y.rowOffset(row);
        for (int j = 0; j < x.columns(); j++) {
            target[t + j] = allowed[m + j] != 0 ? source[s + j] : outside;
        }
    }
}
