package org.gradwalk.app.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A picture as data: what is drawn, and which of it can be pointed at.
 *
 * @param width in points
 * @param height in points
 * @param title what it shows, in words: for a screen reader, and for a file
 * @param marks what is drawn, the first at the bottom
 * @param targets what can be pointed at
 */
public record Picture(double width, double height, String title, List<Mark> marks, List<Target> targets) {

    public Picture {
        marks = List.copyOf(marks);
        targets = List.copyOf(targets);
    }

    /** What lies under a point. */
    public Optional<Target> targetAt(double x, double y) {
        return targets.stream().filter(target -> target.bounds().contains(x, y)).findFirst();
    }

    /** The heat maps. */
    public Stream<Target.Cells> heatMaps() {
        return targets.stream().filter(Target.Cells.class::isInstance).map(Target.Cells.class::cast);
    }
}
