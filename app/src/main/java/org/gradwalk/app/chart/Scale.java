package org.gradwalk.app.chart;

import java.awt.Color;
import org.gradwalk.app.chart.Ink.Role;

/**
 * From a number to a colour.
 *
 * @param kind which colours
 * @param low number of the first colour
 * @param high number of the last colour
 */
public record Scale(Kind kind, double low, double high) {

    /** Families of colours, made of the theme's own: blue and orange are told apart by colour-blind eyes, too. */
    public enum Kind {
        /** Signed numbers: blue below zero, orange above, the background at zero. */
        DIVERGING,
        /** Numbers that are never positive: from blue to the background at zero. */
        NEGATIVE,
        /** Numbers that are never negative: from the background at zero to orange. */
        POSITIVE,
        /** Shares between 0 and 1: from the background to violet. */
        SHARES
    }

    /** Signed numbers up to this size; of zeros alone the range is empty. */
    public static Scale symmetric(double largest) {
        return new Scale(Kind.DIVERGING, largest > 0 ? -largest : 0, largest);
    }

    /** Numbers from this one to 0. */
    public static Scale negative(double lowest) {
        return new Scale(Kind.NEGATIVE, Math.min(lowest, 0), 0);
    }

    /** Numbers from 0 to this one. */
    public static Scale positive(double highest) {
        return new Scale(Kind.POSITIVE, 0, Math.max(highest, 0));
    }

    /** Shares from 0 to 1. */
    public static Scale shares() {
        return new Scale(Kind.SHARES, 0, 1);
    }

    /** Whether there is nothing but zeros. */
    public boolean isEmpty() {
        return low == high;
    }

    /** The colour of a number as 0xAARRGGBB; numbers outside get the nearest end's. */
    public int argb(double number, ChartTheme theme) {
        Color neutral = theme.colour(Role.BACKGROUND);
        if (isEmpty()) {
            return mixed(neutral, neutral, 0);
        }
        double t = Math.clamp((number - low) / (high - low), 0, 1);
        return switch (kind) {
            case DIVERGING -> t < 0.5
                    ? mixed(neutral, theme.colour(Role.ACTIVATION), 1 - 2 * t)
                    : mixed(neutral, theme.colour(Role.ERROR), 2 * t - 1);
            case NEGATIVE -> mixed(neutral, theme.colour(Role.ACTIVATION), 1 - t);
            case POSITIVE -> mixed(neutral, theme.colour(Role.ERROR), t);
            case SHARES -> mixed(neutral, theme.colour(Role.ATTENTION), t);
        };
    }

    private static int mixed(Color from, Color to, double share) {
        int red = channel(from.getRed(), to.getRed(), share);
        int green = channel(from.getGreen(), to.getGreen(), share);
        int blue = channel(from.getBlue(), to.getBlue(), share);
        return 0xFF000000 | red << 16 | green << 8 | blue;
    }

    private static int channel(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
