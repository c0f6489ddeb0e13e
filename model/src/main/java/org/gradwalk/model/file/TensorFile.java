package org.gradwalk.model.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;

/**
 * The content of a safetensors file. Whatever can be constructed here can be written and is read back equal, as long as
 * it is not too large for the format's limits.
 *
 * @param tensors the arrays by name, in file order
 * @param metadata free strings about the whole file; they are written in the order of their keys
 */
public record TensorFile(SequencedMap<String, Tensor> tensors, Map<String, String> metadata) {
    /** The longest name a tensor may have, in characters as {@link String#length()} counts them. */
    public static final int MAXIMUM_NAME_LENGTH = 512;

    /** The name under which the header of a file keeps its metadata, so that no tensor may have it. */
    static final String METADATA = "__metadata__";

    /**
     * Copies both maps (not the arrays) and checks the names.
     *
     * @throws IllegalArgumentException if a name is reserved or too long, or a text holds half of a surrogate pair,
     *     which no file can hold
     */
    public TensorFile {
        tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        for (String name : tensors.keySet()) {
            if (name.equals(METADATA)) {
                throw new IllegalArgumentException("The name " + METADATA + " is reserved");
            }
            if (name.length() > MAXIMUM_NAME_LENGTH) {
                throw new IllegalArgumentException("A tensor's name has at most " + MAXIMUM_NAME_LENGTH
                        + " characters, not " + name.length());
            }
            requireText(name);
        }
        metadata.forEach((key, value) -> {
            requireText(key);
            requireText(value);
        });
    }

    /**
     * The tensor of a name that is known to be there.
     *
     * @throws NoSuchElementException if it is not
     */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new NoSuchElementException("There is no tensor '" + name + "'");
        }
        return tensor;
    }

    private static void requireText(String text) {
        if (!isText(text)) {
            throw new IllegalArgumentException("The text '" + text + "' holds half of a surrogate pair");
        }
    }

    /** Whether every surrogate stands in a pair, so that the text has a UTF-8 form. */
    static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE);
    }
}
