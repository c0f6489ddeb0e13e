package org.gradwalk.model.run;

import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Pair;

/** Numbers that tell how an iteration goes, beside those that it is made of. */
public final class Diagnostics {

    private Diagnostics() {}

    /**
     * The entropy of a row of attention weights, in nats: 0 where one key gets all, log n where n keys share alike.
     *
     * @param probs rows that sum to 1; T × T
     */
    public static double entropy(Matrix probs, int row) {
        double entropy = 0;
        for (int j = 0; j < probs.columns(); j++) {
            double p = probs.get(row, j);
            entropy -= p > 0 ? p * Math.log(p) : 0;
        }
        return entropy;
    }

    /**
     * The signed share of a summand in a sum, A : S / ‖S‖²: shares of all summands sum to 1, and one is negative where it
     * opposes the sum. NaN where the sum is 0.
     */
    public static double share(Matrix summand, Matrix sum) {
        return Entries.dot(summand, sum) / Entries.sumOfSquares(sum);
    }

    /** The cosine of two matrices taken as vectors; NaN where one is 0. */
    public static double cosine(Matrix a, Matrix b) {
        return Entries.dot(a, b) / Math.sqrt(Entries.sumOfSquares(a) * Entries.sumOfSquares(b));
    }

    /** The norm of the change over the norm of what changed, ‖B − A‖ / ‖A‖; NaN where A is 0. */
    public static double changeRatio(Matrix before, Matrix after) {
        Pair sums = new Pair();
        sums.addChange(before, after);
        return sums.first() == 0 ? Double.NaN : Math.sqrt(sums.second() / sums.first());
    }

    /**
     * The share of columns without a positive entry: hidden units that a ReLU leaves dead at all positions shown.
     *
     * @param activated or what it was before the ReLU, positions × units
     */
    public static double deadShare(Matrix activated) {
        int dead = 0;
        for (int j = 0; j < activated.columns(); j++) {
            int i = 0;
            while (i < activated.rows() && !(activated.get(i, j) > 0)) {
                i++;
            }
            dead += i == activated.rows() ? 1 : 0;
        }
        return (double) dead / activated.columns();
    }
}
