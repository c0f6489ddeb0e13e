package org.gradwalk.app.view.attention;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Grid;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Side;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.Window;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Diagnostics;
import org.gradwalk.model.tensor.Matrix;

/** Draws all heads of one layer, and what the selected token reads and is read by in the selected head. */
final class AttentionPicture {

    private static final double GAP = 12;
    private static final double LABELS = 15;
    private static final double LEGEND = 30;
    private static final double BARS = 62;
    private static final double BARS_TITLE = 18;
    private static final double DETAIL = 2 * (BARS + BARS_TITLE) + 22;
    /** The heads get at least this much; where there is less, the selected token's bars are left out. */
    private static final double LEAST_HEADS = 260;
    private static final double SIZE = 11;

    private final ViewState state;
    private final Value value;
    private final boolean shares;
    private final List<String> tokens;

    AttentionPicture(ViewState state, Value value) {
        this.state = state;
        this.value = value;
        shares = value.kind() == SymbolClass.ATTENTION && value.name().endsWith(".probs");
        tokens = Figures.tokens(state.snapshot());
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        Optional<Matrix> numbers = state.snapshot().numbers(value);
        if (numbers.isEmpty()) {
            b.message(
                    new Bounds(0, 0, width, height), Messages.get("panel.notyet", value.name()), Ink.MUTED);
            return b.build(width, height, value.name());
        }
        List<Matrix> heads = new ArrayList<>();
        for (int head = 0; head < value.extent().heads(); head++) {
            heads.add(value.head(numbers.get(), state.selection().sequence(), head));
        }
        boolean detailed = shares && height - DETAIL - LEGEND >= LEAST_HEADS;
        double bottom = drawHeads(b, heads, width, height - LEGEND - (detailed ? DETAIL : 0));
        if (detailed) {
            drawDetail(b, heads.get(state.selection().head()), bottom + 10, width);
        }
        return b.build(width, height, value.name());
    }

    /** A grid as near to a square as the heads allow, one legend for all; says where it ends. */
    private double drawHeads(PictureBuilder b, List<Matrix> heads, double width, double height) {
        List<HeatMap> maps = heads.stream()
                .map(head -> Figures.heatMap(state, value, head, "", Ink.of(value.kind())))
                .toList();
        HeatMap largest = maps.stream()
                .max((a, c) -> Double.compare(a.scale().high(), c.scale().high()))
                .orElseThrow();
        int columns = (int) Math.ceil(Math.sqrt(heads.size()));
        int rows = Math.ceilDiv(heads.size(), columns);
        double cellWidth = width / columns;
        double cellHeight = height / rows;
        double side = Math.min(
                cellWidth - HeatMap.GUTTER - GAP, cellHeight - HeatMap.HEAD - LABELS);
        double bottom = 0;
        for (int head = 0; head < heads.size(); head++) {
            HeatMap map = maps.get(head).withScale(largest.scale());
            Bounds cells = new Bounds(
                    head % columns * cellWidth + HeatMap.GUTTER,
                    Math.floorDiv(head, columns) * (side + HeatMap.HEAD + LABELS) + HeatMap.HEAD, side, side);
            boolean selected = head == state.selection().head();
            b.text(
                    cells.x(), cells.y() - 7, Messages.get("attention.head", head),
                    selected ? Typeface.SANS_SEMIBOLD : Typeface.SANS, SIZE,
                    selected ? Ink.FOREGROUND : Ink.MUTED);
            if (shares) {
                b.text(
                        cells.right(), cells.y() - 7, entropy(heads.get(head)), Typeface.MONO, SIZE - 1, Ink.MUTED,
                        Mark.Anchor.END);
            }
            map.drawCells(b, cells);
            if (selected) {
                b.frame(
                        new Bounds(cells.x() - 1.5, cells.y() - 1.5, cells.width() + 3, cells.height() + 3), 1.2,
                        Ink.FOREGROUND);
            }
            map.drawRowLabels(b, cells);
            map.drawColumnLabels(b, cells);
            bottom = cells.bottom() + LABELS;
        }
        largest.drawLegend(b, HeatMap.GUTTER, bottom + 4, side);
        if (shares) {
            b.text(
                    width - GAP, bottom + 21, Messages.get("attention.entropy"), Typeface.SANS, SIZE - 1, Ink.MUTED,
                    Mark.Anchor.END);
        }
        return bottom + LEGEND;
    }

    /** Of the selected position, or the mean over all. */
    private String entropy(Matrix head) {
        OptionalInt position = selected();
        double entropy = 0;
        if (position.isPresent()) {
            entropy = Diagnostics.entropy(head, position.getAsInt());
        } else {
            for (int i = 0; i < head.rows(); i++) {
                entropy += Diagnostics.entropy(head, i) / head.rows();
            }
        }
        return "H " + Numbers.briefly(entropy);
    }

    private OptionalInt selected() {
        OptionalInt position = state.selection().position();
        return position.isPresent() ? position : state.selection().kept().place(Axis.KEY);
    }

    private void drawDetail(PictureBuilder b, Matrix head, double top, double width) {
        OptionalInt position = selected();
        if (position.isEmpty()) {
            b.text(
                    HeatMap.GUTTER, top + BARS_TITLE, Messages.get("attention.click"), Typeface.SANS, SIZE + 0.5,
                    Ink.MUTED);
            return;
        }
        int at = position.getAsInt();
        int number = state.selection().head();
        String token = tokens.get(at);
        drawBars(b, head.rows(at, 1), Axis.KEY, Messages.get("attention.reads", number, token, at), top, width);
        drawBars(
                b, head.columns(at, 1).transposedCopy(), Axis.POSITION,
                Messages.get("attention.readBy", number, token, at), top + BARS + BARS_TITLE + 8, width);
    }

    private void drawBars(PictureBuilder b, Matrix row, Axis axis, String title, double top, double width) {
        double step = (width - HeatMap.GUTTER - GAP) / row.columns();
        double floor = top + BARS_TITLE + BARS - LABELS;
        b.text(HeatMap.GUTTER, top + 12, title, Typeface.SANS, SIZE, Ink.MUTED);
        b.fill(new Bounds(HeatMap.GUTTER, floor, step * row.columns(), 0.8), 0, Ink.BORDER);
        for (int j = 0; j < row.columns(); j++) {
            double x = HeatMap.GUTTER + j * step;
            double size = row.get(0, j) * (BARS - LABELS);
            b.fill(new Bounds(x + 1, floor - size, Math.max(1, step - 2), size), 0, Ink.of(value.kind()));
            if (step > 6 || j % 4 == 0) {
                b.text(
                        x + step / 2, floor + 12, tokens.get(j), Typeface.MONO, 9.5, Ink.MUTED, Mark.Anchor.MIDDLE);
            }
        }
        b.target(new Target.Cells(
                "", false, "P", new Bounds(HeatMap.GUTTER, top + BARS_TITLE, step * row.columns(), BARS),
                Grid.of(row, Window.all(row), 1, row.columns()), row, Side.PLAIN, new Side(axis, tokens)));
    }
}
