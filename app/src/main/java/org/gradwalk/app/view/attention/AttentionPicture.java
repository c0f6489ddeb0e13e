package org.gradwalk.app.view.attention;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Bars;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.PlaceLabels;
import org.gradwalk.app.chart.Side;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.view.Awaited;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Diagnostics;
import org.gradwalk.model.tensor.Matrix;

/** Draws all heads of one layer, and the selected token's row and column of the selected head as bars. */
final class AttentionPicture {

    private static final double SIZE = 11;
    private static final double BARS_TITLE = 16;
    private static final double AXES_FOOT = 5;
    /** On paper, where nothing can be pointed at, letters may be this small before numbers take their place. */
    private static final double LEAST_ON_PAPER = 5.5;

    private final ViewState state;
    private final String block;
    private final AttentionKind kind;
    private final Value value;
    private final List<String> tokens;
    private final OptionalInt position;
    private final String letter;

    /** Of a block such as {@code h.0}. */
    AttentionPicture(ViewState state, String block, AttentionKind kind) {
        this.state = state;
        this.block = block;
        this.kind = kind;
        value = kind.value(state.snapshot().program(), block + ".attn");
        tokens = Figures.tokens(state);
        OptionalInt asking = state.selection().position();
        letter = kind.letter(state, block + ".attn");
        position = asking.isPresent() ? asking : state.selection().kept().place(Axis.KEY);
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        Optional<Matrix> numbers = state.snapshot().numbers(value);
        if (numbers.isEmpty()) {
            drawAwaited(b, new Bounds(0, 0, width, height));
            return b.build(width, height, value.name());
        }
        AttentionLayout layout = AttentionLayout.of(value.extent().heads(), width, height);
        List<HeatMap> maps = drawHeads(b, numbers.get(), layout, OptionalInt.of(state.selection().head()));
        if (layout.bars() > 0) {
            drawToken(b, maps.get(state.selection().head()), layout);
        }
        return b.build(width, height, value.name());
    }

    /** The heads of what is there alone, as high as they are. */
    Picture drawHeads(double width) {
        PictureBuilder b = new PictureBuilder();
        AttentionLayout layout = AttentionLayout.ofHeads(value.extent().heads(), width);
        drawHeads(b, state.snapshot().numbers(value).orElseThrow(), layout, OptionalInt.empty());
        double axes = layout.legend() + AttentionLayout.LEGEND + SIZE;
        b.text(layout.left() + PlaceLabels.LEFT, axes, Messages.get("attention.axes"), Typeface.SANS, SIZE, Ink.MUTED);
        return b.build(width, axes + AXES_FOOT, value.name());
    }

    /** All in the colours of the one with the largest entries. */
    private List<HeatMap> drawHeads(
            PictureBuilder b, Matrix numbers, AttentionLayout layout, OptionalInt selected) {
        List<HeatMap> maps = IntStream.range(0, value.extent().heads())
                .mapToObj(head -> value.head(numbers, state.selection().sequence(), head))
                .map(head -> Figures.heatMap(state, value, head, "", Ink.of(value.kind())))
                .toList();
        HeatMap largest = maps.stream()
                .max((a, c) -> Double.compare(a.scale().high(), c.scale().high()))
                .orElseThrow();
        b.text(layout.left(), 11, kind.words(letter), Typeface.SANS, SIZE + 0.5, Ink.FOREGROUND);
        if (kind == AttentionKind.PROBS) {
            b.text(
                    layout.bars(0).right(), 11, Messages.get("attention.entropy"), Typeface.SANS, SIZE, Ink.MUTED,
                    Mark.Anchor.END);
        }
        for (int head = 0; head < maps.size(); head++) {
            HeatMap map = maps.get(head).withScale(largest.scale());
            Bounds cells = layout.cells(head);
            drawHead(b, head, selected.equals(OptionalInt.of(head)), map, cells);
            if (selected.isPresent()) {
                drawLabels(b, map, cells);
            } else {
                PlaceLabels.square(b, map.rows(), map.columns(), cells, LEAST_ON_PAPER);
            }
        }
        largest.drawLegend(b, layout.left() + PlaceLabels.LEFT, layout.legend(), layout.side());
        return maps;
    }

