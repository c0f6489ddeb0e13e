package org.gradwalk.app.chart;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;

/** Numbers at the axes of what goes over iterations: at 1, 2 and 5 times a power of ten, as close as they have room. */
final class IterationTicks {

    private static final double SIZE = 9.5;
    private static final double GAP = 12;
    private static final double LEAST_HEIGHT = 22;

    private IterationTicks() {}

    /** From one iteration that is named to the next, where the axis is so many points long. */
    static double step(double first, double last, double width) {
        double needed = Typeface.MONO.width(Format.words(Math.rint(last)), SIZE) + GAP;
        return Math.max(1, nice((last - first) * needed / width));
    }

    /** From one number upwards to the next. */
    static double upwards(double low, double high, double height) {
        return nice((high - low) * LEAST_HEIGHT / height);
    }

    /** The least of 1, 2 and 5 times a power of ten that is not below a number above 0. */
    static double nice(double least) {
        double decade = Math.pow(10, Math.floor(Math.log10(least)));
        double share = least / decade;
        return decade * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }

    /** Iterations in full: a number of one is an address. */
    @SuppressWarnings("serial")
    static final class Format extends NumberFormat {

        private static String words(double number) {
            return Long.toString(Math.round(number));
        }

        @Override
        public StringBuffer format(double number, StringBuffer text, FieldPosition position) {
            return text.append(words(number));
        }

        @Override
        public StringBuffer format(long number, StringBuffer text, FieldPosition position) {
            return text.append(number);
        }

        @Override
        public Number parse(String text, ParsePosition position) {
            throw new UnsupportedOperationException("numbers at an axis are not read");
        }
    }
}
