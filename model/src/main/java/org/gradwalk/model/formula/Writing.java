package org.gradwalk.model.formula;

import java.util.function.UnaryOperator;

/**
 * How a formula is written down.
 *
 * @param signs for the operations
 * @param letters what is set in place of a symbol
 */
public record Writing(Signs signs, UnaryOperator<Symbol> letters) {

    /** As the formula has it. */
    public static final Writing PLAIN = new Writing(Signs.PLAIN, UnaryOperator.identity());
}
