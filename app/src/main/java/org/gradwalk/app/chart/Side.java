package org.gradwalk.app.chart;

import java.util.List;

/**
 * The rows or the columns of a heat map.
 *
 * @param axis what they run over
 * @param labels one for each, or none
 */
public record Side(Axis axis, List<String> labels) {

    /** Nothing is known of it. */
    public static final Side PLAIN = new Side(Axis.NONE, List.of());

    public Side {
        labels = List.copyOf(labels);
    }
}
