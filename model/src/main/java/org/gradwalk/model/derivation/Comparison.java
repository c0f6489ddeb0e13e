package org.gradwalk.model.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwalk.model.derivation.Question.Case;
import org.gradwalk.model.formula.Evaluator;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;

/** Evaluates what was typed in every case, and says how far it is from what is expected. */
final class Comparison {

    /** Of the largest expected entry. */
    private static final double TOLERANCE = 1e-9;
    /** Of the largest entry that goes in: what comes out below it is rounding. */
    private static final double ROUNDING = 1e-13;

    private final Question question;
    private final double largest;
    private final boolean allZero;
    private final double tolerance;

    /**
     * A measure for a question.
     *
     * @param typed whose inputs tell how large rounding is where all that is expected is zero
     */
    Comparison(Question question, Typed typed) {
        this.question = question;
        largest = largestOf(question.cases().stream().map(Case::expected));
        List<Symbol> inputs = typed.expression().symbols().distinct().toList();
        double scale = largestOf(question.cases().stream()
                .flatMap(c -> inputs.stream().flatMap(input -> c.scope().numbers(input).stream())));
        double rounding = ROUNDING * (scale > 0 ? scale : 1);
        allZero = largest <= rounding;
        tolerance = allZero ? 10 * rounding : TOLERANCE * largest;
    }

    private static double largestOf(Stream<Matrix> matrices) {
        return matrices.mapToDouble(Entries::largestFinite).max().orElse(0);
    }

    /** Whether all that is expected is zero but for rounding. */
    boolean allZero() {
        return allZero;
    }

    /** Largest expected entry. */
    double largest() {
        return largest;
    }

    double relative(double absolute) {
        return absolute == 0 ? 0 : absolute / largest;
    }

    boolean isWithin(double difference) {
        return difference <= tolerance;
    }

    /** What an expression gives in a case, in the shape of what is expected there. */
    static Matrix found(Typed typed, Case one) {
        Shape shape = typed.shape();
        Matrix found = shape.isVector()
                ? Evaluator.evaluate(typed.expression(), one.scope(), shape.columns(), 1)
                : Evaluator.evaluate(typed.expression(), one.scope(), shape.rows(), shape.columns());
        return found.rows() == one.expected().rows() ? found : found.transposedCopy();
    }

    List<Matrix> found(Typed typed) {
        return question.cases().stream().map(one -> found(typed, one)).toList();
    }

    /** Whether an expression of the right shape gives what is expected; it stops at the first case where it does not. */
    boolean agrees(Typed typed) {
        return question.cases().stream()
                .allMatch(one -> isWithin(largest(Entries.difference(found(typed, one), one.expected()))));
    }

    /** Whether some numbers are others, within what is expected's rounding. */
    boolean same(List<Matrix> a, List<Matrix> b) {
        for (int i = 0; i < a.size(); i++) {
            Matrix x = a.get(i);
            Matrix y = b.get(i);
            if (x.rows() != y.rows() || x.columns() != y.columns() || !isWithin(largest(Entries.difference(x, y)))) {
                return false;
            }
        }
        return true;
    }

    /** Found minus expected, for each case. */
    List<Matrix> differences(List<Matrix> found) {
        List<Matrix> differences = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            differences.add(Entries.difference(found.get(i), question.cases().get(i).expected()));
        }
        return differences;
    }

    static double largest(List<Matrix> differences) {
        return differences.stream().mapToDouble(Comparison::largest).max().orElse(0);
    }

    private static double largest(Matrix matrix) {
        double largest = 0;
        for (double entry : matrix.toArray()) {
            // a difference that is not a number is larger than any
            largest = Double.isNaN(entry) ? Double.POSITIVE_INFINITY : Math.max(largest, Math.abs(entry));
            if (largest == Double.POSITIVE_INFINITY) {
                return largest;
            }
        }
        return largest;
    }

    /** The first entry that is not finite where a finite one is expected. */
    Optional<Verdict> notFinite(Expression expression, List<Matrix> found) {
        for (int index = 0; index < found.size(); index++) {
            Matrix numbers = found.get(index);
            Matrix expected = question.cases().get(index).expected();
            for (int i = 0; i < numbers.rows(); i++) {
                for (int j = 0; j < numbers.columns(); j++) {
                    double value = numbers.get(i, j);
                    if (!Double.isFinite(value) && Double.isFinite(expected.get(i, j))) {
                        return Optional.of(new Verdict.NotFinite(expression, index, i, j, value));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
