package org.gradwalk.model.formula;

/** Which signs stand for the operations. */
public enum Signs {
    /** A⊤, A ⊙ B, v 1⊤, A 1. */
    PLAIN("^{\\top}", " \\odot ", "\\tau"),
    /** As in L. Boué's paper: Aᵗ, A ∘ B, a tilde over what is repeated, ⊖ for the product of rows with rows. */
    PAPER("^{t}", " \\circ ", "\\tfrac{1}{\\sqrt{d_\\rho}}");

    private final String transposed;
    private final String entrywise;
    private final String scale;

    Signs(String transposed, String entrywise, String scale) {
        this.transposed = transposed;
        this.entrywise = entrywise;
        this.scale = scale;
    }

    /** The LaTeX of what stands above a transposed matrix. */
    public String transposed() {
        return transposed;
    }

    /** The LaTeX of what stands between the factors of a product entry by entry. */
    public String entrywise() {
        return entrywise;
    }

    /** The LaTeX of the factor of attention's scores, one over the root of a head's width. */
    public String scale() {
        return scale;
    }
}
