package org.gradwalk.model.run;

import java.util.Map;
import java.util.Optional;
import org.gradwalk.model.formula.Scope;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Matrix;

/**
 * What the symbols of an equation stand for, in an iteration: the whole batch, or one sequence of it, or one
 * head of one sequence. Vectors are columns, as in formulas.
 *
 * @param memory the numbers
 * @param equation whose symbols
 * @param part of the batch
 */
public record FormulaScope(Memory memory, Equation equation, Part part) implements Scope {

    /** Which part of the values a formula speaks of. */
    public sealed interface Part {

        /** All of them. */
        record Whole() implements Part {}

        /** One sequence. */
        record Sequence(int sequence) implements Part {}

        /** One head of one sequence. */
        record Head(int sequence, int head) implements Part {}
    }

    @Override
    public Optional<Matrix> numbers(Symbol symbol) {
        return equation.value(symbol)
                .map(this::numbers)
                .or(() -> Optional.ofNullable(settings().get(symbol.name())).map(x -> Matrix.of(1, 1, x)));
    }

    /** A value as the formula has it. */
    Matrix numbers(Value value) {
        Matrix all = memory.matrix(value);
        Matrix shown = switch (part) {
            case Part.Whole() -> all;
            case Part.Sequence(int sequence) -> value.sequence(all, sequence);
            case Part.Head(int sequence, int head) -> value.head(all, sequence, head);
        };
        return value.layout() == Layout.VECTOR ? shown.transposedCopy() : shown;
    }

    /** The numbers that steer the update, by the names that its formulas give them. */
    private Map<String, Double> settings() {
        Settings s = memory.settings();
        double k = memory.step();
        return Map.of(
                "eta", s.learningRate(), "kappa", s.momentum(), "beta1", s.beta1(), "beta2", s.beta2(), "epsilon",
                s.epsilon(), "lambda", s.weightDecay(), "c", s.clipNorm(), "c1", 1 - Math.pow(s.beta1(), k), "c2",
                1 - Math.pow(s.beta2(), k));
    }

    @Override
    public int heads() {
        return equation.value().extent().heads();
    }

    @Override
    public int head() {
        return part instanceof Part.Head(int _, int head) ? head : 0;
    }

    @Override
    public Scope withHead(int head) {
        int sequence = part instanceof Part.Head(int of, int _) ? of : 0;
        return new FormulaScope(memory, equation, new Part.Head(sequence, head));
    }

    @Override
    public int positions() {
        return equation.value().extent().positions();
    }
}
