package org.gradwalk.model.derivation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gradwalk.model.derivation.Edits.Edit;
import org.gradwalk.model.derivation.Hint.Kind;
import org.gradwalk.model.derivation.Question.Case;
import org.gradwalk.model.formula.Evaluator;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.tensor.Matrix;

/** Looks for what may be the slip: how the numbers found stand to those expected, and which one change would mend it. */
final class Hints {

    private static final int MOST_HINTS = 4;
    private static final int MOST_EDITS = 4000;
    private static final long MOST_STEPS = 300_000_000;

    private final String text;
    private final Names names;
    private final Question question;
    private final Comparison comparison;
    private final List<Matrix> expected;

    Hints(String text, Names names, Question question, Comparison comparison) {
        this.text = text;
        this.names = names;
        this.question = question;
        this.comparison = comparison;
        expected = question.cases().stream().map(Case::expected).toList();
    }

    /** Of numbers in the right shape; the likeliest first. */
    List<Hint> of(List<Matrix> found, List<Matrix> differences) {
        List<Hint> hints = new ArrayList<>();
        Optional<Double> factor = factor(found);
        if (factor.filter(number -> isNear(number, -1)).isPresent()) {
            hints.add(new Hint.OppositeSign());
        }
        if (comparison.same(found.stream().map(Matrix::transposedCopy).toList(), expected)) {
            hints.add(new Hint.Transposed());
        }
        if (forgotMask(found)) {
            hints.add(new Hint.ForgottenMask(names.mask().orElseThrow().name()));
        }
        if (hints.isEmpty()) {
            List<Hint> changes = changes(factor.isPresent());
            boolean aboutSum = changes.stream().anyMatch(Hints::isAboutSum);
            hints.addAll(changes);
            if (factor.isPresent()) {
                hints.add(aboutSum ? 1 : 0, new Hint.ConstantFactor(factor.get(), called(factor.get())));
            }
            hints.addAll(summands(differences));
        }
        return List.copyOf(hints.subList(0, Math.min(MOST_HINTS, hints.size())));
    }

    private static boolean isAboutSum(Hint hint) {
        return hint instanceof Hint.SmallChange(Kind kind, Spot _, String _, String _)
                && (kind == Kind.MEAN_FOR_SUM || kind == Kind.SUM_FOR_MEAN);
    }

    /** Of an array of another shape. */
    List<Hint> ofWrongShape(Typed typed) {
        List<Hint> hints = new ArrayList<>();
        Typed transposed = typed.transposed();
        if (question.accepts(transposed.shape()) && comparison.agrees(transposed)) {
            hints.add(new Hint.Transposed());
        } else {
            hints.addAll(changes(false));
        }
        return List.copyOf(hints.subList(0, Math.min(MOST_HINTS, hints.size())));
    }

    /** What all found numbers are times those expected, if it is one number. */
    private Optional<Double> factor(List<Matrix> found) {
        double products = 0;
        double squares = 0;
        for (int k = 0; k < found.size(); k++) {
            double[] f = found.get(k).toArray();
            double[] e = expected.get(k).toArray();
            for (int i = 0; i < f.length; i++) {
                products += f[i] * e[i];
                squares += e[i] * e[i];
            }
        }
        double factor = products / squares;
        if (!Double.isFinite(factor) || factor == 0) {
            return Optional.empty();
        }
        List<Matrix> scaled = found.stream().map(matrix -> scaled(matrix, 1 / factor)).toList();
        return comparison.same(scaled, expected) ? Optional.of(factor) : Optional.empty();
    }

    private static Matrix scaled(Matrix matrix, double factor) {
        Matrix scaled = matrix.copy();
        double[] data = scaled.data();
        for (int i = 0; i < data.length; i++) {
            data[i] *= factor;
        }
        return scaled;
    }

    private static boolean isNear(double a, double b) {
        return Math.abs(a - b) <= 1e-9 * Math.abs(b);
    }

