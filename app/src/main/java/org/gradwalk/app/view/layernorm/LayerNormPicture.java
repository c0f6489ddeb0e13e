package org.gradwalk.app.view.layernorm;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Grid;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Plot;
import org.gradwalk.app.chart.Side;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.Window;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.tensor.Matrix;

/** Draws a layer norm: by position, by distribution, by feature, and what the way back takes out of the error. */
final class LayerNormPicture {

    private static final double MARGIN = 14;
    private static final double TITLE = 20;
    private static final double REMOVED_TITLE = 20;

    private final ViewState state;
    private final Snapshot snapshot;
    private final String path;

    LayerNormPicture(ViewState state, String path) {
        this.state = state;
        this.path = path;
        snapshot = state.snapshot();
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        b.text(MARGIN, 22, path, Typeface.MONO, 12.5, Ink.FOREGROUND);
        Optional<Matrix> out = numbers(path + ".out");
        if (out.isEmpty()) {
            b.message(new Bounds(0, 0, width, height), Messages.get("panel.notyet", path + ".out"), Ink.MUTED);
            return b.build(width, height, path);
        }
        double inner = width - 2 * MARGIN;
        double row = Math.min(150, (height - 34 - REMOVED_TITLE) / 5);
        double half = (inner - 16) / 2;
        Matrix mean = numbers(path + ".mean").orElseThrow();
        Matrix rstd = numbers(path + ".rstd").orElseThrow();
        double y = 34;
        bars(b, new Bounds(MARGIN, y, inner, row), Messages.get("layernorm.mean"), mean.rows(), i -> mean.get(i, 0),
                Ink.of(SymbolClass.STATISTIC), Figures.tokens(snapshot));
        y += row;
        bars(b, new Bounds(MARGIN, y, inner, row), Messages.get("layernorm.deviation"), rstd.rows(),
                i -> 1 / rstd.get(i, 0), Ink.of(SymbolClass.STATISTIC), Figures.tokens(snapshot));
        y += row;
        histogram(b, new Bounds(MARGIN, y, half, row), Messages.get("layernorm.before"), input());
        histogram(
                b, new Bounds(MARGIN + half + 16, y, half, row), Messages.get("layernorm.after"),
                numbers(path + ".xhat").orElseThrow());
        y += row;
        Matrix gain = snapshot.numbers(path + ".weight").orElseThrow();
        Matrix shift = snapshot.numbers(path + ".bias").orElseThrow();
        bars(b, new Bounds(MARGIN, y, half, row), Messages.get("layernorm.gain"), gain.columns(), i -> gain.get(0, i),
                Ink.of(SymbolClass.WEIGHT), List.of());
        bars(b, new Bounds(MARGIN + half + 16, y, half, row), Messages.get("layernorm.shift"), shift.columns(),
                i -> shift.get(0, i), Ink.of(SymbolClass.WEIGHT), List.of());
        y += row;
        numbers("grad/act/" + path + ".xhat").ifPresent(g -> removed(b, g, MARGIN, height - row, half, row));
        return b.build(width, height, path);
    }

    private Optional<Matrix> numbers(String name) {
        Program program = snapshot.program();
        return program.value(name).flatMap(value -> Figures.shown(state, value));
    }

    /** What the layer reads: the input of its first operation. */
    private Matrix input() {
        Program program = snapshot.program();
        Operation first = program.operations().get(program.node(path).orElseThrow().first());
        return Figures.shown(state, first.inputs().getFirst().value()).orElseThrow();
    }

