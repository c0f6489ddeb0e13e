package org.gradwalk.app.view.stage;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.tensor.Matrix;

/**
 * Draws what a look-up picks: a line from each position to its token's row of a table, or a box around its token's entry.
 */
final class Lookup {

    /** Room at the right for how often a row is used. */
    static final double COUNT_WIDTH = 12;

    private static final double COUNT_SIZE = 9.5;

    private static final Pattern OF_LOSS = Pattern.compile("logprobs|probs|grad/act/(logits|logprobs|probs)");

    private final ViewState state;
    private final Map<Term, Bounds> cells;

    /** Over what has been drawn of an operation. */
    Lookup(ViewState state, Map<Term, Bounds> cells) {
        this.state = state;
        this.cells = cells;
    }

    /** How many positions add into how many rows of the table; only where that is what has been computed. */
    static Optional<String> counts(ViewState state, List<Operation> operations) {
        Operation last = operations.getLast();
        return operations.size() == 1 && last.template() == Template.LOOK_UP && last.phase() == Phase.BACKWARD
                && last.step().equals("embed.token") && !state.snapshot().isWithheld()
                        ? state.snapshot().numbers(Gpt.TOKENS).map(tokens -> Messages.get(
                                "stage.embed.counts", tokens.rows(), Arrays.stream(tokens.toArray()).distinct().count(),
                                last.result().value().rows()))
                        : Optional.empty();
    }

    void draw(PictureBuilder b) {
        Optional<Matrix> tokens = cells.keySet().stream()
                .filter(Term::isTokens)
                .findFirst()
                .flatMap(term -> term.numbers(state));
        if (tokens.isEmpty()) {
            return;
        }
        Optional<Term> table = cells.keySet().stream()
                .filter(term -> term.sides().rows().equals(Axis.VOCABULARY))
                .findFirst();
        table.ifPresent(found -> cells.keySet().stream()
                .filter(term -> !term.isTokens() && term.sides().rows().equals(Axis.POSITION))
                .findFirst()
                .ifPresent(positions -> connect(b, tokens.get(), positions, found)));
    }

    /** A box around the entry of each position's target, in everything that the loss reads or writes. */
    void outlineTargets(PictureBuilder b) {
        Optional<Matrix> targets = state.snapshot().program().value(Gpt.TARGETS)
                .flatMap(value -> Figures.whole(state, value));
        targets.ifPresent(numbers -> cells.keySet().stream()
                .filter(term -> OF_LOSS.matcher(term.value().name()).matches())
                .filter(term -> !state.snapshot().withholds(term.value()))
                .filter(term -> !state.selection().windows().containsKey(term.value().name()))
                .forEach(term -> frame(b, numbers, term)));
    }

    private void connect(PictureBuilder b, Matrix tokens, Term positions, Term table) {
        Bounds from = cells.getOrDefault(positions, new Bounds(0, 0, 0, 0));
        Bounds to = cells.getOrDefault(table, new Bounds(0, 0, 0, 0));
        int[] counts = new int[table.value().rows()];
        boolean tableFirst = to.x() < from.x();
        for (int i = 0; i < tokens.rows(); i++) {
            int token = (int) tokens.get(i, 0);
            counts[token]++;
            double y = from.y() + (i + 0.5) * from.height() / tokens.rows();
            double row = to.y() + (token + 0.5) * to.height() / counts.length;
            double x = tableFirst ? from.x() - 14 : from.right();
            double edge = tableFirst ? to.right() : to.x() - 19;
            Path2D curve = new Path2D.Double();
            curve.moveTo(edge, row);
            curve.curveTo((edge + x) / 2, row, (edge + x) / 2, y, x, y);
            b.line(curve, 1, Ink.MUTED.withOpacity(0.55));
        }
        if (table.result()) {
            drawCounts(b, counts, to);
        }
    }

    /** How often each row is used that is used more than once; where two have no room, the larger count. */
    private static void drawCounts(PictureBuilder b, int[] counts, Bounds table) {
        List<Double> taken = new ArrayList<>();
        IntStream.range(0, counts.length)
                .filter(token -> counts[token] > 1)
                .boxed()
                .sorted(Comparator.comparingInt((Integer token) -> counts[token]).reversed())
                .forEach(token -> {
                    double middle = table.y() + (token + 0.5) * table.height() / counts.length;
                    if (taken.stream().allMatch(other -> Math.abs(other - middle) >= COUNT_SIZE)) {
                        taken.add(middle);
                        b.text(
                                table.right() + 5, middle + COUNT_SIZE * 0.35, "×" + counts[token], Typeface.MONO,
                                COUNT_SIZE, Ink.FOREGROUND, Mark.Anchor.START);
                    }
                });
    }

    private void frame(PictureBuilder b, Matrix tokens, Term term) {
        Bounds all = cells.getOrDefault(term, new Bounds(0, 0, 0, 0));
        double width = all.width() / term.value().columns();
        double height = all.height() / tokens.rows();
        for (int i = 0; i < tokens.rows(); i++) {
            int token = (int) tokens.get(i, 0);
            if (token >= 0) {
                b.frame(
                        new Bounds(all.x() + token * width, all.y() + i * height, width, height), 1, Ink.FOREGROUND);
            }
        }
    }
}
