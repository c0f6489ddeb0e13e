package org.gradwalk.model.derivation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.gradwalk.model.formula.Evaluator;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Scope;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.testing.Algebra;
import org.gradwalk.model.testing.KnownScope;

/**
 * Arrays with names, for tests to type about.
 *
 * @param names what can be typed
 * @param numbers by name, vectors as columns
 */
record NamedArrays(Names names, Map<String, Matrix> numbers) {

    static NamedArrays none() {
        return new NamedArrays(Names.none(), Map.of());
    }

    static Symbol symbol(String name) {
        return Symbol.of(name, SymbolClass.ACTIVATION);
    }

    NamedArrays with(String name, Shape shape, Matrix matrix) {
        Map<String, Matrix> more = new LinkedHashMap<>(numbers);
        more.put(name, matrix);
        return new NamedArrays(names.with(symbol(name), shape), more);
    }

    NamedArrays matrix(String name, Matrix matrix) {
        return with(name, Shape.matrix(matrix.rows(), matrix.columns()), matrix);
    }

    /** A vector, from a column or a row. */
    NamedArrays vector(String name, Matrix matrix) {
        return with(name, Shape.vector(matrix.size()), Matrix.of(matrix.size(), 1, matrix.toArray()));
    }

    NamedArrays number(String name, double value) {
        return with(name, Shape.number(), Matrix.of(1, 1, value));
    }

    NamedArrays size(String name, int size) {
        return new NamedArrays(names.withSize(name, size), numbers);
    }

    NamedArrays mask(String name, Matrix matrix) {
        NamedArrays with = matrix(name, matrix);
        return new NamedArrays(
                names.withMask(symbol(name), Shape.matrix(matrix.rows(), matrix.columns())), with.numbers);
    }

    static Matrix random(int rows, int columns, long seed) {
        Random random = new Random(seed);
        return Algebra.matrix(rows, columns, (_, _) -> random.nextGaussian());
    }

    /** What a text gives, with its shape as NumPy has it. */
    Matrix value(String text) {
        Typed typed = Interpreter.interpret(text, Parser.parse(text), names, new Budget(1));
        Shape shape = typed.shape();
        return Evaluator.evaluate(
                typed.expression(), scope(), shape.isVector() ? shape.columns() : shape.rows(),
                shape.isVector() ? 1 : shape.columns());
    }

    Shape shape(String text) {
        return Interpreter.interpret(text, Parser.parse(text), names, new Budget(1)).shape();
    }

    /** Whether a text is the answer that is expected. */
    Verdict check(String text, Shape shape, Matrix expected) {
        return Derivation.check(
                text, names, new Question(shape, List.of(new Question.Case(scope(), expected)), Optional.empty()));
    }

    Verdict check(String text, Shape shape, Matrix expected, Expression formula) {
        return Derivation.check(
                text, names, new Question(shape, List.of(new Question.Case(scope(), expected)), Optional.of(formula)));
    }

    /** What formulas of these arrays are evaluated in. */
    Scope scope() {
        return new KnownScope(numbers, names.size("T").orElse(1));
    }
}
