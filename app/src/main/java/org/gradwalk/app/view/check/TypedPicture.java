package org.gradwalk.app.view.check;

import java.util.Optional;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.model.derivation.Derivation;
import org.gradwalk.model.derivation.Spot;
import org.gradwalk.model.derivation.UnreadableException;
import org.gradwalk.model.derivation.Verdict;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Latex.Relation;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.formula.Writing;
import org.gradwalk.model.run.DerivationQuestion;

/**
 * Draws what is typed as a formula, with a relation that says what is known of it. What cannot be read stands there as it
 * was typed, and the place that makes no sense is marked.
 *
 * @param asked what is to be derived
 * @param writing how it is written down
 * @param text what is typed
 * @param verdict what is known of it
 */
record TypedPicture(DerivationQuestion asked, Writing writing, String text, Optional<Verdict> verdict) {

    private static final double SIZE = 19;
    private static final double LEAST_SIZE = 9;
    private static final double TEXT_SIZE = 13;
    private static final double GAP = 8;
    private static final Symbol NOTHING = new Symbol("", "\\,", SymbolClass.CONSTANT);
    private static final Ink WRONG = Ink.of(Ink.Role.ERROR);

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        if (text.isBlank()) {
            set(
                    b, TypesetFormula.fitting(size -> equation(NOTHING, size), SIZE, LEAST_SIZE, width, height),
                    height);
        } else {
            try {
                Expression read = Derivation.read(text, asked.names());
                TypesetFormula formula = TypesetFormula.fitting(
                        size -> equation(read, size), SIZE, LEAST_SIZE, width, height);
                if (formula.width() <= width) {
                    set(b, formula, height);
                } else {
                    b.text(0, height / 2, "…", Typeface.SANS, SIZE, Ink.MUTED);
                }
            } catch (UnreadableException unreadable) {
                drawUnread(b, width, height);
            }
        }
        return b.build(width, height, asked.equation().symbol().name() + " " + relation().sign() + " " + text);
    }

    private static void set(PictureBuilder b, TypesetFormula formula, double height) {
        b.add(new Mark.Formula(0, (height - formula.height()) / 2, formula, Ink.FOREGROUND));
    }

    private TypesetFormula equation(Expression right, double size) {
        return TypesetFormula.equation(asked.equation().symbol(), relation(), right, writing, size);
    }

    private Relation relation() {
        return switch (verdict.orElse(null)) {
            case null -> Relation.ASKED;
            case Verdict.Unreadable _ -> Relation.ASKED;
            case Verdict.Agrees _ -> Relation.EQUAL;
            case Verdict.WrongShape _,Verdict.NotFinite _,Verdict.Differs _ -> Relation.UNEQUAL;
        };
    }

    /** As much of the text as there is room for, so that the marked place can be seen. */
    private void drawUnread(PictureBuilder b, double width, double height) {
        TypesetFormula left = equation(NOTHING, SIZE);
        set(b, left, height);
        double baseline = (height - left.height()) / 2 + left.ascent();
        double x = left.width() + GAP;
        double letter = Typeface.MONO.width("0", TEXT_SIZE);
        int most = Math.max(1, (int) ((width - x) / letter));
        Spot spot = verdict.filter(Verdict.Unreadable.class::isInstance)
                .map(told -> ((Verdict.Unreadable) told).spot())
                .orElse(new Spot(text.length(), 0));
        int first = Math.clamp(spot.position() - most / 2, 0, Math.max(0, text.length() - most));
        int end = Math.min(text.length(), first + most);
        int from = Math.clamp(spot.position(), first, end);
        int to = Math.clamp((long) spot.position() + spot.length(), from, end);
        write(b, x, baseline, text.substring(first, from), Ink.MUTED);
        double marked = x + (from - first) * letter;
        write(b, marked, baseline, text.substring(from, to), WRONG);
        write(b, marked + (to - from) * letter, baseline, text.substring(to, end), Ink.MUTED);
        if (verdict.isPresent()) {
            b.fill(new Bounds(marked, baseline + 3, Math.max(1, to - from) * letter, 2), 0, WRONG);
        }
    }

    private static void write(PictureBuilder b, double x, double baseline, String part, Ink ink) {
        if (!part.isBlank()) {
            b.text(x, baseline, part, Typeface.MONO, TEXT_SIZE, ink);
        }
    }
}
