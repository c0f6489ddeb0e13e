package org.gradwalk.app.session;

/** What numbers of a training may be. */
public enum NumberRange {
    /** Above 0: a learning rate, ε, a limit of a norm. */
    ABOVE_ZERO,
    /** 0 or more: a decay. */
    FROM_ZERO,
    /** From 0 to below 1: how much of something remembered is kept. */
    SHARE;

    /** Whether a number is in the range; none is that is not finite. */
    public boolean contains(double number) {
        return Double.isFinite(number) && switch (this) {
            case ABOVE_ZERO -> number > 0;
            case FROM_ZERO -> number >= 0;
            case SHARE -> number >= 0 && number < 1;
        };
    }
}
