package org.gradwalk.app.view.predictions;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Grid;
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
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.tensor.Matrix;

/** Draws losses by position above, and the likeliest next tokens at one position below. */
final class PredictionsPicture {

    private static final double MARGIN = 14;
    private static final double LOSS_HEIGHT = 110;
    private static final double BAR = 20;
    private static final int MOST_BARS = 14;
    private static final Ink LOSS_INK = Ink.of(SymbolClass.ERROR);
    private static final Ink SHARE_INK = Ink.of(SymbolClass.ATTENTION);

    private final ViewState state;

    PredictionsPicture(ViewState state) {
        this.state = state;
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        Optional<Matrix> losses = state.snapshot().numbers("loss_per_position");
        Optional<Matrix> probabilities = state.snapshot().numbers("probs");
        if (losses.isEmpty() || probabilities.isEmpty()) {
            b.message(new Bounds(0, 0, width, height), Messages.get("panel.notyet", "probs"), Ink.MUTED);
            return b.build(width, height, Messages.get("tab.predictions"));
        }
        int position = state.selection().position().orElse(mostSurprised(losses.get()));
        drawLosses(b, losses.get(), position, width);
        drawDistribution(b, probabilities.get(), position, MARGIN + LOSS_HEIGHT + 62, width, height);
        return b.build(width, height, Messages.get("tab.predictions"));
    }

    private static int mostSurprised(Matrix losses) {
        return IntStream.range(0, losses.rows())
                .boxed()
                .max(Comparator.comparingDouble(i -> losses.get(i, 0)))
                .orElse(0);
    }

    private void drawLosses(PictureBuilder b, Matrix losses, int selected, double width) {
        List<String> tokens = Figures.tokens(state.snapshot());
        int count = losses.rows();
        double largest = IntStream.range(0, count).mapToDouble(i -> losses.get(i, 0)).max().orElse(1);
        b.text(MARGIN, MARGIN + 8, Messages.get("predictions.losses"), Typeface.SANS, 12, Ink.MUTED);
        b.text(
                width - MARGIN, MARGIN + 8, Messages.get("predictions.most", Numbers.shortly(largest)), Typeface.MONO,
                10.5, Ink.MUTED, Mark.Anchor.END);
        double top = MARGIN + 18;
        double step = Math.min(26, (width - 2 * MARGIN) / count);
        double floor = top + LOSS_HEIGHT;
        for (int i = 0; i < count; i++) {
            double x = MARGIN + i * step;
            double size = largest == 0 ? 0 : losses.get(i, 0) / largest * LOSS_HEIGHT;
            if (i == selected) {
                b.fill(new Bounds(x, top, step, LOSS_HEIGHT + 18), 2, Ink.of(Ink.Role.RAISED));
            }
            b.fill(new Bounds(x + 1.5, floor - size, Math.max(1, step - 3), size), 1, LOSS_INK);
            b.text(
                    x + step / 2, floor + 13, tokens.get(i), Typeface.MONO, Math.min(11, step * 1.2),
                    i == selected ? Ink.FOREGROUND : Ink.MUTED, Mark.Anchor.MIDDLE);
        }
        Matrix row = Matrix.of(1, count, losses.toArray());
        b.target(new Target.Cells(
                "loss_per_position", true, "", new Bounds(MARGIN, top, step * count, LOSS_HEIGHT + 18),
                Grid.of(row, Window.all(row), 1, count), row, Side.PLAIN, new Side(Axis.POSITION, tokens)));
    }

    private void drawDistribution(
            PictureBuilder b, Matrix probabilities, int position, double top, double width, double height) {
        List<String> tokens = Figures.tokens(state.snapshot());
        int target = (int) state.snapshot().numbers(Gpt.TARGETS).orElseThrow().get(position, 0);
        b.text(
                MARGIN, top, Messages.get("predictions.after", tokens.get(position), position), Typeface.SANS, 12,
                Ink.MUTED);
        int most = Math.clamp((int) ((height - top - 20) / BAR), 1, MOST_BARS);
        List<Integer> likeliest = IntStream.range(0, probabilities.columns())
                .boxed()
                .sorted(Comparator.comparingDouble(token -> -probabilities.get(position, token)))
                .limit(most)
                .toList();
        double widest = probabilities.get(position, likeliest.getFirst());
        double room = width - 2 * MARGIN - 150;
        double y = top + 10;
        for (int token : likeliest) {
            double share = probabilities.get(position, token);
            String symbol = Figures.visible(state.snapshot().model().tokenizer().symbol(token));
            b.text(MARGIN + 16, y + 14, symbol, Typeface.MONO, 13, Ink.FOREGROUND, Mark.Anchor.MIDDLE);
            double length = room * share / widest;
            b.fill(
                    new Bounds(MARGIN + 32, y + 4, length, BAR - 7), 2,
                    token == target ? Ink.of(SymbolClass.WEIGHT) : SHARE_INK);
            b.text(MARGIN + 38 + length, y + 14, Numbers.shortly(share), Typeface.MONO, 11, Ink.MUTED);
            if (token == target) {
                b.text(
                        width - MARGIN, y + 14, Messages.get("predictions.came"), Typeface.SANS, 11,
                        Ink.of(SymbolClass.WEIGHT), Mark.Anchor.END);
            }
            y += BAR;
        }
    }
}
