package org.gradwalk.app.view;

import static java.util.Objects.requireNonNull;

/**
 * How a person has arranged the window.
 *
 * @param outlineEnd where the outline ends, as a share of the width
 * @param inspectorStart where the inspector starts, as a share of the width
 * @param tab the inspector's chosen tab, by the key of its title
 * @param flowFolded whether only the title line of the flow is shown
 * @param stepsPerSecond how fast playing is
 */
public record Arrangement(double outlineEnd, double inspectorStart, String tab, boolean flowFolded,
        double stepsPerSecond) {

    /** The arrangement of the very first start. */
    public static final Arrangement FIRST = new Arrangement(0.18, 0.7, "tab.attention", false, 4);

    /** Rejects what no window can be: it may have been read from a file. */
    public Arrangement {
        requireNonNull(tab, "tab");
        if (!(outlineEnd > 0) || !(outlineEnd < inspectorStart) || !(inspectorStart < 1)) {
            throw new IllegalArgumentException("no places for dividers");
        }
        if (!(stepsPerSecond > 0) || Double.isInfinite(stepsPerSecond)) {
            throw new IllegalArgumentException("no speed");
        }
    }
}
