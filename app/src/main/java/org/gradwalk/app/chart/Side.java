package org.gradwalk.app.chart;

import java.util.List;

/**
 * The rows or the columns of a heat map.
 *
 * @param axis what they run over
 * @param labels one for each, or none
 * @param foremost places whose labels are shown where there is no room for all; none where any will do
 */
public record Side(Axis axis, List<String> labels, List<Integer> foremost) {

    /** Nothing is known of it. */
    public static final Side PLAIN = new Side(Axis.NONE, List.of());

    public Side {
        labels = List.copyOf(labels);
        foremost = List.copyOf(foremost);
    }

    public Side(Axis axis, List<String> labels) {
        this(axis, labels, List.of());
    }
}
