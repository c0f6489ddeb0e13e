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

    /**
     * Lines over iterations. The lines' room in the plot's bounds is always {@link #area}, so that what else is drawn can
     * be placed by iteration and number.
     *
     * @param lines drawn in this order
     * @param first iteration at the left
     * @param last iteration at the right, after the first
     * @param low number at the bottom; above 0 on a logarithmic axis
     * @param high number at the top, above the low
     * @param logarithmic whether the axis upwards is: a number that is not above 0 then leaves a gap
     */
    record Course(List<Line> lines, double first, double last, double low, double high,
            boolean logarithmic) implements Plot {

        /** Room for the numbers at the axis upwards. */
        public static final double LEFT = 46;
        /** Room for half of the last number at the axis across. */
        public static final double RIGHT = 14;
        /** Room for half of the topmost number. */
        public static final double TOP = 6;
        /** Room for the numbers at the axis across. */
        public static final double BELOW = 18;

        public Course {
            lines = List.copyOf(lines);
        }

        /** The room of the lines in the bounds of a plot. */
        public static Bounds area(Bounds whole) {
            return new Bounds(
                    whole.x() + LEFT, whole.y() + TOP, Math.max(1, whole.width() - LEFT - RIGHT),
                    Math.max(1, whole.height() - TOP - BELOW));
        }

        /** How far a number lies from the bottom, as a share of the height. */
        public double height(double number) {
            return logarithmic
                    ? Math.log(number / low) / Math.log(high / low)
                    : (number - low) / (high - low);
        }
    }

    /**
     * A line of a course.
     *
     * @param x iterations, rising
     * @param y numbers; one that is not finite leaves a gap
     * @param ink of all
     * @param dash 0 where the line is whole, else which of some dashes it has
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Line(double[] x, double[] y, Ink ink, int dash) {}
}