    /** What a number is called here. */
    private List<String> called(double factor) {
        Map<String, Double> candidates = new LinkedHashMap<>();
        candidates.put("2", 2.0);
        candidates.put("1/2", 0.5);
        names.sizes().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(size -> {
            if (size.getValue() > 1) {
                String name = size.getKey();
                double value = size.getValue();
                candidates.put(name, value);
                candidates.put("1/" + name, 1 / value);
                candidates.put("np.sqrt(" + name + ")", Math.sqrt(value));
                candidates.put("1/np.sqrt(" + name + ")", 1 / Math.sqrt(value));
            }
        });
        Case first = question.cases().getFirst();
        names.arrays().values().stream().filter(known -> known.shape().isNumber()).map(Names.Known::symbol)
                .sorted(Comparator.comparing(Symbol::name))
                .forEach(symbol -> first.scope().numbers(symbol).ifPresent(number -> {
                    candidates.put(symbol.name(), number.get(0, 0));
                    candidates.put("1/" + symbol.name(), 1 / number.get(0, 0));
                }));
        return Stream.of("", "-")
                .flatMap(sign -> candidates.entrySet().stream()
                        .filter(candidate -> isNear(factor, (sign.isEmpty() ? 1 : -1) * candidate.getValue()))
                        .map(candidate -> sign + candidate.getKey()))
                .toList();
    }

    private boolean forgotMask(List<Matrix> found) {
        if (names.mask().isEmpty()) {
            return false;
        }
        List<Matrix> masked = new ArrayList<>();
        for (int k = 0; k < found.size(); k++) {
            Optional<Matrix> mask = question.cases().get(k).scope().numbers(names.mask().get());
            Matrix whole = found.get(k).copy();
            if (mask.isEmpty() || mask.get().rows() != whole.rows() || mask.get().columns() != whole.columns()) {
                return false;
            }
            for (int i = 0; i < whole.rows(); i++) {
                for (int j = 0; j < whole.columns(); j++) {
                    if (mask.get().get(i, j) == 0) {
                        double other = expected.get(k).get(i, j);
                        if (other != 0 && other != Double.NEGATIVE_INFINITY) {
                            return false;
                        }
                        whole.set(i, j, other);
                    }
                }
            }
            masked.add(whole);
        }
        return comparison.same(masked, expected);
    }

    /** Changes that make it right, one of each kind. */
    private List<Hint> changes(boolean isRightButForAFactor) {
        List<Hint> hints = new ArrayList<>();
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        long steps = 0;
        for (Edit edit : Edits.of(text, Parser.parse(text), names).stream().limit(MOST_EDITS).toList()) {
            boolean wanted = !kinds.contains(edit.kind()) && hints.size() < MOST_HINTS
                    && !(isRightButForAFactor && edit.kind() == Kind.FACTOR);
            if (!wanted) {
                continue;
            }
            Budget budget = new Budget(question.cases().size());
            if (mends(edit, budget)) {
                kinds.add(edit.kind());
                hints.add(new Hint.SmallChange(edit.kind(), edit.spot(), edit.spot().in(text), edit.instead()));
            }
            steps += budget.steps();
            // whoever types on does not wait for hints on what stood there before
            if (steps > MOST_STEPS || Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        return hints;
    }

    private boolean mends(Edit edit, Budget budget) {
        try {
            String changed = edit.appliedTo(text);
            Typed typed = Interpreter.interpret(changed, Parser.parse(changed), names, budget);
            return question.accepts(typed.shape()) && comparison.agrees(typed);
        } catch (UnreadableException unreadable) {
            return false;
        }
    }

    /** Summands of the right answer that are missing, there too often, or of the opposite sign. */
    private List<Hint> summands(List<Matrix> differences) {
        List<Hint> hints = new ArrayList<>();
        Map<String, List<Matrix>> named = new LinkedHashMap<>();
        question.cases().getFirst().summands().keySet().stream().sorted().forEach(name -> named.put(
                name, question.cases().stream().map(one -> summand(one, name)).toList()));
        question.formula().ifPresent(formula -> Terms.of(formula).forEach(term -> named.put(
                Writer.write(term, names, question.shape()),
                question.cases().stream().map(one -> value(term, one)).toList())));
        named.forEach((name, summand) -> {
            if (comparison.same(differences, times(summand, -1))) {
                hints.add(new Hint.MissingSummand(name));
            } else if (comparison.same(differences, summand)) {
                hints.add(new Hint.SurplusSummand(name));
            } else if (comparison.same(differences, times(summand, -2))) {
                hints.add(new Hint.SummandSign(name));
            }
        });
        return hints;
    }

    private static Matrix summand(Case one, String name) {
        return Optional.ofNullable(one.summands().get(name)).orElseThrow();
    }

    private static Matrix value(Expression term, Case one) {
        return Evaluator.evaluate(term, one.scope(), one.expected().rows(), one.expected().columns());
    }

    private static List<Matrix> times(List<Matrix> matrices, double factor) {
        return matrices.stream().map(matrix -> scaled(matrix, factor)).toList();
    }
}
