package org.gradwalk.app.view.layernorm;

import org.gradwalk.model.tensor.Matrix;

/**
 * What the way back through a layer norm takes out of G, the error of the normalised rows: its parts along the mean and
 * along the normalised row x̂, which are at right angles.
 *
 * @param mean the length of the part along the mean; signed, where it is of one row
 * @param normalized the length of the part along x̂
 * @param square of the length of G
 */
record Removed(double mean, double normalized, double square) {

    /** Of one row. */
    static Removed of(Matrix error, Matrix normalized, int row) {
        double sum = 0;
        double along = 0;
        double length = 0;
        double square = 0;
        for (int j = 0; j < error.columns(); j++) {
            double g = error.get(row, j);
            double x = normalized.get(row, j);
            sum += g;
            along += g * x;
            length += x * x;
            square += g * g;
        }
        // a row without spread is normalised to zeros, and has no direction of its own
        return new Removed(
                sum / Math.sqrt(error.columns()), length == 0 ? 0 : along / Math.sqrt(length), square);
    }

    /** Of all rows. */
    static Removed of(Matrix error, Matrix normalized) {
        double mean = 0;
        double along = 0;
        double square = 0;
        for (int i = 0; i < error.rows(); i++) {
            Removed row = of(error, normalized, i);
            mean += row.mean * row.mean;
            along += row.normalized * row.normalized;
            square += row.square;
        }
        return new Removed(Math.sqrt(mean), Math.sqrt(along), square);
    }

    /** Which share of ‖G‖² lies along the mean; NaN where there is no error. */
    double meanShare() {
        return mean * mean / square;
    }

    /** Which share of ‖G‖² lies along x̂. */
    double normalizedShare() {
        return normalized * normalized / square;
    }

    /** Which share of ‖G‖² is taken out. */
    double share() {
        return meanShare() + normalizedShare();
    }

    /** The length of both parts together. */
    double size() {
        return Math.hypot(mean, normalized);
    }
}
