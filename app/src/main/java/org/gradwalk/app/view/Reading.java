package org.gradwalk.app.view;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Grid;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.Side;
import org.gradwalk.app.chart.Target;

/**
 * What is said of a cell that is pointed at.
 *
 * @param place where it lies, in words
 * @param number its own, for the eye
 * @param others its own in full where that is longer, and the numbers beside it that belong to the same places
 */
record Reading(String place, String number, List<String> others) {

    private static final int MOST_OTHERS = 6;
    /** Digits that are shown in any case. */
    private static final int SHORT = 4;

    static Reading of(Picture picture, Target.Cells cells, Target.Cell cell, Highlight highlight) {
        Grid grid = cells.grid();
        int row = grid.firstRow(cell.row());
        int column = grid.firstColumn(cell.column());
        boolean block = grid.firstRow(cell.row() + 1) > row + 1 || grid.firstColumn(cell.column() + 1) > column + 1;
        String place = block
                ? Messages.get(
                        "reading.block", row, grid.firstRow(cell.row() + 1) - 1, column,
                        grid.firstColumn(cell.column() + 1) - 1)
                : place(cells, row, column);
        if (Double.isNaN(grid.number(cell.row(), cell.column())) && !Double.isNaN(cells.numbers().get(row, column))) {
            return new Reading(place, Messages.get(column > row ? "reading.later" : "reading.masked"), List.of());
        }
        double shown = block ? grid.number(cell.row(), cell.column()) : cells.numbers().get(row, column);
        List<String> others = new ArrayList<>();
        if (Double.isFinite(shown) && BigDecimal.valueOf(shown).stripTrailingZeros().precision() > SHORT) {
            others.add(Numbers.fully(shown));
        }
        others.addAll(cells.byHand(row, column));
        if (!block) {
            picture.explanation(cells, row, column).ifPresent(words -> others.add("= " + words));
            others.addAll(others(picture, cells, highlight));
        }
        return new Reading(place, named(cells, shown), others);
    }

    private static String place(Target.Cells cells, int row, int column) {
        if (cells.columns().axis().equals(Axis.KEY) && cells.rows().axis().equals(Axis.POSITION)) {
            return Messages.get("reading.query", token(cells.rows(), row), row) + " → "
                    + Messages.get("reading.key", token(cells.columns(), column), column);
        }
        List<String> parts = new ArrayList<>();
        if (cells.numbers().rows() > 1) {
            parts.add(words(cells.rows(), row, "reading.row"));
        }
        if (cells.numbers().columns() > 1) {
            parts.add(words(cells.columns(), column, "reading.column"));
        }
        return String.join(" · ", parts);
    }

    private static String words(Side side, int place, String otherwise) {
        Axis axis = side.axis();
        if (axis.equals(Axis.POSITION) || axis.equals(Axis.KEY)) {
            return Messages.get("reading.position", token(side, place), place);
        }
        return axis.equals(Axis.VOCABULARY) && !side.labels().isEmpty()
                ? Messages.get("reading.token", token(side, place))
                : Messages.get(otherwise, place);
    }

    private static String token(Side side, int place) {
        return place < side.labels().size() ? side.labels().get(place) : "";
    }

    private static List<String> others(Picture picture, Target.Cells cells, Highlight highlight) {
        return picture.heatMaps()
                .filter(other -> !other.bounds().equals(cells.bounds()) && !other.symbol().isEmpty())
                .flatMap(other -> {
                    OptionalInt row = other.numbers().rows() == 1 ? OptionalInt.of(0) : highlight.row(other);
                    OptionalInt column = other.numbers().columns() == 1
                            ? OptionalInt.of(0)
                            : highlight.column(other);
                    return row.isPresent() && column.isPresent()
                            ? Stream.of(
                                    named(other, other.numbers().get(row.getAsInt(), column.getAsInt())))
                            : Stream.empty();
                })
                .limit(MOST_OTHERS)
                .toList();
    }

    private static String named(Target.Cells cells, double number) {
        String shown = Numbers.shortly(number);
        return cells.symbol().isEmpty() ? shown : cells.symbol() + " = " + shown;
    }
}
