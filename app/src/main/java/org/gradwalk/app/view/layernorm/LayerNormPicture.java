package org.gradwalk.app.view.layernorm;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Bars;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.HandSign;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Plot;
import org.gradwalk.app.chart.Side;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.view.Awaited;
import org.gradwalk.app.view.ByHand;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;

/** Draws a layer norm: by position, by distribution, by feature, and what the way back takes out of the error. */
final class LayerNormPicture {

    private static final double TITLE = 20;
    private static final double GAP = 16;
    private static final double REMOVED_TITLE = 22;
    private static final double MOST_HEIGHT = 150;
    private static final double SIZE = 11.5;

    private final ViewState state;
    private final String path;
    private final LayerNormNumbers numbers;
    private final Side positions;

    LayerNormPicture(ViewState state, String path, LayerNormNumbers numbers) {
        this.state = state;
        this.path = path;
        this.numbers = numbers;
        positions = new Side(Axis.POSITION, Figures.tokens(state));
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        if (numbers.mean().isEmpty()) {
            Awaited.forward(
                    b, new Bounds(0, 0, width, height), state, value(path + ".mean"),
                    Messages.get("layernorm.awaited", words()));
            return b.build(width, height, path);
        }
        double row = Math.min(MOST_HEIGHT, (height - REMOVED_TITLE) / 5);
        double half = (width - GAP) / 2;
        double right = half + GAP;
        numbers.mean().ifPresent(mean -> byPosition(
                b, new Bounds(0, 0, width, row), Messages.get("layernorm.mean", letter(".mean")), path + ".mean",
                i -> mean.get(i, 0),
                SymbolClass.STATISTIC));
        numbers.inverse().ifPresent(inverse -> byPosition(
                b, new Bounds(0, row, width, row), Messages.get("layernorm.deviation"), path + " deviation",
                i -> 1 / inverse.get(i, 0), SymbolClass.STATISTIC));
        numbers.input().ifPresent(input -> histogram(
                b, new Bounds(0, 2 * row, half, row), Messages.get("layernorm.before"), input));
        numbers.normalized().ifPresent(normalized -> histogram(
                b, new Bounds(right, 2 * row, half, row), Messages.get("layernorm.after"),
                normalized));
        byFeature(b, new Bounds(0, 3 * row, half, row), "layernorm.gain", ".weight");
        byFeature(b, new Bounds(right, 3 * row, half, row), "layernorm.shift", ".bias");
        drawRemoved(b, new Bounds(0, 4 * row, width, row + REMOVED_TITLE), half);
        return b.build(width, height, path);
    }

    /** Such as "layer norm 1 of block 0". */
    private String words() {
        int dot = path.lastIndexOf('.');
        String name = path.substring(dot + 1);
        return dot < 0
                ? Messages.get("layernorm.last")
                : Messages.get("layernorm.ofBlock", name.substring(name.length() - 1), path.substring(2, dot));
    }

    /** The two directions that the way back takes out of the error, by position. */
    private void drawRemoved(PictureBuilder b, Bounds room, double half) {
        if (numbers.error().isEmpty()) {
            Awaited.backward(
                    b, room, state, value("grad/act/" + path + ".xhat"), Messages.get("layernorm.removed.awaited"));
            return;
        }
        List<Removed> removed = IntStream.range(0, positions.labels().size())
                .mapToObj(i -> numbers.removed(i).orElseThrow())
                .toList();
        double top = room.y() + REMOVED_TITLE;
        double height = room.height() - REMOVED_TITLE;
        b.text(room.x(), top - 6, Messages.get("layernorm.removed.words"), Typeface.SANS_SEMIBOLD, SIZE,
                Ink.FOREGROUND);
        byPosition(
                b, new Bounds(room.x(), top, half, height), Messages.get("layernorm.removed.mean"),
                path + " removed mean",
                i -> removed.get(i).mean(), SymbolClass.ERROR);
        byPosition(
                b, new Bounds(room.right() - half, top, half, height), Messages.get("layernorm.removed.xhat"),
                path + " removed xhat", i -> removed.get(i).normalized(), SymbolClass.ERROR);
    }

    private static void histogram(PictureBuilder b, Bounds room, String title, Matrix numbers) {
        b.text(room.x(), room.y() + 13, title, Typeface.SANS, SIZE, Ink.MUTED);
        b.add(new Mark.Plotted(
                new Bounds(room.x(), room.y() + TITLE, room.width(), room.height() - TITLE - 4),
                Plot.Histogram.of(numbers.toArray(), "", Ink.of(SymbolClass.ACTIVATION))));
    }

    private void byPosition(
            PictureBuilder b, Bounds room, String title, String name, IntToDoubleFunction number, SymbolClass kind) {
        int count = positions.labels().size();
        Matrix row = Matrix.of(1, count, IntStream.range(0, count).mapToDouble(number).toArray());
        OptionalInt selected = state.selection().position();
        draw(b, room, title, Bars.of(name, "", row, positions, Ink.of(kind)).ofColumn().withLit(selected));
    }

    private String letter(String end) {
        return state.letter(value(path + end));
    }

    private Value value(String name) {
        return state.snapshot().program().requireValue(name);
    }

    private void byFeature(PictureBuilder b, Bounds room, String key, String end) {
        String name = path + end;
        String title = Messages.get(key, letter(end));
        Matrix row = state.snapshot().numbers(name).orElseThrow();
        ByHand.excerpt(state.snapshot(), value(name), row).ifPresent(excerpt -> excerpt.drawSigns(
                b, name, room.x() + Typeface.SANS.width(title, SIZE) + 5, room.y() + 13 - HandSign.SIZE + 1));
        Side features = new Side(new Axis(name + " columns"), List.of());
        draw(b, room, title, Bars.of(name, "", row, features, Ink.of(SymbolClass.WEIGHT)));
    }

    /** Bars under their title and the range of their numbers. */
    private static void draw(PictureBuilder b, Bounds room, String title, Bars bars) {
        b.text(room.x(), room.y() + 13, title, Typeface.SANS, SIZE, Ink.MUTED);
        b.text(room.right(), room.y() + 13, bars.range(), Typeface.MONO, 9.5, Ink.MUTED, Mark.Anchor.END);
        bars.draw(b, new Bounds(room.x(), room.y() + TITLE, room.width(), room.height() - TITLE - 6));
    }
}
