package org.gradwalk.model.program;

import java.util.List;
import java.util.Optional;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.program.Operation.Binding;

/**
 * A value, and the right-hand side that yields it.
 *
 * @param symbol of the value
 * @param value on the left
 * @param formula on the right
 * @param bindings what the symbols on the right stand for; more may be named than are used
 */
public record Equation(Symbol symbol, Value value, Expression formula, List<Binding> bindings) {

    /** The value that a symbol stands for. */
    public Optional<Value> value(Symbol name) {
        return bindings.stream().filter(binding -> binding.symbol().equals(name)).map(Binding::value).findFirst();
    }

    /** Whether it speaks of one head, so that its values are those of one head of one sequence. */
    public boolean isPerHead() {
        return isOfPairs(value) || formula.stream().anyMatch(part -> switch (part) {
            case Symbol name -> value(name).filter(Equation::isOfPairs).isPresent();
            case Expression.Heads _ -> true;
            default -> false;
        });
    }

    private static boolean isOfPairs(Value value) {
        return value.layout() == Value.Layout.ATTENTION;
    }
}
