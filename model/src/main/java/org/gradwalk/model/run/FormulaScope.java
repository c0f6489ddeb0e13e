package org.gradwalk.model.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradwalk.model.formula.Scope;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Extent;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Matrix;

/**
 * What the symbols of a formula stand for, in an iteration: the whole batch, or one sequence of it, or one
 * head of one sequence. Vectors are columns, as in formulas.
 *
 * @param memory the numbers
 * @param extent how many sequences, positions and heads there are
 * @param bindings which symbols stand for which values
 * @param part of the batch
 */
public record FormulaScope(Memory memory, Extent extent, List<Binding> bindings, Part part) implements Scope {

    /** Which part of the values a formula speaks of. */
    public sealed interface Part {

        /** All of them. */
        record Whole() implements Part {}

        /** One sequence. */
        record Sequence(int sequence) implements Part {}

        /** One head of one sequence. */
        record Head(int sequence, int head) implements Part {}

        /** Every head of every sequence; where heads are put side by side, every sequence. */
        static List<Part> heads(Extent extent, boolean merged) {
            return IntStream.range(0, extent.sequences())
                    .boxed()
                    .flatMap(b -> IntStream.range(0, merged ? 1 : extent.heads()).mapToObj(h -> (Part) new Head(b, h)))
                    .toList();
        }
    }

    /** What the symbols of an equation stand for. */
    public FormulaScope(Memory memory, Equation equation, Part part) {
        this(memory, equation.value().extent(), equation.bindings(), part);
    }

    @Override
    public Optional<Matrix> numbers(Symbol symbol) {
        return bindings.stream()
                .filter(binding -> binding.symbol().equals(symbol))
                .findFirst()
                .map(binding -> numbers(binding.value()))
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

    /** How many rows a part of a value has. */
    static int rows(Value value, Part part) {
        Extent extent = value.extent();
        return switch (value.layout()) {
            case POSITIONS, PARAMETER, VECTOR, SCALAR -> value.rows();
            case SEQUENCES, HEADS -> part instanceof Part.Whole ? value.rows() : extent.positions();
            case ATTENTION -> switch (part) {
                case Part.Whole() -> value.rows();
                case Part.Sequence(int _) -> extent.heads() * extent.positions();
                case Part.Head(int _, int _) -> extent.positions();
            };
        };
    }

    /** How many columns a part of a value has. */
    static int columns(Value value, Part part) {
        boolean ofHead = part instanceof Part.Head && value.layout() == Layout.HEADS;
        return ofHead ? value.columns() / value.extent().heads() : value.columns();
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
        return extent.heads();
    }

    @Override
    public int head() {
        return part instanceof Part.Head(int _, int head) ? head : 0;
    }

    @Override
    public Scope withHead(int head) {
        int sequence = part instanceof Part.Head(int of, int _) ? of : 0;
        return new FormulaScope(memory, extent, bindings, new Part.Head(sequence, head));
    }

    @Override
    public int positions() {
        return extent.positions();
    }
}