    private void drawAwaited(PictureBuilder b, Bounds room) {
        String sentence = kind.awaited(block.substring(block.indexOf('.') + 1));
        if (kind.isError()) {
            Awaited.backward(b, room, state, value, sentence);
        } else {
            Awaited.forward(b, room, state, value, sentence);
        }
    }

    private void drawHead(PictureBuilder b, int head, boolean selected, HeatMap map, Bounds cells) {
        String name = Messages.get("attention.head", head);
        b.text(
                cells.x(), cells.y() - 6, name, selected ? Typeface.SANS_SEMIBOLD : Typeface.SANS, SIZE,
                selected ? Ink.FOREGROUND : Ink.MUTED);
        double words = Typeface.SANS_SEMIBOLD.width(name, SIZE) + 4;
        double signs = map.drawSigns(b, cells.x() + words, cells.y() - 6 - SIZE + 1);
        if (kind == AttentionKind.PROBS) {
            double room = cells.width() - words - signs - 2;
            entropies(map.numbers()).stream()
                    .filter(text -> Typeface.SANS.width(text, SIZE - 0.5) <= room)
                    .findFirst()
                    .ifPresent(text -> b.text(
                            cells.right(), cells.y() - 6, text, Typeface.SANS, SIZE - 0.5, Ink.MUTED,
                            Mark.Anchor.END));
        }
        map.drawCells(b, cells);
        if (selected) {
            b.frame(
                    new Bounds(cells.x() - 1.5, cells.y() - 1.5, cells.width() + 3, cells.height() + 3), 1.2,
                    Ink.FOREGROUND);
        }
    }

    private void drawLabels(PictureBuilder b, HeatMap map, Bounds cells) {
        PlaceLabels.left(
                b, map.rows(), cells, map.window().firstRow(), map.window().rows(), position, PlaceLabels.LEFT);
        PlaceLabels.below(b, map.columns(), cells, map.window().firstColumn(), map.window().columns(), position);
    }

    /** The entropy of the selected row, or the mean over all: in words, and shorter. */
    private List<String> entropies(Matrix head) {
        double entropy = position.isPresent()
                ? Diagnostics.entropy(head, position.getAsInt())
                : IntStream.range(0, head.rows()).mapToDouble(i -> Diagnostics.entropy(head, i)).average().orElse(0);
        String number = Numbers.shortly(entropy);
        String words = position.isPresent()
                ? Messages.get("attention.entropy.row", tokens.get(position.getAsInt()), number)
                : Messages.get("attention.entropy.mean", number);
        return List.of(words, "H " + number);
    }

    private void drawToken(PictureBuilder b, HeatMap head, AttentionLayout layout) {
        if (position.isEmpty()) {
            Bounds room = layout.bars(0);
            b.text(room.x(), room.y() + 22, Messages.get("attention.click"), Typeface.SANS, SIZE + 0.5, Ink.MUTED);
            return;
        }
        int at = position.getAsInt();
        int number = state.selection().head();
        String token = tokens.get(at);
        Matrix numbers = allowed(head);
        drawBars(
                b, "row", kind.rowTitle(number, token, at), numbers.rows(at, 1), Axis.KEY, layout.bars(0));
        drawBars(
                b, "column", kind.columnTitle(number, token, at), numbers.columns(at, 1).transposedCopy(),
                Axis.POSITION, layout.bars(1));
    }

    /** The numbers of a head, NaN where the mask does not let look. */
    private static Matrix allowed(HeatMap head) {
        Matrix numbers = head.numbers().copy();
        head.allowed().ifPresent(mask -> {
            for (int i = 0; i < numbers.rows(); i++) {
                for (int j = 0; j < numbers.columns(); j++) {
                    if (mask.get(i, j) == 0) {
                        numbers.set(i, j, Double.NaN);
                    }
                }
            }
        });
        return numbers;
    }

    private void drawBars(PictureBuilder b, String part, String title, Matrix numbers, Axis axis, Bounds room) {
        b.text(room.x(), room.y() + 11, title, Typeface.SANS, SIZE, Ink.MUTED);
        Bars.of(value.name() + " " + part, letter, numbers, new Side(axis, tokens), Ink.of(value.kind()))
                .withLit(position).withNumbers()
                .draw(b, new Bounds(room.x(), room.y() + BARS_TITLE, room.width(), room.height() - BARS_TITLE - 4));
    }
}
