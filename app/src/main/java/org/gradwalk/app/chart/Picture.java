package org.gradwalk.app.chart;

import java.util.List;
import java.util.Map;
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
 * @param explanations how the entries of a value come about, by the value's name
 */
public record Picture(
        double width,
        double height,
        String title,
        List<Mark> marks,
        List<Target> targets,
        Map<String, Explanation> explanations) {

    public Picture {
        marks = List.copyOf(marks);
        targets = List.copyOf(targets);
        explanations = Map.copyOf(explanations);
    }

    /** How an entry of a value comes about, where there is something to say. */
    @FunctionalInterface
    public interface Explanation {

        /** Of the entry of a row and a column of what is shown of the value, not turned. */
        Optional<String> of(int row, int column);
    }

    /** As high as what is drawn. */
    public Picture trimmed() {
        double bottom = marks.stream().mapToDouble(Mark::bottom).max().orElse(height);
        return new Picture(width, Math.min(height, bottom), title, marks, targets, explanations);
    }

    /** How an entry of a heat map comes about, where there is something to say. */
    public Optional<String> explanation(Target.Cells cells, int row, int column) {
        return Optional.ofNullable(explanations.get(cells.name()))
                .flatMap(explanation -> cells.turned()
                        ? explanation.of(column, row)
                        : explanation.of(row, column));
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
