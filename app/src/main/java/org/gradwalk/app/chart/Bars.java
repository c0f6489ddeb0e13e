package org.gradwalk.app.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.gradwalk.model.tensor.Matrix;

/**
 * A row of numbers as bars on a zero line, one for each place. A place without a number (NaN) is hatched, an infinite one is
 * filled as in a heat map. Where there are more places than points, a bar stands for a block of them and shows the number of
 * largest size.
 *
 * @param name of the value, as in the program
 * @param turned whether the value has them in a column
 * @param symbol what they are called beside their numbers
 * @param numbers 1 × places
 * @param side what the places are, perhaps with labels
 * @param ink of the bars
 * @param low the lowest number there is room for, at most 0
 * @param high the highest one, at least 0
 * @param lit a place that stands out
 * @param numbered whether numbers stand at the bars: the largest, and others where there is room
 */
public record Bars(
        String name,
        boolean turned,
        String symbol,
        Matrix numbers,
        Side side,
        Ink ink,
        double low,
        double high,
        OptionalInt lit,
        boolean numbered) {

    private static final double LEAST_STEP = 2;
    private static final double MOST_STEP = 26;
    private static final double NUMBER_SIZE = 9;
    private static final double NUMBER = 11;

    /** Bars in the room that their numbers need. */
    public static Bars of(String name, String symbol, Matrix numbers, Side side, Ink ink) {
        return new Bars(
                name, false, symbol, numbers, side, ink, Math.min(0, least(numbers)), Math.max(0, most(numbers)),
                OptionalInt.empty(), false);
    }

    /** The same for a value that has the numbers in a column. */
    public Bars ofColumn() {
        return new Bars(name, true, symbol, numbers, side, ink, low, high, lit, numbered);
    }

    /** The same with a place that stands out. */
    public Bars withLit(OptionalInt place) {
        return new Bars(name, turned, symbol, numbers, side, ink, low, high, place, numbered);
    }

    /** The same with numbers at the bars. */
    public Bars withNumbers() {
        return new Bars(name, turned, symbol, numbers, side, ink, low, high, lit, true);
    }

    /** The lowest and the highest number, in words. */
    public String range() {
        return Numbers.briefly(least(numbers)) + " … " + Numbers.briefly(most(numbers));
    }

    private static double least(Matrix numbers) {
        return IntStream.range(0, numbers.columns()).mapToDouble(i -> numbers.get(0, i)).filter(Double::isFinite)
                .min().orElse(0);
    }

    private static double most(Matrix numbers) {
        return IntStream.range(0, numbers.columns()).mapToDouble(i -> numbers.get(0, i)).filter(Double::isFinite)
                .max().orElse(0);
    }

    /** Draws them, their numbers and their labels, and says where the places lie. */
    public Bounds draw(PictureBuilder b, Bounds room) {
        double above = numbered && high > 0 ? NUMBER : 0;
        double below = (numbered && low < 0 ? NUMBER : 0) + (side.labels().isEmpty() ? 0 : PlaceLabels.BELOW);
        Grid grid = Grid.of(numbers, Window.all(numbers), 1, (int) (room.width() / LEAST_STEP));
        double step = Math.min(MOST_STEP, room.width() / grid.columns());
        Bounds places = new Bounds(
                room.x(), room.y() + above, step * grid.columns(), room.height() - above - below);
        Bounds all = new Bounds(
                places.x(), room.y(), places.width(),
                room.height() - (side.labels().isEmpty() ? 0 : PlaceLabels.BELOW));
        lit.ifPresent(place -> b.fill(column(all, place), 2, Ink.of(Ink.Role.RAISED)));
        List<Bounds> bars = bars(grid, places, step);
        double zero = zero(places);
        for (int i = 0; i < bars.size(); i++) {
            Bounds place = new Bounds(places.x() + i * step, places.y(), step, places.height());
            if (Double.isNaN(grid.number(0, i))) {
                b.add(new Mark.Hatch(place.shape(), Ink.SUBTLE.withOpacity(0.35)));
            } else if (Double.isInfinite(grid.number(0, i))) {
                b.fill(place, 0, Ink.of(Ink.Role.BREAKPOINT)); // as in a heat map
            } else {
                b.fill(bars.get(i), 0, ink);
            }
        }
        b.fill(new Bounds(places.x(), zero - 0.4, places.width(), 0.8), 0, Ink.BORDER);
        if (numbered) {
            drawNumbers(b, grid, bars, all);
        }
        b.target(new Target.Cells(name, turned, symbol, all, grid, numbers, Side.PLAIN, side));
        if (!side.labels().isEmpty()) {
            PlaceLabels.below(b, side, all, 0, numbers.columns(), lit);
        }
        return places;
    }

    private Bounds column(Bounds all, int place) {
        double width = all.width() / numbers.columns();
        return new Bounds(all.x() + place * width, all.y(), width, all.height());
    }

    private double zero(Bounds places) {
        return places.y() + (high > low ? places.height() * high / (high - low) : places.height());
    }

    private List<Bounds> bars(Grid grid, Bounds places, double step) {
        double gap = Math.min(1.5, step / 4);
        double zero = zero(places);
        double unit = high > low ? places.height() / (high - low) : 0;
        return IntStream.range(0, grid.columns())
                .mapToObj(i -> {
                    double number = grid.number(0, i);
                    double size = Double.isFinite(number) ? Math.clamp(number, low, high) * unit : 0;
                    return new Bounds(
                            places.x() + i * step + gap, Math.min(zero, zero - size), step - 2 * gap, Math.abs(size));
                })
                .toList();
    }

    /** The largest number first; another one only where it touches no bar, no number and no edge of what is lit. */
    private void drawNumbers(PictureBuilder b, Grid grid, List<Bounds> bars, Bounds all) {
        List<Bounds> taken = new ArrayList<>(bars);
        List<Integer> largestFirst = IntStream.range(0, bars.size())
                .filter(i -> Double.isFinite(grid.number(0, i)) && grid.number(0, i) != 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(grid.number(0, i))))
                .toList();
        for (int i : largestFirst) {
            double number = grid.number(0, i);
            Bounds box = numberBox(number, bars.get(i), all);
            boolean first = i == largestFirst.getFirst();
            if (first || (!crossesLit(i, box, all) && taken.stream().noneMatch(other -> touch(box, other)))) {
                b.text(box.x(), box.bottom() - 1, Numbers.roughly(number), Typeface.MONO, NUMBER_SIZE, Ink.MUTED);
                taken.add(box);
            }
        }
    }

    private boolean crossesLit(int bar, Bounds box, Bounds all) {
        if (lit.isEmpty()) {
            return false;
        }
        Bounds column = column(all, lit.getAsInt());
        return bar == lit.getAsInt() ? box.width() > column.width() : touch(box, column);
    }

    /** Where a number stands: above its bar, or below one that hangs down. */
    private static Bounds numberBox(double number, Bounds bar, Bounds all) {
        double width = Typeface.MONO.width(Numbers.roughly(number), NUMBER_SIZE);
        double left = bar.x() + (bar.width() - width) / 2;
        return new Bounds(
                Math.clamp(left, all.x(), Math.max(all.x(), all.right() - width)),
                number > 0 ? bar.y() - NUMBER : bar.bottom() + 2, width, NUMBER_SIZE);
    }

    private static boolean touch(Bounds a, Bounds b) {
        double apart = 1;
        return a.x() - apart < b.right() && b.x() - apart < a.right() && a.y() < b.bottom() && b.y() < a.bottom();
    }
}
