package org.gradwalk.model.derivation;

/**
 * A stretch of the text that was typed.
 *
 * @param position of its first character, from 0
 * @param length number of characters
 */
public record Spot(int position, int length) {

    int end() {
        return position + length;
    }

    /** From the beginning of this to the end of another. */
    Spot to(Spot last) {
        return new Spot(position, last.end() - position);
    }

    String in(String text) {
        return text.substring(position, end());
    }
}
