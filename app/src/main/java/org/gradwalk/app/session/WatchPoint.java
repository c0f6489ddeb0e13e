package org.gradwalk.app.session;

/**
 * What was measured of a watch at one moment of a run. The array is not changed after it was given.
 *
 * @param iteration from 0
 * @param operations how many had run in it
 * @param numbers a number, or the norm of an array, for each part of the batch that the watch speaks of
 */
@SuppressWarnings("ArrayRecordComponent")
public record WatchPoint(long iteration, int operations, double[] numbers) {}
