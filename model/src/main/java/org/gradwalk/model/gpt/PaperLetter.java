package org.gradwalk.model.gpt;

import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;

/**
 * A letter of the paper, with what stands below and above it.
 *
 * @param base as LaTeX
 * @param below its index; empty for none
 * @param above labels and the number of the block; empty for none
 */
record PaperLetter(String base, String below, String above) {

    private static final String ACTIVATION = "\\mathbf{a}";

    /** The output of a layer: a with its number. */
    static PaperLetter activation(String number) {
        return bold("a", number);
    }

    static PaperLetter bold(String letter, String below) {
        return new PaperLetter("\\mathbf{" + letter + "}", below, "");
    }

    static PaperLetter plain(String base, String below) {
        return new PaperLetter(base, below, "");
    }

    PaperLetter labelled(String label) {
        return above(label.isEmpty() ? "" : "\\mathrm{" + label + "}");
    }

    /** The same in a block. */
    PaperLetter in(String block) {
        return above(block.isEmpty() ? "" : "(" + block + ")");
    }

    PaperLetter ofHead() {
        return above("h");
    }

    private PaperLetter above(String more) {
        return new PaperLetter(base, below, above.isEmpty() || more.isEmpty() ? above + more : above + "\\," + more);
    }

    /** The error at it: ∆ with the number of the layer or the name of the scores, else with the letter. */
    PaperLetter error() {
        boolean numbered = base.equals(ACTIVATION) || (base.equals("\\rho") && below.startsWith("\\mathrm"));
        return numbered ? new PaperLetter("\\Delta", below, above) : plain("\\Delta", latex());
    }

    String latex() {
        return base + (below.isEmpty() ? "" : "_{" + below + "}") + (above.isEmpty() ? "" : "^{" + above + "}");
    }

    /** As a symbol that is typed as before. */
    Symbol symbol(Symbol typed) {
        return new Symbol(typed.name(), latex(), typed.kind());
    }

    /** The gradient of this parameter. */
    Symbol gradient(Symbol typed, String label) {
        String fraction = "\\frac{\\partial L}{\\partial " + latex() + "}";
        return new Symbol(
                typed.name(), label.isEmpty() ? fraction : fraction + "^{\\mathrm{" + label + "}}",
                SymbolClass.GRADIENT);
    }
}
