package org.gradwalk.app.session;

import java.util.List;
import org.gradwalk.model.run.FormulaScope.Part;

/**
 * A watch as it was measured last.
 *
 * @param watch that was measured
 * @param state what came out
 * @param points of the run that is walked, in the order of its moments
 */
public record WatchReading(Watch watch, State state, List<WatchPoint> points) {

    /** Copies the list. */
    public WatchReading {
        points = List.copyOf(points);
    }

    /** What came out where a watch was measured. */
    public sealed interface State {

        /**
         * Numbers. The array is not changed after it was given.
         *
         * @param operation index of the last operation that made them; −1 where the iteration began with them
         * @param parts of the batch that it speaks of
         * @param numbers a number, or the norm of an array, for each part
         * @param shape of the array; empty for a number
         */
        @SuppressWarnings("ArrayRecordComponent")
        record Known(int operation, List<Part> parts, double[] numbers, List<Integer> shape) implements State {}

        /** What it reads has not been computed yet. */
        record NotYet() implements State {}

        /**
         * It means nothing here.
         *
         * @param why in one or two sentences
         */
        record Unreadable(String why) implements State {}
    }
}
