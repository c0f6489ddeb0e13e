package org.gradwalk.app.view.stage;

import java.util.Optional;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.formula.Latex;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Notation;
import org.gradwalk.model.run.InvariantCheck;

/**
 * An invariant as it is written on the stage: the formula, and beside it how far the numbers are off.
 *
 * @param formula both sides
 * @param words the residual beside its terms, or that it does not hold, or that it is being evaluated
 * @param ink of the words
 * @param size of the words, in points
 */
record InvariantText(TypesetFormula formula, String words, Ink ink, double size) {

    private static final double GAP = 8;
    /** Letters of the words are so much smaller than those of the formula. */
    static final double WORDS = 0.8;

    /** An invariant with letters of this size in points. */
    static InvariantText of(Invariants.Found found, Notation notation, double size) {
        Invariant invariant = found.invariant();
        return new InvariantText(
                TypesetFormula.equation(
                        invariant.left(), relation(invariant), invariant.right(),
                        notation.writing(invariant.bindings(), invariant.isPerHead()), size),
                words(invariant, found.check()), ink(found.check()), size * WORDS);
    }

    private static Latex.Relation relation(Invariant invariant) {
        return switch (invariant.relation()) {
            case EQUAL -> Latex.Relation.EQUAL;
            case AT_MOST -> Latex.Relation.AT_MOST;
        };
    }

    private static String words(Invariant invariant, Optional<InvariantCheck> check) {
        String rows = invariant.isByRows() ? Messages.get("invariant.rows") + " " : "";
        return rows + check.map(known -> found(invariant, known)).orElseGet(() -> Messages.get("invariant.awaited"));
    }

    private static String found(Invariant invariant, InvariantCheck check) {
        if (!check.isFinite()) {
            return Messages.get("invariant.infinite");
        }
        if (!check.holds()) {
            return Messages.get("invariant.not", Numbers.roughly(check.residual()));
        }
        return switch (invariant.relation()) {
            case EQUAL -> Messages.get("invariant.residual", Numbers.roughly(check.relative()));
            case AT_MOST -> Messages.get("invariant.bound");
        };
    }

    private static Ink ink(Optional<InvariantCheck> check) {
        return check.map(known -> Ink.of(known.holds() ? Ink.Role.WEIGHT : Ink.Role.ERROR)).orElse(Ink.MUTED);
    }

    double width() {
        return formula.width() + GAP + Typeface.SANS.width(words, size);
    }

    /** From the upper edge to the base line. */
    double ascent() {
        return formula.ascent();
    }

    /** From the base line to the lower edge. */
    double descent() {
        return formula.height() - formula.ascent();
    }

    /** Draws it from x on. */
    void draw(PictureBuilder b, double x, double baseline) {
        b.add(new Mark.Formula(x - formula.lead(), baseline - formula.ascent(), formula, Ink.FOREGROUND));
        b.text(
                x + formula.width() + GAP, baseline, words, Typeface.SANS, size, ink);
    }
}
