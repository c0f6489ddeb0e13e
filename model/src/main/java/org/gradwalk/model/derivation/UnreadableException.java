package org.gradwalk.model.derivation;

/** A text that is no expression here: where it stops making sense, and a sentence that says why. */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Spot spot;
    private final String remedy;

    UnreadableException(Spot spot, String message) {
        this(spot, message, "");
    }

    UnreadableException(Spot spot, String message, String remedy) {
        super(message);
        this.spot = spot;
        this.remedy = remedy;
    }

    /** Where. */
    public Spot spot() {
        return spot;
    }

    /** Why, in one or two sentences. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** What would make sense instead, as it would be typed; empty where nobody knows. */
    public String remedy() {
        return remedy;
    }
}
