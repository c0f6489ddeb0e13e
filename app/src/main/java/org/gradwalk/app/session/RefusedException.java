package org.gradwalk.app.session;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command that cannot be done. The window's words for it stand under a key of the message bundle. */
public final class RefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 2;

    private final transient List<Object> arguments;

    /** With what its sentence names. */
    public RefusedException(String key, Object... arguments) {
        super(key);
        this.arguments = List.of(arguments);
    }

    RefusedException(String key, Throwable cause, Object... arguments) {
        super(key, cause);
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

    /** What is behind it, for those who want to know more: a line for each cause; empty where there is none. */
    public String details() {
        return Stream.iterate(getCause(), cause -> cause != null, Throwable::getCause)
                .map(Throwable::toString).collect(Collectors.joining("\n"));
    }
}
