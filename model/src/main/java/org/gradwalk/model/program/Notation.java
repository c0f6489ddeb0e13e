package org.gradwalk.model.program;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.gradwalk.model.formula.Signs;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.Writing;
import org.gradwalk.model.program.Operation.Binding;

/** Which letters stand for values, and which signs for operations, wherever formulas are shown. */
public interface Notation {

    /** The letters and signs that the formulas have. */
    Notation PLAIN = new Notation() {
        @Override
        public Symbol letter(Symbol symbol, Value value, boolean perHead) {
            return symbol;
        }

        @Override
        public Signs signs() {
            return Signs.PLAIN;
        }
    };

    /**
     * The letter of a value.
     *
     * @param symbol its letter in the formula
     * @param perHead whether the formula speaks of one head
     */
    Symbol letter(Symbol symbol, Value value, boolean perHead);

    /** The letter of a value where it is written: there its own, also where it has the numbers of another one. */
    default Symbol written(Symbol symbol, Value value, boolean perHead) {
        return letter(symbol, value, perHead);
    }

    /** The same without numbers of blocks, for where the block is named beside the letter. */
    default Notation withoutBlocks() {
        return this;
    }

    /** The signs for operations. */
    Signs signs();

    /** How an equation is written down. */
    default Writing writing(Equation equation) {
        Symbol left = written(equation.symbol(), equation.value(), equation.isPerHead());
        Writing right = writing(equation.bindings(), equation.isPerHead());
        return new Writing(
                signs(), symbol -> symbol.equals(equation.symbol()) ? left : right.letters().apply(symbol));
    }

    /** How what stands for these values is written down. */
    default Writing writing(Collection<Binding> bindings, boolean perHead) {
        Map<Symbol, Symbol> letters = new HashMap<>();
        bindings.forEach(binding -> letters.put(
                binding.symbol(), letter(binding.symbol(), binding.value(), perHead)));
        return new Writing(signs(), symbol -> letters.getOrDefault(symbol, symbol));
    }
}
