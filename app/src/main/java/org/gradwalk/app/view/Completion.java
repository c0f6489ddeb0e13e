package org.gradwalk.app.view;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import javafx.scene.control.TextField;

/** Completes the word before the caret of a field. */
public final class Completion {

    private final TextField field;
    private final IntPredicate inWord;
    private final Function<String, List<String>> candidates;

    /**
     * A completion.
     *
     * @param inWord which letters a word has
     * @param candidates what a word that was begun may become, the first before all others
     */
    public Completion(TextField field, IntPredicate inWord, Function<String, List<String>> candidates) {
        this.field = field;
        this.inWord = inWord;
        this.candidates = candidates;
    }

    /** One of names and functions, as formulas have them. */
    public static Completion ofNames(TextField field, Function<String, List<String>> candidates) {
        return new Completion(field, letter -> Character.isLetterOrDigit(letter) || letter == '_', candidates);
    }

    /** What the word before the caret may become; nothing where it is whole, or none is begun. */
    public List<String> candidates() {
        String word = word();
        List<String> found = word.isEmpty() ? List.of() : candidates.apply(word);
        return found.contains(word) ? List.of() : found;
    }

    /** Puts the first candidate into the field; whether there was one. */
    public boolean complete() {
        List<String> found = candidates();
        if (found.isEmpty()) {
            return false;
        }
        int caret = field.getCaretPosition();
        field.replaceText(caret - word().length(), caret, found.getFirst());
        return true;
    }

    /** The word before the caret; empty where none is begun. */
    public String word() {
        String before = field.getText().substring(0, Math.min(field.getCaretPosition(), field.getLength()));
        int start = before.length();
        while (start > 0 && inWord.test(before.charAt(start - 1))) {
            start--;
        }
        return before.substring(start);
    }
}
