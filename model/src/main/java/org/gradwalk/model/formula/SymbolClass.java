package org.gradwalk.model.formula;

/** What a symbol stands for; one class has one colour in formulas and plots, in both themes. */
public enum SymbolClass {
    ACTIVATION,
    WEIGHT,
    ERROR,
    GRADIENT,
    QUERY,
    KEY,
    VALUE,
    ATTENTION,
    STATISTIC,
    CONSTANT
}
