package org.gradwalk.model.formula;

/** Which signs stand for the operations. */
public enum Signs {
    /** A⊤, A ⊙ B, v 1⊤, A 1. */
    PLAIN("^{\\top}", " \\odot "),
    /** As in L. Boué's paper: Aᵗ, A ∘ B, a tilde over what is repeated, ⊖ for the product of rows with rows. */
    PAPER("^{t}", " \\circ ");

    private final String transposed;
    private final String entrywise;

    Signs(String transposed, String entrywise) {
        this.transposed = transposed;
        this.entrywise = entrywise;
    }

    /** The LaTeX of what stands above a transposed matrix. */
    public String transposed() {
        return transposed;
    }

    /** The LaTeX of what stands between the factors of a product entry by entry. */
    public String entrywise() {
        return entrywise;
    }
}
