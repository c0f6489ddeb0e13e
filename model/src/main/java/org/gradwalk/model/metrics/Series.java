package org.gradwalk.model.metrics;

/**
 * The course of a metric.
 *
 * @param iterations in rising order; not to be changed
 * @param numbers one of each; NaN where it is undefined; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Series(long[] iterations, double[] numbers) {

    public int size() {
        return iterations.length;
    }
}
