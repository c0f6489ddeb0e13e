/** Formulas as data that computes: the expression tree, its LaTeX, its parser, its evaluator. */
@NullMarked
package org.gradwalk.model.formula;

import org.jspecify.annotations.NullMarked;
