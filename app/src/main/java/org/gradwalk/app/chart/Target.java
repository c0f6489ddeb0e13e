package org.gradwalk.app.chart;

import java.util.List;
import java.util.Optional;
import org.gradwalk.model.tensor.Matrix;

/** Something in a picture that can be pointed at. */
public sealed interface Target {

    /** Where it lies, in points. */
    Bounds bounds();

    /**
     * The cells of a heat map.
     *
     * @param name of the value, as in the program
     * @param turned whether its rows are shown as columns
     * @param symbol what it is called beside its numbers
     * @param bounds of the cells
     * @param grid the cells
     * @param numbers all of them, as they are shown
     * @param rows what the rows shown run over
     * @param columns what the columns shown run over
     * @param excerpt where they stand in their value, where they are numbers of one
     */
    record Cells(
            String name,
            boolean turned,
            String symbol,
            Bounds bounds,
            Grid grid,
            Matrix numbers,
            Side rows,
            Side columns,
            Optional<Excerpt> excerpt) implements Target {

        /** Cells of numbers that no value has. */
        public Cells(
                String name, boolean turned, String symbol, Bounds bounds, Grid grid, Matrix numbers, Side rows,
                Side columns) {
            this(name, turned, symbol, bounds, grid, numbers, rows, columns, Optional.empty());
        }

        /** The cell under a point in it. */
        public Cell cell(double x, double y) {
            int row = (int) ((y - bounds.y()) / bounds.height() * grid.rows());
            int column = (int) ((x - bounds.x()) / bounds.width() * grid.columns());
            return new Cell(
                    Math.clamp(row, 0, grid.rows() - 1), Math.clamp(column, 0, grid.columns() - 1));
        }

        /** Where a row of the matrix lies; nothing of it where the part shown does not have it. */
        public Bounds row(int row) {
            double step = bounds.height() / grid.window().rows();
            int place = row - grid.window().firstRow();
            return place < 0 || place >= grid.window().rows()
                    ? new Bounds(bounds.x(), bounds.y(), 0, 0)
                    : new Bounds(bounds.x(), bounds.y() + place * step, bounds.width(), step);
        }

        /** Where a column of the matrix lies; nothing of it where the part shown does not have it. */
        public Bounds column(int column) {
            double step = bounds.width() / grid.window().columns();
            int place = column - grid.window().firstColumn();
            return place < 0 || place >= grid.window().columns()
                    ? new Bounds(bounds.x(), bounds.y(), 0, 0)
                    : new Bounds(bounds.x() + place * step, bounds.y(), step, bounds.height());
        }

        /** What was done by hand to a number that is shown, a line each. */
        public List<String> byHand(int row, int column) {
            return excerpt.map(shown -> turned ? shown.words(column, row) : shown.words(row, column))
                    .orElse(List.of());
        }
    }

    /** A cell of a grid. */
    record Cell(int row, int column) {}

    /**
     * Labels along a side of something: pointing at one is pointing at its place.
     *
     * @param side what they label
     * @param bounds of all that are shown
     * @param first of the labels that is shown
     * @param count how many are shown
     * @param across whether they stand side by side
     */
    record Labels(Side side, Bounds bounds, int first, int count, boolean across) implements Target {

        /** The place under a point. */
        public int place(double x, double y) {
            double share = across ? (x - bounds.x()) / bounds.width() : (y - bounds.y()) / bounds.height();
            return first + Math.clamp((int) (share * count), 0, count - 1);
        }
    }

    /**
     * Rows of a list that has more of them than there is room for.
     *
     * @param name by which a selection knows what part is looked at
     * @param bounds of the rows
     * @param first of the rows that is shown
     * @param shown how many are shown
     * @param count how many there are
     */
    record Rows(String name, Bounds bounds, int first, int shown, int count) implements Target {

        /** The rows that lie so many further on, as far as there are any. */
        public Window moved(int by) {
            return new Window(Math.clamp((long) first + by, 0, count - shown), shown, 0, 1);
        }
    }

    /**
     * A symbol in a formula, or a caption, that stands for something shown elsewhere in the picture.
     *
     * @param name of the value
     * @param words about it
     * @param bounds of the symbol
     */
    record Named(String name, String words, Bounds bounds) implements Target {}
}
