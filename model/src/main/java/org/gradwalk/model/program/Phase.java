package org.gradwalk.model.program;

import java.util.Locale;

/** The four parts of an iteration, in their order. */
public enum Phase {
    FORWARD,
    LOSS,
    BACKWARD,
    UPDATE;

    /** Its name in addresses. */
    public String address() {
        return name().toLowerCase(Locale.ROOT);
    }
}
