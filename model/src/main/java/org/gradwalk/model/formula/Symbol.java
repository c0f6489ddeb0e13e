package org.gradwalk.model.formula;

/**
 * A name in a formula.
 *
 * @param name what a person types, as in NumPy: {@code X}, {@code dP}, {@code gamma}
 * @param latex how it is set
 * @param kind what it stands for
 */
public record Symbol(String name, String latex, SymbolClass kind) implements Expression {

    /** A symbol set as its own name. */
    public static Symbol of(String name, SymbolClass kind) {
        return new Symbol(name, name, kind);
    }

    /** How it reads in plain text: ∆P for the error of P, X̂, ∂L/∂γ. */
    public String text() {
        return PlainText.of(latex);
    }

    /** The error at this symbol: dX, set as ∆ with the symbol as its index. */
    public Symbol error() {
        return new Symbol("d" + name, "\\Delta_{" + latex + "}", SymbolClass.ERROR);
    }

    /** The gradient of this parameter: dW, set as the partial derivative of the loss. */
    public Symbol gradient() {
        return new Symbol("d" + name, "\\frac{\\partial L}{\\partial " + latex + "}", SymbolClass.GRADIENT);
    }

    /** The summand of this symbol's error that came down one path. */
    public Symbol along(String path) {
        return new Symbol(name + "_" + path, latex + "^{\\mathrm{" + path + "}}", kind);
    }
}
