package org.gradwalk.app.view.stage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.run.FormulaScope;

/** The numbers that formulas call by a name without reading them: settings of the update, τ, ε. */
final class Constants {

    private static final Set<String> NAMED = Set.of("\\tau", "\\varepsilon");
    private static final Symbol STEP = Symbol.of("k", SymbolClass.CONSTANT);

    private Constants() {}

    /** In the order in which the formulas name them. */
    static Map<Symbol, Double> of(Memory memory, List<Equation> equations) {
        Map<Symbol, Double> constants = new LinkedHashMap<>();
        equations.forEach(equation -> add(memory, equation, constants));
        return constants;
    }

    private static void add(Memory memory, Equation equation, Map<Symbol, Double> constants) {
        FormulaScope scope = new FormulaScope(memory, equation, new FormulaScope.Part.Whole());
        Set<Symbol> read = equation.bindings().stream().map(Binding::symbol).collect(Collectors.toSet());
        equation.formula().stream().forEach(part -> {
            if (part instanceof Symbol symbol && symbol.kind() == SymbolClass.CONSTANT && !read.contains(symbol)) {
                scope.numbers(symbol).ifPresent(number -> constants.put(symbol, number.get(0, 0)));
                if (symbol.latex().contains("^k")) {
                    constants.put(STEP, (double) memory.step());
                }
            } else if (part instanceof Expression.Constant(double value, String latex) && NAMED.contains(latex)) {
                constants.put(new Symbol(latex, latex, SymbolClass.CONSTANT), value);
            }
        });
    }
}
