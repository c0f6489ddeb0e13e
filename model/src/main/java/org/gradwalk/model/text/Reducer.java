package org.gradwalk.model.text;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reduces texts to a set of characters; {@link CharacterTokenizer#reduce} says by which rules. */
final class Reducer {
    private final Set<Integer> vocabulary;

    /** @param vocabulary the code points that may stay */
    Reducer(Set<Integer> vocabulary) {
        this.vocabulary = vocabulary;
    }

    ReducedText reduce(String text) {
        int[] codePoints = (vocabulary.contains((int) '\r') ? text : text.replace("\r\n", "\n")).codePoints().toArray();
        StringBuilder reduced = new StringBuilder(text.length());
        SortedMap<String, Integer> dropped = new TreeMap<>();
        int next = 0;
        while (next < codePoints.length) {
            int end = endOfUnit(codePoints, next);
            Optional<String> unit = replace(codePoints, next, end);
            unit.ifPresent(reduced::append);
            if (unit.isEmpty()) {
                for (int i = next; i < end; i++) {
                    dropped.merge(Character.toString(codePoints[i]), 1, Integer::sum);
                }
            }
            next = end;
        }
        return new ReducedText(reduced.toString(), dropped);
    }

    /** Where that ends which stays or goes as a whole: a number with the points and commas in it, or one character. */
    private static int endOfUnit(int[] codePoints, int start) {
        int end = start + 1;
        if (Character.isDigit(codePoints[start])) {
            while (isDigit(codePoints, end) || (isSeparator(codePoints, end) && isDigit(codePoints, end + 1))) {
                end++;
            }
        }
        return end;
    }

    private static boolean isDigit(int[] codePoints, int i) {
        return i < codePoints.length && Character.isDigit(codePoints[i]);
    }

    private static boolean isSeparator(int[] codePoints, int i) {
        return i < codePoints.length && (codePoints[i] == '.' || codePoints[i] == ',');
    }

    private Optional<String> replace(int[] codePoints, int start, int end) {
        StringBuilder replaced = new StringBuilder();
        for (int i = start; i < end; i++) {
            Optional<String> character = replace(codePoints[i]);
            if (character.isEmpty()) {
                return Optional.empty();
            }
            replaced.append(character.get());
        }
        return Optional.of(replaced.toString());
    }

    private Optional<String> replace(int codePoint) {
        if (vocabulary.contains(codePoint)) {
            return Optional.of(Character.toString(codePoint));
        }
        return Typewriter.replacements(codePoint).stream()
                .filter(text -> text.codePoints().allMatch(vocabulary::contains)).findFirst();
    }
}
