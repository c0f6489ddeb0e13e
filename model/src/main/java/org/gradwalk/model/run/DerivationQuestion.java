package org.gradwalk.model.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwalk.model.derivation.Names;
import org.gradwalk.model.derivation.Question;
import org.gradwalk.model.derivation.Shape;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Expression.Function;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.run.FormulaScope.Part;
import org.gradwalk.model.tensor.Matrix;

/**
 * A value that a person is asked to derive: the names that can be typed, and the engine's numbers to compare with. The
 * names are those of the layer for all that has been computed before; in attention they mean one head of one sequence,
 * and the answer must be right for all.
 *
 * @param equation of the value, as the program has it, with all that the names stand for
 * @param names that can be typed
 * @param question with the right numbers
 */
public record DerivationQuestion(Equation equation, Names names, Question question) {

    /**
     * What can be asked for at a node: the first result of an operation, or what a layer yields as a whole, from what
     * was there before it. None where nothing is computed, or where that takes results of the layer's own steps.
     *
     * @param memory in which the node has run
     */
    public static Optional<DerivationQuestion> of(Memory memory, Program program, Node node) {
        Operation last = program.operations().get(node.end() - 1);
        boolean relabels = node.isOperation() && last.template() == Template.RELABEL;
        List<Equation> equations = node.isOperation() ? last.equations() : node.fused();
        return equations.stream()
                .filter(_ -> !relabels)
                .map(equation -> of(memory, program, node.first(), last, equation))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<DerivationQuestion> of(
            Memory memory, Program program, int before, Operation operation, Equation own) {
        Value asked = own.value();
        List<Part> parts = FormulaCheck.parts(own);
        boolean wholeBatch = !(parts.getFirst() instanceof Part.Head);
        List<Binding> bindings = program.symbols(operation).stream()
                .filter(binding -> !original(binding.value()).equals(original(asked)))
                .filter(binding -> program.writtenBy(binding.value()) < before)
                .filter(binding -> !(wholeBatch && binding.value().layout() == Layout.ATTENTION))
                .toList();
        if (!bindings.containsAll(own.bindings())) {
            return Optional.empty();
        }
        Equation equation = new Equation(own.symbol(), asked, own.formula(), bindings);
        List<Question.Case> cases = parts.stream().map(part -> {
            FormulaScope scope = new FormulaScope(memory, equation, part);
            return new Question.Case(scope, scope.numbers(asked).copy());
        }).toList();
        Shape shape = shape(asked, cases.getFirst().expected());
        return Optional.of(new DerivationQuestion(
                equation, names(memory, program, bindings, equation, parts.getFirst()),
                new Question(shape, cases, Optional.of(own.formula()))));
    }

    /** The value of which this one is but another name; a part of a value is a value of its own. */
    private static Value original(Value value) {
        return value.source().filter(source -> source.value().columns() == value.columns())
                .map(source -> original(source.value()))
                .orElse(value);
    }

    private static Names names(
            Memory memory, Program program, List<Binding> bindings, Equation equation, Part part) {
        Names names = Names.none();
        FormulaScope scope = new FormulaScope(memory, equation, part);
        for (Binding binding : bindings) {
            Shape shape = shape(binding.value(), scope.numbers(binding.value()));
            names = binding.value().name().equals(Gpt.ATTENTION_MASK)
                    ? names.withMask(binding.symbol(), shape)
                    : names.with(binding.symbol(), shape);
        }
        for (Symbol symbol : settings(equation)) {
            names = names.with(symbol, Shape.number());
        }
        for (Map.Entry<String, Integer> size : sizes(program).entrySet()) {
            if (!names.arrays().containsKey(size.getKey())) {
                names = names.withSize(size.getKey(), size.getValue());
            }
        }
        return names.withGelu(gelu(program));
    }

    /** Numbers that steer an update and stand in its formula without being a value of the program. */
    private static List<Symbol> settings(Equation equation) {
        return equation.formula().stream()
                .filter(Symbol.class::isInstance)
                .map(Symbol.class::cast)
                .filter(symbol -> equation.value(symbol).isEmpty())
                .distinct()
                .toList();
    }

    private static Map<String, Integer> sizes(Program program) {
        int width = program.requireValue("embed").columns();
        int heads = program.extent().heads();
        return Map.of(
                "B", program.extent().sequences(), "T", program.extent().positions(), "H", heads, "d", width, "d_h",
                width / heads, "V", program.requireValue("logits").columns());
    }

    private static Function gelu(Program program) {
        return program.operations().stream()
                .flatMap(operation -> operation.equations().stream())
                .flatMap(equation -> equation.formula().stream())
                .filter(part -> part instanceof Expression.Apply(Function function, Expression _)
                        && function == Function.GELU_ERF)
                .findFirst()
                .map(_ -> Function.GELU_ERF)
                .orElse(Function.GELU_TANH);
    }

    /** The shape in NumPy: one number a position, and a row of parameters, are vectors. */
    private static Shape shape(Value value, Matrix numbers) {
        return switch (value.layout()) {
            case SCALAR -> Shape.number();
            case VECTOR -> Shape.vector(numbers.rows());
            case SEQUENCES ->
                value.columns() == 1
                        ? Shape.vector(numbers.rows())
                        : Shape.matrix(numbers.rows(), numbers.columns());
            case HEADS, ATTENTION, POSITIONS, PARAMETER -> Shape.matrix(numbers.rows(), numbers.columns());
        };
    }
}
