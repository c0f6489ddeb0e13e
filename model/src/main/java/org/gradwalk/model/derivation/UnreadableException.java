package org.gradwalk.model.derivation;

/** A text that is no expression here: where it stops making sense, and a sentence that says why. */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Spot spot;

    UnreadableException(Spot spot, String message) {
        super(message);
        this.spot = spot;
    }

    /** Where. */
    public Spot spot() {
        return spot;
    }

    /** Why, in one or two sentences. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
