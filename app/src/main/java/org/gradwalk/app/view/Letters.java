package org.gradwalk.app.view;

import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.gpt.PaperNotation;
import org.gradwalk.model.program.Notation;

/** Whose letters and signs the window's formulas have. */
public enum Letters {
    /** Of the program: X, Y, P, ∆. */
    PLAIN,
    /** Of L. Boué's paper: a₁ to a₁₂, ∆₁ to ∆₁₂, ρ. */
    PAPER;

    public Letters other() {
        return this == PLAIN ? PAPER : PLAIN;
    }

    /** How they are set for a network. */
    public Notation notation(GptConfig config) {
        return switch (this) {
            case PLAIN -> Notation.PLAIN;
            case PAPER -> new PaperNotation(config.blocks().size());
        };
    }
}
