package org.gradwalk.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Which labels of a side are shown. Tokens with gaps between them would read as another text, so where not all of them
 * have room, positions are numbered at regular places, and of the vocabulary those tokens are named that the text has.
 */
final class SideLabels {

    /**
     * A label.
     *
     * @param place how many places after the first one shown it stands
     * @param text what it says
     * @param lane 0 beside the cells; 1 where its neighbour takes the room there
     */
    record Label(int place, String text, int lane) {}

    /** Two labels next to each other may come as close as this to touching. */
    private static final double SLACK = 0.7;

    /** Between two numbers. */
    private static final double GAP = 4;

    private SideLabels() {}

    /**
     * The labels of {@code count} places from {@code first} on.
     *
     * @param step how far a place is from the next
     * @param needed how much room a label takes in this direction
     * @param lanes how many labels may stand beside each other
     */
    static List<Label> of(
            Side side, int first, int count, double step, ToDoubleFunction<String> needed, int lanes) {
        if (step <= 0) {
            return List.of();
        }
        List<String> shown = side.labels().subList(first, first + count);
        double most = shown.stream().mapToDouble(needed).max().orElse(0);
        if (most <= step) {
            return every(1, shown);
        }
        boolean positions = side.axis().equals(Axis.POSITION) || side.axis().equals(Axis.KEY);
        if (positions) {
            return numbers(first, count, step, needed);
        }
        return side.foremost().isEmpty()
                ? every((int) Math.ceil(most / step), shown)
                : foremost(side, first, count, step, needed, lanes);
    }

    private static List<Label> every(int distance, List<String> shown) {
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < shown.size(); i += distance) {
            labels.add(new Label(i, shown.get(i), 0));
        }
        return labels;
    }

    /** Multiples of 5, 10, 20, 50 and so on: the closest that have room. */
    private static List<Label> numbers(int first, int count, double step, ToDoubleFunction<String> needed) {
        double widest = needed.applyAsDouble(Integer.toString(first + count));
        int distance = 5;
        for (int i = 0; distance * step < widest + GAP; i++) {
            distance = i % 3 == 2 ? distance / 2 * 5 : distance * 2;
        }
        List<Label> labels = new ArrayList<>();
        for (int position = Math.ceilDiv(first, distance) * distance; position < first + count; position += distance) {
            labels.add(new Label(position - first, Integer.toString(position), 0));
        }
        return labels;
    }

    private static List<Label> foremost(
            Side side, int first, int count, double step, ToDoubleFunction<String> needed, int lanes) {
        List<Label> labels = new ArrayList<>();
        double[] taken = new double[lanes];
        Arrays.fill(taken, Double.NEGATIVE_INFINITY);
        for (int place : side.foremost().stream().sorted().toList()) {
            if (place >= first && place < first + count) {
                String text = side.labels().get(place);
                double half = needed.applyAsDouble(text) / 2;
                double middle = (place - first + 0.5) * step;
                for (int lane = 0; lane < lanes; lane++) {
                    if (middle - half >= taken[lane] - SLACK) {
                        labels.add(new Label(place - first, text, lane));
                        taken[lane] = middle + half;
                        break;
                    }
                }
            }
        }
        return labels;
    }
}
