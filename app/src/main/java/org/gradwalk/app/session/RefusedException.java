package org.gradwalk.app.session;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwalk.model.file.FileFormatException;

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

    /** The same with what is behind it. */
    public RefusedException(String key, Throwable cause, Object... arguments) {
        super(key, cause);
        this.arguments = List.of(arguments);
    }

    /** Why a file could not be read. */
    public static RefusedException ofReading(Path file, IOException failure) {
        return switch (failure) {
            case FileFormatException e -> {
                String name = String.valueOf(file.getFileName());
                yield new RefusedException(
                        "error.content", e, String.valueOf(e.getMessage()).replace(file.toString(), name));
            }
            case NoSuchFileException e -> new RefusedException("error.file", e, file);
            case AccessDeniedException e -> new RefusedException("error.file", e, file);
            default -> new RefusedException(
                    "error.read", failure, String.valueOf(file.getFileName()),
                    String.valueOf(failure.getMessage()));
        };
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
