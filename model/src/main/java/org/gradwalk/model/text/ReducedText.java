package org.gradwalk.model.text;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A text reduced to a vocabulary.
 *
 * @param text what is left, all of it in the vocabulary
 * @param dropped the characters that nothing stands for, and how often each was there
 */
public record ReducedText(String text, SortedMap<String, Integer> dropped) {
    /** Copies the map. */
    public ReducedText {
        dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    }
}
