package org.gradwalk.app.session;

import java.io.Serial;
import java.util.List;

/** A command that cannot be done. The window's words for it stand under a key of the message bundle. */
public final class RefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<Object> arguments;

    RefusedException(String key, Object... arguments) {
        super(key);
        this.arguments = List.of(arguments);
    }

    /** The key of its sentence: what cannot be done, and what to do. */
    public String key() {
        return String.valueOf(getMessage());
    }

    /** What the sentence names. */
    public Object[] arguments() {
        return arguments.toArray();
    }
}
