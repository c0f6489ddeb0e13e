package org.gradwalk.app.view.predictions;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Bars;
import org.gradwalk.app.chart.Bounds;
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
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.layer.Loss;
import org.gradwalk.model.tensor.Matrix;

/** Draws losses by position above, and the likeliest next tokens at one position below. */
final class PredictionsPicture {

    private static final double MARGIN = 14;
    private static final double LOSS_HEIGHT = 160;
    private static final double BAR = 20;
    private static final int MOST_BARS = 20;
    private static final Ink LOSS_INK = Ink.of(SymbolClass.ERROR);
    private static final Ink SHARE_INK = Ink.of(SymbolClass.ATTENTION);

    private static final double LINE_NAMES = 28;

    private final ViewState state;
    private final List<String> tokens;

    PredictionsPicture(ViewState state) {
        this.state = state;
        tokens = Figures.tokens(state);
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        Optional<Matrix> losses = state.snapshot().numbers(Loss.PER_POSITION);
        Optional<Matrix> probabilities = state.snapshot().numbers("probs");
        if (losses.isEmpty() || probabilities.isEmpty()) {
            Awaited.forward(
                    b, new Bounds(0, 0, width, height), state,
                    state.snapshot().program().requireValue(losses.isEmpty() ? Loss.PER_POSITION : "probs"),
                    Messages.get("predictions.awaited"));
            return b.build(width, height, Messages.get("tab.predictions"));
        }
        int position = state.selection().position().orElse(mostSurprised(losses.get()));
        drawLosses(b, losses.get(), position, width);
        drawDistribution(b, probabilities.get(), position, MARGIN + LOSS_HEIGHT + 34, width, height);
        return b.build(width, height, Messages.get("tab.predictions"));
    }

    private static int mostSurprised(Matrix losses) {
        return IntStream.range(0, losses.rows())
                .boxed()
                .max(Comparator.comparingDouble(i -> losses.get(i, 0)))
                .orElse(0);
    }

    /** A bar for each position; below it the token that was read there and the one that came next. */
    private void drawLosses(PictureBuilder b, Matrix losses, int selected, double width) {
        List<String> next = IntStream.range(0, losses.rows())
                .mapToObj(this::next)
                .map(each -> each.map(Figures::visible).orElse(""))
                .toList();
        double[] numbers = IntStream.range(0, losses.rows())
                .mapToDouble(i -> next(i).isPresent() ? losses.get(i, 0) : Double.NaN)
                .toArray();
        b.text(MARGIN, MARGIN + 8, Messages.get("predictions.losses"), Typeface.SANS, 12, Ink.FOREGROUND);
        b.text(
                width - MARGIN, MARGIN + 8,
                Messages.get(
                        "predictions.counted", next.stream().filter(each -> !each.isEmpty()).count(), losses.rows()),
                Typeface.SANS, 11, Ink.MUTED, Mark.Anchor.END);
        Bars bars = Bars.of(
                Loss.PER_POSITION, "", Matrix.of(1, numbers.length, numbers), new Side(Axis.POSITION, tokens),
                LOSS_INK).ofColumn().withLit(OptionalInt.of(selected)).withNumbers();
        double left = MARGIN + LINE_NAMES;
        Bounds places = bars.draw(
                b, new Bounds(left, MARGIN + 16, width - MARGIN - left, LOSS_HEIGHT - PlaceLabels.BELOW));
        Side after = new Side(Axis.POSITION, next);
        if (PlaceLabels.fit(after, places.width() / next.size())) {
            Bounds first = new Bounds(
                    places.x(), places.y(), places.width(), places.height() + PlaceLabels.BELOW);
            PlaceLabels.below(b, after, first, 0, next.size(), OptionalInt.of(selected));
            lineName(b, "predictions.reads", places.bottom());
            lineName(b, "predictions.next", first.bottom());
        }
    }

    private static void lineName(PictureBuilder b, String key, double top) {
        b.text(MARGIN, top + 11.5, Messages.get(key), Typeface.SANS, 10, Ink.MUTED);
    }

    /** The token that came after a position, as the tokenizer has it; none after the last. */
    private Optional<String> next(int position) {
        int target = target(position);
        return target < 0 ? Optional.empty() : Optional.of(state.snapshot().model().tokenizer().symbol(target));
    }

    private int target(int position) {
        return (int) state.snapshot().numbers(Gpt.TARGETS).orElseThrow().get(position, 0);
    }

    private void drawDistribution(
            PictureBuilder b, Matrix probabilities, int position, double top, double width, double height) {
        int target = target(position);
        String title = next(position)
                .map(Figures::visible)
                .map(next -> Messages.get("predictions.after", tokens.get(position), position, next))
                .orElseGet(() -> Messages.get("predictions.afterLast", tokens.get(position), position));
        b.text(MARGIN, top, title, Typeface.SANS, 12, Ink.FOREGROUND);
        int most = Math.clamp((int) ((height - top - 20) / BAR), 1, MOST_BARS);
        List<Integer> all = IntStream.range(0, probabilities.columns())
                .boxed()
                .sorted(Comparator.comparingDouble(token -> -probabilities.get(position, token)))
                .toList();
        int place = all.indexOf(target);
        // what came is shown even where it was less likely than all that have room
        List<Integer> likeliest = place < most
                ? all.subList(0, Math.min(most, all.size()))
                : Stream.concat(all.stream().limit(most - 1), Stream.of(target)).toList();
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
            String number = Numbers.shortly(share);
            double x = MARGIN + 38 + length;
            b.text(x, y + 14, number, Typeface.MONO, 11, Ink.MUTED);
            if (token == target) {
                String came = place < most
                        ? Messages.get("predictions.came")
                        : Messages.get("predictions.cameAt", place + 1);
                b.text(
                        x + Typeface.MONO.width(number, 11) + 8, y + 14, came, Typeface.SANS, 11,
                        Ink.of(SymbolClass.WEIGHT));
            }
            y += BAR;
        }
    }
}
