package org.gradwalk.app;

import javafx.scene.paint.Color;

/** The contrast ratio of the Web Content Accessibility Guidelines, 1 to 21. */
public final class Contrast {

    private Contrast() {}

    /** Of two colours; either may stand in front. */
    public static double of(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
