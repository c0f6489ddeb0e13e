package org.gradwalk.model.formula;

/** A formula names something that is not known where it is evaluated. */
public final class UnknownSymbolException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Symbol symbol;

    public UnknownSymbolException(Symbol symbol) {
        super("There is no value " + symbol.name() + " here");
        this.symbol = symbol;
    }

    /** What is not known. */
    public Symbol symbol() {
        return symbol;
    }
}
