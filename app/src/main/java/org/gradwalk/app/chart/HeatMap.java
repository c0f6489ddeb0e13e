package org.gradwalk.app.chart;

import java.util.List;
import java.util.Optional;
import org.gradwalk.model.tensor.Matrix;

/**
 * A matrix as a heat map with its caption, its axes and a legend with numbers.
 *
 * @param name of the value, as in the program
 * @param symbol what it is called in the formula beside it; empty where there is none
 * @param caption what it is, in a word or two
 * @param numbers rows × columns
 * @param allowed 1 where an entry is meant to be looked at, else 0; of the shape of the numbers. Other cells are hatched
 * @param rowLabels one for each row, or none
 * @param columnLabels one for each column, or none
 * @param scale from numbers to colours
 * @param ink colour of the frame: that of the symbol's class
 */
public record HeatMap(
        String name,
        String symbol,
        String caption,
        Matrix numbers,
        Optional<Matrix> allowed,
        List<String> rowLabels,
        List<String> columnLabels,
        Scale scale,
        Ink ink) {

    private static final double HEAD = 20;
    private static final double FOOT = 34;
    private static final double LABEL_SIZE = 9.5;
    private static final double ROW_GUTTER = 14;
    private static final double MOST_CELL = 26;
    private static final double LEAST_STRIP = 12;
    /** Cells may be higher than wide, so that their rows can be labelled, but not strips. */
    private static final double LABELLED_CELL = 11;
    private static final double MOST_ASPECT = 3;
    private static final double RAMP_HEIGHT = 6;
    private static final double MOST_RAMP = 120;

    /** Height that all but the cells takes. */
    public static double surroundings() {
        return HEAD + FOOT;
    }

    /** Width that the row labels take. */
    public double gutter() {
        return rowLabels.isEmpty() ? 0 : ROW_GUTTER;
    }

    /** The size of the cells in this much room: square cells for square matrices, nothing thinner than a strip. */
    public Bounds cells(Bounds room) {
        double width = room.width() - gutter();
        double height = room.height() - surroundings();
        double cellWidth = Math.min(MOST_CELL, width / numbers.columns());
        double cellHeight = Math.min(MOST_CELL, height / numbers.rows());
        if (numbers.rows() == numbers.columns()) {
            cellWidth = Math.min(cellWidth, cellHeight);
            cellHeight = cellWidth;
        } else {
            cellHeight = Math.min(cellHeight, Math.max(LABELLED_CELL, MOST_ASPECT * cellWidth));
        }
        double w = Math.min(width, Math.max(LEAST_STRIP, cellWidth * numbers.columns()));
        double h = Math.min(height, Math.max(LEAST_STRIP, cellHeight * numbers.rows()));
        return new Bounds(room.x() + gutter(), room.y() + HEAD, w, h);
    }

    /** Draws it into the upper left of the room. */
    public void draw(PictureBuilder b, Bounds room) {
        Bounds cells = cells(room);
        drawHead(b, room, cells);
        Grid grid = Grid.of(numbers, (int) cells.height(), (int) cells.width());
        if (allowed.isPresent()) {
            Matrix mask = allowed.get();
            grid = grid.where((row, column) -> mask.get(row, column) == 0 ? 0 : 1);
            b.add(new Mark.Hatch(cells.shape(), Ink.SUBTLE.withOpacity(0.35)));
        }
        b.add(new Mark.Cells(cells, grid, scale));
        b.frame(cells, 1.2, ink);
        b.area(new Picture.Area(name, cells, grid));
        drawLabels(b, cells);
        drawLegend(b, cells, grid);
    }

    private void drawHead(PictureBuilder b, Bounds room, Bounds cells) {
        double baseline = room.y() + HEAD - 7;
        double x = cells.x();
        if (!symbol.isEmpty()) {
            b.text(x, baseline, symbol, Typeface.SANS_SEMIBOLD, 13, ink);
            x += Typeface.SANS_SEMIBOLD.width(symbol, 13) + 8;
        }
        b.text(x, baseline, fitted(caption, room.right() - x), Typeface.SANS, 11, Ink.MUTED);
    }

    /** A caption that does not fit is left out rather than cut. */
    private static String fitted(String text, double width) {
        return Typeface.SANS.width(text, 11) <= width ? text : "";
    }

    private void drawLabels(PictureBuilder b, Bounds cells) {
        double rowHeight = cells.height() / numbers.rows();
        int rowStep = (int) Math.ceil((LABEL_SIZE + 0.5) / rowHeight);
        for (int i = 0; i < rowLabels.size(); i += rowStep) {
            b.text(
                    cells.x() - 5, cells.y() + (i + 0.5) * rowHeight + LABEL_SIZE * 0.35, rowLabels.get(i),
                    Typeface.MONO, LABEL_SIZE, Ink.MUTED, Mark.Anchor.END);
        }
        double columnWidth = cells.width() / numbers.columns();
        double widest = columnLabels.stream()
                .mapToDouble(label -> Typeface.MONO.width(label, LABEL_SIZE))
                .max()
                .orElse(0);
        int columnStep = (int) Math.ceil((widest + 1) / columnWidth);
        for (int j = 0; j < columnLabels.size(); j += columnStep) {
            b.text(
                    cells.x() + (j + 0.5) * columnWidth, cells.bottom() + LABEL_SIZE + 2, columnLabels.get(j),
                    Typeface.MONO, LABEL_SIZE, Ink.MUTED, Mark.Anchor.MIDDLE);
        }
    }

    private void drawLegend(PictureBuilder b, Bounds cells, Grid grid) {
        double y = cells.bottom() + (columnLabels.isEmpty() ? 5 : 16);
        double width = Math.clamp(cells.width(), 56, MOST_RAMP);
        b.add(new Mark.Ramp(new Bounds(cells.x(), y, width, RAMP_HEIGHT), scale));
        double baseline = y + RAMP_HEIGHT + 11;
        b.text(cells.x(), baseline, Numbers.briefly(scale.low()), Typeface.MONO, LABEL_SIZE, Ink.MUTED);
        b.text(
                cells.x() + width, baseline, Numbers.briefly(scale.high()), Typeface.MONO, LABEL_SIZE, Ink.MUTED,
                Mark.Anchor.END);
        if (grid.isReduced() && cells.width() > width + 90) {
            b.text(
                    cells.right(), baseline, "largest of each block", Typeface.SANS, LABEL_SIZE, Ink.SUBTLE,
                    Mark.Anchor.END);
        }
    }
}
