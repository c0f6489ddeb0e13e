package org.gradwalk.app.chart;

import java.util.Arrays;
import java.util.List;

/** What is drawn with axes, as data. Arrays are not changed after they were given. */
public sealed interface Plot {

    /**
     * How often numbers fall into each of some stretches of equal width, on a logarithmic scale.
     *
     * @param low where the first stretch starts
     * @param high where the last one ends
     * @param counts of each stretch
     * @param unit what is counted, at the axis upwards; empty where it is said elsewhere
     * @param ink of the bars
     */
    record Histogram(double low, double high, List<Integer> counts, String unit, Ink ink) implements Plot {

        private static final int MOST_STRETCHES = 41;

        /**
         * Counts numbers in stretches that lie symmetrically around 0, or above it where none is below; one that is not
         * finite is left out.
         */
        public static Histogram of(double[] numbers, String unit, Ink ink) {
            double largest = 0;
            boolean below = false;
            for (double number : numbers) {
                largest = Double.isFinite(number) ? Math.max(largest, Math.abs(number)) : largest;
                below |= number < 0;
            }
            double high = largest > 0 ? largest : 1;
            double low = below || largest == 0 ? -high : 0;
            int stretches = Math.max(5, Math.min(MOST_STRETCHES, (int) Math.sqrt(numbers.length) | 1));
            Integer[] counts = new Integer[stretches];
            Arrays.fill(counts, 0);
            for (double number : numbers) {
                if (Double.isFinite(number)) {
                    int stretch = (int) ((number - low) / (high - low) * stretches);
                    counts[Math.clamp(stretch, 0, stretches - 1)]++;
                }
            }
            return new Histogram(low, high, List.of(counts), unit, ink);
        }
    }

    /**
     * Points over places, upwards on a logarithmic axis: a number that is not above 0 leaves a gap.
     *
     * @param curves drawn in this order
     * @param places what the whole numbers of the axis across are called
     * @param unit what the axis upwards is measured in
     */
    record Curves(List<Curve> curves, List<String> places, String unit) implements Plot {

        public Curves {
            curves = List.copyOf(curves);
            places = List.copyOf(places);
        }
    }

    /**
     * Some of these points.
     *
     * @param x at which place each stands
     * @param y how high each stands; NaN leaves a gap
     * @param ink of all
     * @param joined whether a line leads from each to the next
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Curve(double[] x, double[] y, Ink ink, boolean joined) {}
}
