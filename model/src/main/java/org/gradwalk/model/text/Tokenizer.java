package org.gradwalk.model.text;

/** Turns text to token numbers and back. Tokens count from 0. */
public interface Tokenizer {
    /** The number of tokens, V. */
    int vocabularySize();

    /**
     * The tokens of a text, in its order.
     *
     * @throws UnknownCharacterException if the text holds characters that no token stands for
     */
    int[] encode(String text) throws UnknownCharacterException;

    /**
     * The text that tokens stand for.
     *
     * @throws IllegalArgumentException if one of them is below 0 or not below V
     */
    String decode(int[] tokens);

    /**
     * The text that one token stands for.
     *
     * @throws IllegalArgumentException if it is below 0 or not below V
     */
    String symbol(int token);
}
