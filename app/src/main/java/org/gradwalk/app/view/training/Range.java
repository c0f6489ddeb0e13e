package org.gradwalk.app.view.training;

import java.util.Arrays;
import java.util.List;

/**
 * The numbers that a chart shows, from the least to the largest.
 *
 * @param low above {@code high} where there is none
 * @param high below {@code low} where there is none
 */
record Range(double low, double high) {

    /** How many times its own size a range reaches beyond itself for the sake of another. */
    private static final double REACH = 2;
    /** The part of all numbers that are few, at either end. */
    private static final double FEW = 0.05;

    /** Of all finite numbers, or of those above 0. */
    static Range of(List<double[]> courses, boolean positive) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] course : courses) {
            for (double number : course) {
                if (Double.isFinite(number) && (number > 0 || !positive)) {
                    low = Math.min(low, number);
                    high = Math.max(high, number);
                }
            }
        }
        return new Range(low, high);
    }

    /** Of the numbers above 0 without the smallest and the largest few, which would flatten all others. */
    static Range ofMost(List<double[]> courses) {
        double[] sorted = courses.stream().flatMapToDouble(Arrays::stream)
                .filter(number -> Double.isFinite(number) && number > 0).sorted().toArray();
        if (sorted.length == 0) {
            return of(courses, true);
        }
        int few = (int) (FEW * (sorted.length - 1));
        return new Range(sorted[few], sorted[sorted.length - 1 - few]);
    }

    /** Whether there is no number in it. */
    boolean isEmpty() {
        return low > high;
    }

    Range logarithms() {
        return new Range(Math.log(low), Math.log(high));
    }

    Range powers() {
        return new Range(Math.exp(low), Math.exp(high));
    }

    /**
     * Towards another one, so far that this one still can be read.
     *
     * @param atLeast so far in any case: a short one would hide all others
     */
    Range reaching(Range other, double atLeast) {
        double reach = Math.max(REACH * (high - low), atLeast);
        return new Range(
                Math.max(Math.min(low, other.low), low - reach), Math.min(Math.max(high, other.high), high + reach));
    }
}
