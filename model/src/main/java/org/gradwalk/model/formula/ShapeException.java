package org.gradwalk.model.formula;

/** Two parts of an expression do not fit together. The message names both with their shapes. */
public final class ShapeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Expression where;

    /**
     * A misfit.
     *
     * @param where the smallest expression that does not fit
     * @param message what does not fit, with both shapes
     */
    public ShapeException(Expression where, String message) {
        super(message);
        this.where = where;
    }

    /** The smallest expression that does not fit. */
    public Expression where() {
        return where;
    }
}
