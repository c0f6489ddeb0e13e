package org.gradwalk.app.view.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.run.Diagnostics;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;

/** Prints below each summand how much of the sum it is, and between two how far they agree. */
final class Summands {

    /** Of the line of text. */
    static final double HEIGHT = 18;

    private static final double SIZE = 11.5;

    private final ViewState state;
    private final Map<Term, Bounds> cells;

    /** Under what has been drawn of an operation. */
    Summands(ViewState state, Map<Term, Bounds> cells) {
        this.state = state;
        this.cells = cells;
    }

    void draw(PictureBuilder b) {
        List<Term> summands = cells.keySet().stream().filter(term -> !term.result()).toList();
        Optional<Matrix> sum = cells.keySet().stream().filter(Term::result).findFirst()
                .flatMap(term -> term.numbers(state));
        if (sum.isEmpty()) {
            return;
        }
        double baseline = cells.values().stream().mapToDouble(Bounds::bottom).max().orElse(0) + HeatMap.FOOT + 10;
        double step = cells.values().stream().skip(1).findFirst().map(Bounds::x).orElse(0.0)
                - cells.values().stream().findFirst().map(Bounds::x).orElse(0.0);
        for (Term summand : summands) {
            Bounds place = cells.getOrDefault(summand, new Bounds(0, 0, 0, 0));
            String share = percent(Diagnostics.share(numbers(summand), sum.get()));
            String norm = Numbers.shortly(Math.sqrt(Entries.sumOfSquares(numbers(summand))));
            String words = Stream.of("stage.share.norm", "stage.share", "stage.share.short")
                    .map(key -> Messages.get(key, share, norm))
                    .filter(text -> Typeface.SANS.width(text, SIZE) <= step - 6)
                    .findFirst()
                    .orElse(share + " %");
            b.text(place.x(), baseline, words, Typeface.SANS, SIZE, Ink.FOREGROUND);
            b.target(new Target.Named(
                    words, Messages.get("stage.share.words"),
                    new Bounds(place.x(), baseline - SIZE, Typeface.SANS.width(words, SIZE), HEIGHT)));
        }
        if (summands.size() == 2) {
            Bounds result = cells.values().stream().reduce((_, last) -> last).orElseThrow();
            double cosine = Diagnostics.cosine(numbers(summands.getFirst()), numbers(summands.getLast()));
            b.text(
                    result.right(), baseline, Messages.get("stage.cosine", Numbers.fixed(cosine, 2)),
                    Typeface.SANS, SIZE, Ink.MUTED, Mark.Anchor.END);
        }
    }

    private Matrix numbers(Term term) {
        return term.numbers(state).orElseThrow();
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : Numbers.fixed(100 * share, 1);
    }
}
