package org.gradwalk.app.view.layernorm;

import org.gradwalk.model.tensor.Matrix;

/**
 * Where the entries of a row lie.
 *
 * @param mean of them
 * @param deviation the root of their mean squared distance from it
 */
record Spread(double mean, double deviation) {

    static Spread of(Matrix matrix, int row) {
        double mean = 0;
        for (int j = 0; j < matrix.columns(); j++) {
            mean += matrix.get(row, j) / matrix.columns();
        }
        double square = 0;
        for (int j = 0; j < matrix.columns(); j++) {
            double distance = matrix.get(row, j) - mean;
            square += distance * distance / matrix.columns();
        }
        return new Spread(mean, Math.sqrt(square));
    }
}
