package org.gradwalk.model.run;

import java.io.Serial;

/** An iteration came to a number that is none. The message is one sentence that says where, and what may help. */
public final class NonFiniteException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient NonFinite found;

    /** An entry that is not finite, written in the iteration of this number. */
    public NonFiniteException(long iteration, NonFinite found) {
        super("iteration " + iteration + ": " + found.operation().address() + " wrote " + found.entry() + " into "
                + found.value().name() + " (row " + found.row() + ", column " + found.column()
                + "); try a smaller learning rate");
        this.found = found;
    }

    /** The first entry that is not finite. */
    public NonFinite found() {
        return found;
    }
}
