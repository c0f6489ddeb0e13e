package org.gradwalk.app.view.outline;

/**
 * Where the two columns of bars lie: at the right, narrower where the outline is narrow.
 *
 * @param forward left end of the bars of the way forward
 * @param error left end of the bars of errors
 * @param bar longest bar
 */
record Columns(double forward, double error, double bar) {

    private static final double RIGHT = 16;
    static final double GAP = 10;
    private static final double NAMES = 166;
    private static final double SHORTEST = 22;
    private static final double LONGEST = 48;

    /** The columns in an outline of this width. */
    static Columns in(double width) {
        double bar = Math.clamp((width - NAMES - RIGHT - GAP) / 2, SHORTEST, LONGEST);
        double error = width - RIGHT - bar;
        return new Columns(error - GAP - bar, error, bar);
    }
}
