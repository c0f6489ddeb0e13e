package org.gradwalk.model.program;

/** Families of operations that are drawn alike. */
public enum Template {
    /** A product of matrices, perhaps scaled and shifted. */
    PRODUCT,
    /** One number for each row or column. */
    REDUCTION,
    /** Entry by entry, perhaps with one number for each row or column. */
    ELEMENTWISE,
    /** Each row normalised to weights. */
    ROW_WEIGHTS,
    /** Rows picked out of a table, or added into one. */
    LOOK_UP,
    /** A sum of contributions that came down several paths. */
    SUM,
    /** The same numbers under another name. */
    RELABEL,
    /** A parameter or its optimizer's memory after the step. */
    UPDATE
}
