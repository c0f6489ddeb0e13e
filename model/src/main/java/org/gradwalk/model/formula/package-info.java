/** Formulas as data that computes: the expression tree, its evaluator, and how it is written: as LaTeX and as plain text. */
@NullMarked
package org.gradwalk.model.formula;

import org.jspecify.annotations.NullMarked;
