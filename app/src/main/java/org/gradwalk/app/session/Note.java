package org.gradwalk.app.session;

import java.util.List;

/**
 * What a person should know of a command that was done.
 *
 * @param key of its sentence in the message bundle
 * @param arguments what the sentence names
 */
public record Note(String key, List<Object> arguments) {

    /** Copies the arguments. */
    public Note {
        arguments = List.copyOf(arguments);
    }
}
