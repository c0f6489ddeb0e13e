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
    private static final double MOST_CELL = 26;
    private static final double LEAST_LEFT = 130;
    private static final double LEGEND = 42;
    private static final double LEAST_LEGEND = 31;
    private static final double MOST_RAMP = 150;
    private static final double LEAST_SHARE = 0.3;
    private static final double MOST_SHARE = 0.58;

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

    void draw(PictureBuilder b, Bounds room) {
        double inner = left.window().columns();
        double across = result.window().columns();
        double down = result.window().rows();
        double width = room.width() - left.gutter() - GAP - right.gutter();
        double between = HeatMap.HEAD + (added.isPresent() ? STRIP + STRIP_GAP : 0);
        double height = room.height() - HeatMap.HEAD - between - LABELS;

        double leftWidth = Math.max(
                LEAST_LEFT, Math.min(width * share(inner, across), inner * MOST_CELL));
        double resultWidth = Math.min(width - leftWidth, across * MOST_CELL);
        double legends = (added.isPresent() ? 4 : 3) * LEAST_LEGEND - HeatMap.HEAD;
        double rightHeight = Math.max(
                Math.min(height * share(inner, down), inner * MOST_CELL), Math.min(legends, height * MOST_SHARE));
        double resultHeight = Math.min(height - rightHeight, down * MOST_CELL);
        if (across == down) {
            resultWidth = Math.min(resultWidth, resultHeight);
            resultHeight = resultWidth;
        }
        double total = left.gutter() + leftWidth + GAP + right.gutter() + resultWidth;
        double x = room.x() + Math.max(0, (room.width() - total) / 2);
        double resultX = x + left.gutter() + leftWidth + GAP + right.gutter();
        double rightY = room.y() + HeatMap.HEAD;
        double resultY = rightY + rightHeight + between;
        Bounds rightCells = new Bounds(resultX, rightY, resultWidth, rightHeight);
        Bounds resultCells = new Bounds(resultX, resultY, resultWidth, resultHeight);
        Bounds leftCells = new Bounds(x + left.gutter(), resultY, leftWidth, resultHeight);

        drawPart(b, left, leftCells, leftWidth + GAP);
        left.drawRowLabels(b, leftCells);
        left.drawColumnLabels(b, leftCells);
        drawPart(b, right, rightCells, room.right() - resultX);
        right.drawRowLabels(b, rightCells);
        drawPart(b, result, resultCells, room.right() - resultX);
        result.drawColumnLabels(b, resultCells);
        added.ifPresent(row -> drawAdded(b, row, new Bounds(
                resultX, rightY + rightHeight + STRIP_GAP, rightCells.width(), STRIP)));
        drawLegends(b, x, room.y(), rightHeight + HeatMap.HEAD, leftWidth);
    }

    private static double share(double inner, double outer) {
        return Math.clamp(inner / (inner + outer), LEAST_SHARE, MOST_SHARE);
    }

    private static void drawPart(PictureBuilder b, HeatMap map, Bounds cells, double headWidth) {
        map.drawHead(b, cells, headWidth);
        map.drawCells(b, cells);
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

    /** In the corner that a product leaves free. */
    private void drawLegends(PictureBuilder b, double x, double y, double height, double width) {
        List<HeatMap> maps = added.map(row -> List.of(left, right, row, result)).orElse(List.of(left, right, result));
        double indent = maps.stream().mapToDouble(map -> symbol(map).width()).max().orElse(0) + 12;
        double most = Math.min(width - indent, MOST_RAMP);
        double top = y + 8;
        double step = Math.min(LEGEND, (height - 14) / maps.size());
        for (HeatMap map : maps) {
            TypesetFormula symbol = symbol(map);
            b.add(new Mark.Formula(x, top + 8 - symbol.ascent(), symbol, Ink.FOREGROUND));
            map.drawLegend(b, x + indent, top + 2, most);
            top += step;
        }
        if (height - (top - y) > 16) {
            b.text(
                    x, y + height - 4, Messages.get("stage.product", left.numbers().columns()), Typeface.SANS, 11,
                    Ink.MUTED);
        }
    }
}
