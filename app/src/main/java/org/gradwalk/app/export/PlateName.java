package org.gradwalk.app.export;

/**
 * Which picture a panel shows.
 *
 * @param kind of picture, as it is called on the command line
 * @param address of the value or the node that it shows
 */
public record PlateName(String kind, String address) {

    /** The kind that every value has. */
    public static final String HEATMAP = "heatmap";
    /** The address of what shows a whole iteration. */
    public static final String ITERATION = "iteration";
}