    /** The two directions that the way back takes out of the error, by position. */
    private void removed(PictureBuilder b, Matrix g, double x, double y, double width, double height) {
        Matrix normalized = numbers(path + ".xhat").orElseThrow();
        double root = Math.sqrt(g.columns());
        b.text(x, y - 4, Messages.get("layernorm.removed"), Typeface.SANS_SEMIBOLD, 11.5, Ink.FOREGROUND);
        bars(b, new Bounds(x, y, width, height), Messages.get("layernorm.removed.mean"), g.rows(),
                i -> sum(g, i) / root, Ink.of(SymbolClass.ERROR), Figures.tokens(snapshot));
        bars(b, new Bounds(x + width + 16, y, width, height), Messages.get("layernorm.removed.xhat"), g.rows(),
                i -> dot(g, normalized, i) / Math.sqrt(Math.max(dot(normalized, normalized, i), Double.MIN_NORMAL)),
                Ink.of(SymbolClass.ERROR), Figures.tokens(snapshot));
    }

    private static double sum(Matrix m, int row) {
        double sum = 0;
        for (int j = 0; j < m.columns(); j++) {
            sum += m.get(row, j);
        }
        return sum;
    }

    private static double dot(Matrix a, Matrix b, int row) {
        double sum = 0;
        for (int j = 0; j < a.columns(); j++) {
            sum += a.get(row, j) * b.get(row, j);
        }
        return sum;
    }

    private static void histogram(PictureBuilder b, Bounds room, String title, Matrix numbers) {
        b.text(room.x(), room.y() + 13, title, Typeface.SANS, 11.5, Ink.MUTED);
        b.add(new Mark.Plotted(
                new Bounds(room.x(), room.y() + TITLE, room.width(), room.height() - TITLE - 4),
                Plot.Histogram.symmetric(numbers.toArray(), Ink.of(SymbolClass.ACTIVATION))));
    }

    /** One bar for each position or feature, from a zero line, with the range printed. */
    private void bars(
            PictureBuilder b, Bounds room, String title, int count, IntToDoubleFunction height, Ink ink,
            List<String> labels) {
        double low = 0;
        double high = 0;
        for (int i = 0; i < count; i++) {
            low = Math.min(low, height.applyAsDouble(i));
            high = Math.max(high, height.applyAsDouble(i));
        }
        double range = high > low ? high - low : 1;
        b.text(room.x(), room.y() + 13, title, Typeface.SANS, 11.5, Ink.MUTED);
        String both = Numbers.briefly(low) + " … " + Numbers.briefly(high);
        double left = room.width() - Typeface.SANS.width(title, 11.5) - 8;
        b.text(
                room.right(), room.y() + 13,
                Typeface.MONO.width(both, 10) <= left ? both : "≤ " + Numbers.briefly(Math.max(high, -low)),
                Typeface.MONO, 10, Ink.MUTED, Mark.Anchor.END);
        double top = room.y() + TITLE;
        double most = room.height() - TITLE - (labels.isEmpty() ? 8 : 20);
        double zero = top + most * high / range;
        double step = Math.min(26, room.width() / count);
        for (int i = 0; i < count; i++) {
            double size = height.applyAsDouble(i) / range * most;
            double x = room.x() + i * step;
            double gap = Math.min(1.5, step / 4);
            b.fill(new Bounds(x + gap, Math.min(zero, zero - size), step - 2 * gap, Math.abs(size)), 0, ink);
            if (!labels.isEmpty()) {
                b.text(
                        x + step / 2, top + most + 13, labels.get(i), Typeface.MONO, Math.min(10, step),
                        Ink.MUTED, Mark.Anchor.MIDDLE);
            }
        }
        b.fill(new Bounds(room.x(), zero - 0.4, step * count, 0.8), 0, Ink.BORDER);
        Matrix row = Matrix.of(1, count, IntStream.range(0, count).mapToDouble(height).toArray());
        b.target(new Target.Cells(
                title, true, "", new Bounds(room.x(), top, step * count, most + (labels.isEmpty() ? 0 : 16)),
                Grid.of(row, Window.all(row), 1, count), row, Side.PLAIN,
                new Side(labels.isEmpty() ? new Axis(path + ".weight columns") : Axis.POSITION, labels)));
    }
}
