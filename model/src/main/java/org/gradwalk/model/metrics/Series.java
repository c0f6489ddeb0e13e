package org.gradwalk.model.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The course of a metric.
 *
 * @param iterations in rising order; not to be changed
 * @param numbers one of each; NaN where it is undefined; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Series(long[] iterations, double[] numbers) {

    /** The number of exactly this iteration. */
    public OptionalDouble at(long iteration) {
        int place = Arrays.binarySearch(iterations, iteration);
        return place < 0 ? OptionalDouble.empty() : OptionalDouble.of(numbers[place]);
    }

    public int size() {
        return iterations.length;
    }
}
