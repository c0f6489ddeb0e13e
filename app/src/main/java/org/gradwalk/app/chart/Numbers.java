package org.gradwalk.app.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * How numbers are written: four significant digits, scientific below 1e-3 and from 1e4 on, a true minus. Zeros at the end
 * are digits, too, so that numbers below each other line up; only what is whole, such as a count, has none.
 */
public final class Numbers {

    private static final int DIGITS = 4;
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final double LARGEST_PLAIN = 1e4;

    private Numbers() {}

    /** A number for the eye. */
    public static String shortly(double number) {
        return withDigits(number, DIGITS);
    }

    /** A number for the legend's ends: as few digits as tell it, at most three. */
    public static String briefly(double number) {
        if (!Double.isFinite(number)) {
            return shortly(number);
        }
        String text = shortly(rounded(number, 3));
        int e = text.indexOf('e');
        return e < 0 ? withoutTrailingZeros(text) : withoutTrailingZeros(text.substring(0, e)) + text.substring(e);
    }

    /** A number on a bar, which has hardly any room: two digits. */
    public static String roughly(double number) {
        return withDigits(number, 2);
    }

    /** A number with so many digits after the point, and no sign where these are all 0. */
    public static String fixed(double number, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", number);
        return (text.matches("-0(\\.0*)?") ? text.substring(1) : text).replace('-', '−');
    }

    private static String withDigits(double number, int digits) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(rounded(number, digits));
        boolean plain = number == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN);
        return (plain ? plain(number, size, digits) : scientific(number, digits)).replace('-', '−');
    }

    private static double rounded(double number, int digits) {
        return new BigDecimal(number).round(new MathContext(digits)).doubleValue();
    }

    /** A number in full: reading it gives the same bits. */
    public static String fully(double number) {
        return Double.toString(number).replace('-', '−').replace('E', 'e');
    }

    private static String scientific(double number, int digits) {
        String text = String.format(Locale.ROOT, "%." + (digits - 1) + "e", number);
        int e = text.indexOf('e');
        return text.substring(0, e) + "e" + Integer.parseInt(text.substring(e + 1));
    }

    /** The size is that of the rounded number, which may have a digit more before the point. */
    private static String plain(double number, double size, int digits) {
        if (number == Math.rint(number)) {
            return Integer.toString((int) number);
        }
        int before = (int) Math.floor(Math.log10(size)) + 1;
        return String.format(Locale.ROOT, "%." + Math.max(0, digits - before) + "f", number);
    }

    private static String withoutTrailingZeros(String text) {
        return text.indexOf('.') < 0 ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
