package org.gradwalk.model.derivation;

import java.util.List;
import java.util.Optional;
import org.gradwalk.model.derivation.Verdict.Agrees;
import org.gradwalk.model.derivation.Verdict.Differs;
import org.gradwalk.model.derivation.Verdict.Unreadable;
import org.gradwalk.model.derivation.Verdict.WrongShape;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.tensor.Matrix;

/** A gradient that a person typed as in NumPy, and whether it is right. */
public final class Derivation {

    private Derivation() {}

    /**
     * What a text means, for showing it as a formula while it is typed. In the expression vectors are columns.
     *
     * @throws UnreadableException where it is no expression here
     */
    public static Expression read(String text, Names names) {
        return typed(text, names, 1).expression();
    }

    private static Typed typed(String text, Names names, int cases) {
        return Interpreter.interpret(text, Parser.parse(text), names, new Budget(cases));
    }

    /**
     * Reads a text, evaluates it in every case by plain matrix algebra, and compares. It may take a second where the
     * arrays are large and the answer is wrong, so it belongs on a worker thread.
     */
    public static Verdict check(String text, Names names, Question question) {
        Typed typed;
        try {
            typed = typed(text, names, question.cases().size());
        } catch (UnreadableException unreadable) {
            return new Unreadable(unreadable.spot(), unreadable.sentence(), unreadable.remedy());
        }
        Comparison comparison = new Comparison(question, typed);
        Hints hints = new Hints(text, names, question, comparison);
        Expression expression = typed.expression();
        if (!question.accepts(typed.shape())) {
            return new WrongShape(expression, typed.shape(), question.shape(), hints.ofWrongShape(typed));
        }
        List<Matrix> found = comparison.found(typed);
        Optional<Verdict> notFinite = comparison.notFinite(expression, found);
        if (notFinite.isPresent()) {
            return notFinite.get();
        }
        List<Matrix> differences = comparison.differences(found);
        double absolute = Comparison.largest(differences);
        return comparison.isWithin(absolute)
                ? new Agrees(expression, absolute, comparison.relative(absolute), comparison.allZero())
                : new Differs(expression, differences, absolute, comparison.largest(), hints.of(found, differences));
    }
}
