package org.gradwalk.model.run;

import java.util.List;
import java.util.Map;
import org.gradwalk.model.derivation.Names;
import org.gradwalk.model.derivation.Shape;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Expression.Function;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.FormulaScope.Part;

/** The names that can be typed where an equation stands, with the shapes that they have in NumPy. */
final class ScopeNames {

    private ScopeNames() {}

    static Names of(Program program, List<Binding> bindings, Equation equation, Part part) {
        return of(program, bindings, settings(equation), part);
    }

    /** The names of values and of numbers that steer an update. */
    static Names of(Program program, List<Binding> bindings, List<Symbol> settings, Part part) {
        Names names = Names.none();
        for (Binding binding : bindings) {
            Shape shape = shape(binding.value(), part);
            names = binding.value().name().equals(Gpt.ATTENTION_MASK)
                    ? names.withMask(binding.symbol(), shape)
                    : names.with(binding.symbol(), shape);
        }
        for (Symbol symbol : settings) {
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
        return equation.formula().symbols()
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
    static Shape shape(Value value, Part part) {
        int rows = FormulaScope.rows(value, part);
        int columns = FormulaScope.columns(value, part);
        return switch (value.layout()) {
            case SCALAR -> Shape.number();
            case VECTOR -> Shape.vector(columns);
            case SEQUENCES -> columns == 1 ? Shape.vector(rows) : Shape.matrix(rows, columns);
            case HEADS, ATTENTION, POSITIONS, PARAMETER -> Shape.matrix(rows, columns);
        };
    }
}
