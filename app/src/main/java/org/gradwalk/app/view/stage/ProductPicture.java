package org.gradwalk.app.view.stage;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Operation;

/**
 * Draws a product as one does on a blackboard: the left factor left of the result, the right one above it, so that a row
 * and a column meet in the entry that they make. What is added to each row lies between.
 */
final class ProductPicture {

    private static final double GAP = 26;
    private static final double LABELS = 16;
    private static final double STRIP = 13;
    private static final double STRIP_GAP = 8;
    private static final double LEGEND = 24;
    private static final double MOST_RAMP = 120;
    /** Room of the sign and the symbol of what is added. */
    private static final double ADDED_SYMBOL = 44;

    private final HeatMap left;
    private final HeatMap right;
    private final HeatMap result;
    private final Optional<HeatMap> added;

    private ProductPicture(HeatMap left, HeatMap right, HeatMap result, Optional<HeatMap> added) {
        this.left = left;
        this.right = right;
        this.result = result;
        this.added = added;
    }

    /** The picture of an operation, if it is a product of two of its inputs. */
    static Optional<ProductPicture> of(ViewState state, Operation operation, List<Term> terms) {
        return Factors.of(operation.result().formula()).flatMap(factors -> {
            Optional<Term> left = terms.stream().filter(term -> term.symbol().equals(factors.left())).findFirst();
            Optional<Term> right = terms.stream().filter(term -> term.symbol().equals(factors.right())).findFirst();
            if (left.isEmpty() || right.isEmpty() || left.get().isNumber() || right.get().isNumber()) {
                return Optional.empty();
            }
            return Optional.of(new ProductPicture(
                    left.get().heatMap(state, factors.leftTurned()),
                    right.get().heatMap(state, factors.rightTurned()),
                    terms.getLast().heatMap(state, false),
                    terms.stream().filter(term -> term.isRow() && !term.result()).findFirst()
                            .map(term -> term.heatMap(state, false))));
        });
    }

    /** Whether its matrices can be told from lines there. */
    boolean fits(Bounds room) {
        ProductSizes sizes = sizes(room);
        return sizes.resultHeight() >= result.leastHeight() && sizes.rightHeight() >= right.leastHeight();
    }

    private double gutter() {
        return Math.max(right.gutter(), result.gutter());
    }

    /** From the cells of the right factor to those of the result. */
    private double between() {
        return columnLabels() + Math.max(head(result), head(left)) + (added.isPresent() ? STRIP + STRIP_GAP : 0);
    }

    private double columnLabels() {
        return right.columns().labels().isEmpty() ? 0 : LABELS;
    }

    private double width(Bounds room) {
        return room.width() - left.gutter() - GAP - gutter();
    }

    private ProductSizes sizes(Bounds room) {
        return ProductSizes.of(
                left, right, result, width(room), room.height() - head(right) - between() - HeatMap.FOOT);
    }

    /** Draws it at the top of the room, and says where it ends. */
    double draw(PictureBuilder b, Bounds room) {
        double gutter = gutter();
        double columnLabels = columnLabels();
        double between = between();
        double width = width(room);
        ProductSizes sizes = sizes(room);
        double x = room.x()
                + Math.max(0, (width - sizes.leftWidth() - sizes.resultWidth()) / 2);
        double resultX = x + left.gutter() + sizes.leftWidth() + GAP + gutter;
        double rightY = room.y() + head(right);
        double resultY = rightY + sizes.rightHeight() + between;
        Bounds rightCells = new Bounds(resultX, rightY, sizes.resultWidth(), sizes.rightHeight());
        Bounds resultCells = new Bounds(resultX, resultY, sizes.resultWidth(), sizes.resultHeight());
        Bounds leftCells = new Bounds(x + left.gutter(), resultY, sizes.leftWidth(), sizes.resultHeight());

        left.drawAround(b, leftCells, sizes.leftWidth() + GAP);
        right.drawHead(b, rightCells, room.right() - resultX);
        right.drawCells(b, rightCells);
        right.drawRowLabels(b, rightCells);
        right.drawColumnLabels(b, rightCells);
        result.drawAround(b, resultCells, room.right() - resultX);
        added.ifPresent(row -> drawAdded(b, row, new Bounds(
                resultX, rightCells.bottom() + columnLabels + STRIP_GAP, rightCells.width(), STRIP)));
        drawLegends(b, new Bounds(x, room.y(), resultX - gutter - x - 12, rightCells.bottom() - room.y()));
        return resultCells.bottom() + HeatMap.FOOT;
    }

    /** Above the cells: a fraction is higher than a line. */
    private static double head(HeatMap map) {
        return Math.max(HeatMap.HEAD, symbol(map).height() + 6);
    }

    private static void drawAdded(PictureBuilder b, HeatMap row, Bounds cells) {
        row.drawCells(b, cells);
        TypesetFormula symbol = symbol(row);
        double x = cells.x() - symbol.width() - 8;
        b.add(new Mark.Formula(x, cells.bottom() - 2 - symbol.ascent(), symbol, Ink.FOREGROUND));
        b.text(x - 5, cells.bottom() - 2, "+", Typeface.SANS, 12, Ink.MUTED, Mark.Anchor.END);
    }

    private static TypesetFormula symbol(HeatMap map) {
        return TypesetFormula.symbol(map.symbol().orElseThrow(), HeatMap.SYMBOL_SIZE);
    }

    /** Left of what has no room for one below it, in the corner that a product leaves free. */
    private void drawLegends(PictureBuilder b, Bounds corner) {
        double width = Math.min(MOST_RAMP, corner.width());
        double x = corner.right() - width;
        right.drawLegend(b, x, corner.bottom() - LEGEND, width);
        added.ifPresent(row -> row.drawLegend(b, x - ADDED_SYMBOL, corner.bottom() + STRIP_GAP, width));
        String words = Messages.get("stage.product", left.numbers().columns());
        if (corner.height() > 3 * LEGEND && Typeface.SANS.width(words, 11) <= corner.width()) {
            b.text(corner.x(), corner.y() + 24, words, Typeface.SANS, 11, Ink.MUTED);
        }
    }
}
