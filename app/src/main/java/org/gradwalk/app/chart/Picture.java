package org.gradwalk.app.chart;

import java.util.List;
import java.util.Optional;

/**
 * A picture as data: what is drawn, and which of it can be pointed at.
 *
 * @param width in points
 * @param height in points
 * @param title what it shows, in words: for a screen reader, and for a file
 * @param marks what is drawn, the first at the bottom
 * @param areas what can be pointed at
 */
public record Picture(double width, double height, String title, List<Mark> marks, List<Area> areas) {

    public Picture {
        marks = List.copyOf(marks);
        areas = List.copyOf(areas);
    }

    /**
     * A heat map that can be pointed at.
     *
     * @param name of the value, as in the program
     * @param bounds of its cells
     * @param grid its cells
     */
    public record Area(String name, Bounds bounds, Grid grid) {

        /** The cell under a point in it. */
        public Cell cell(double x, double y) {
            int row = (int) ((y - bounds.y()) / bounds.height() * grid.rows());
            int column = (int) ((x - bounds.x()) / bounds.width() * grid.columns());
            return new Cell(
                    Math.clamp(row, 0, grid.rows() - 1), Math.clamp(column, 0, grid.columns() - 1));
        }
    }

    /** A cell of a grid. */
    public record Cell(int row, int column) {}

    /** What lies under a point. */
    public Optional<Area> areaAt(double x, double y) {
        return areas.stream().filter(area -> area.bounds.contains(x, y)).findFirst();
    }
}
