package org.gradwalk.model.layer;

import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Value;

/** The symbols that several layers share. */
final class Symbols {

    static final Symbol X = Symbol.of("X", SymbolClass.ACTIVATION);
    static final Symbol Y = Symbol.of("Y", SymbolClass.ACTIVATION);
    static final Symbol W = Symbol.of("W", SymbolClass.WEIGHT);
    static final Symbol B = Symbol.of("b", SymbolClass.WEIGHT);

    private Symbols() {}

    /** One over the number of features of {@code x}. */
    static Expression oneOverD(Value x) {
        return Expression.number(1.0 / x.columns(), "\\tfrac{1}{d}");
    }
}
