package org.gradwalk.model.run;

import java.util.List;
import java.util.Optional;
import org.gradwalk.model.derivation.Names;
import org.gradwalk.model.derivation.Question;
import org.gradwalk.model.derivation.Shape;
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
        return asked(program, node).map(equation -> of(memory, program, equation));
    }

    /** Whether anything can be asked for at a node. */
    public static boolean isThere(Program program, Node node) {
        return asked(program, node).isPresent();
    }

    /** What is asked for at a node, with all that can be named. */
    private static Optional<Equation> asked(Program program, Node node) {
        Operation last = program.operations().get(node.end() - 1);
        boolean relabels = node.isOperation() && last.template() == Template.RELABEL;
        List<Equation> equations = node.isOperation() ? last.equations() : node.fused();
        return equations.stream()
                .filter(_ -> !relabels)
                .map(equation -> asked(program, node.first(), last, equation))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Equation> asked(Program program, int before, Operation operation, Equation own) {
        Value asked = own.value();
        List<Part> parts = FormulaCheck.parts(own);
        boolean wholeBatch = !(parts.getFirst() instanceof Part.Head);
        List<Binding> bindings = program.symbols(operation).stream()
                .filter(binding -> !original(binding.value()).equals(original(asked)))
                .filter(binding -> program.writtenBy(binding.value()) < before)
                .filter(binding -> !(wholeBatch && binding.value().layout() == Layout.ATTENTION))
                .toList();
        return bindings.containsAll(own.bindings())
                ? Optional.of(new Equation(own.symbol(), asked, own.formula(), bindings))
                : Optional.empty();
    }

    private static DerivationQuestion of(Memory memory, Program program, Equation equation) {
        Value asked = equation.value();
        List<Part> parts = FormulaCheck.parts(equation);
        List<Question.Case> cases = parts.stream().map(part -> {
            FormulaScope scope = new FormulaScope(memory, equation, part);
            return new Question.Case(scope, scope.numbers(asked).copy());
        }).toList();
        Shape shape = ScopeNames.shape(asked, parts.getFirst());
        return new DerivationQuestion(
                equation, ScopeNames.of(program, equation.bindings(), equation, parts.getFirst()),
                new Question(shape, cases, Optional.of(equation.formula())));
    }

    /** The value of which this one is but another name; a part of a value is a value of its own. */
    private static Value original(Value value) {
        return value.source().filter(source -> source.value().columns() == value.columns())
                .map(source -> original(source.value()))
                .orElse(value);
    }
}
