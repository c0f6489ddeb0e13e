package org.gradwalk.app.chart;

import java.util.Locale;

/** How numbers are written: four significant digits, scientific below 1e-3 and from 1e4 on, a true minus. */
public final class Numbers {

    private static final int DIGITS = 4;
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final double LARGEST_PLAIN = 1e4;

    private Numbers() {}

    /** A number for the eye. */
    public static String shortly(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "∞" : "−∞";
        }
        if (number == 0) {
            return "0";
        }
        double size = Math.abs(number);
        String text = size < SMALLEST_PLAIN || size >= LARGEST_PLAIN ? scientific(number) : plain(number);
        return text.replace('-', '−');
    }

    /** A number for the legend's ends: as few digits as tell it, at most three. */
    public static String briefly(double number) {
        return shortly(Double.parseDouble(String.format(Locale.ROOT, "%.2e", number)));
    }

    /** A number in full: reading it gives the same bits. */
    public static String fully(double number) {
        return Double.toString(number).replace('-', '−');
    }

    private static String scientific(double number) {
        String text = String.format(Locale.ROOT, "%." + (DIGITS - 1) + "e", number);
        int e = text.indexOf('e');
        return withoutTrailingZeros(text.substring(0, e)) + "e" + Integer.parseInt(text.substring(e + 1));
    }

    private static String plain(double number) {
        int before = (int) Math.floor(Math.log10(Math.abs(number))) + 1;
        return withoutTrailingZeros(String.format(Locale.ROOT, "%." + Math.max(0, DIGITS - before) + "f", number));
    }

    private static String withoutTrailingZeros(String text) {
        return text.indexOf('.') < 0 ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
