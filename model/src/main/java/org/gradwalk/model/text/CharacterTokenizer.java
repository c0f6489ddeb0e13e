package org.gradwalk.model.text;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwalk.model.text.UnknownCharacterException.UnknownCharacter;

/** One token a character, by which a Unicode code point is meant. Equal are two with the same vocabulary. */
public final class CharacterTokenizer implements Tokenizer {
    private static final CharacterTokenizer CLASSROOM = of(
            "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private final List<String> vocabulary;
    private final Map<Integer, Integer> tokens;

    private CharacterTokenizer(Collection<String> symbols) {
        vocabulary = List.copyOf(symbols);
        if (vocabulary.isEmpty()) {
            throw new IllegalArgumentException("A vocabulary has at least one character.");
        }
        tokens = new HashMap<>();
        for (String symbol : vocabulary) {
            if (symbol.codePoints().count() != 1 || isSurrogate(symbol.codePointAt(0))) {
                throw new IllegalArgumentException("'" + symbol + "' in the vocabulary is not one character.");
            }
            if (tokens.put(symbol.codePointAt(0), tokens.size()) != null) {
                throw new IllegalArgumentException("'" + symbol + "' is in the vocabulary twice.");
            }
        }
    }

    /**
     * A tokenizer for the characters of a text, in the order of their code points.
     *
     * @throws IllegalArgumentException if the text is empty or holds half of a surrogate pair
     */
    public static CharacterTokenizer of(String text) {
        return new CharacterTokenizer(
                text.codePoints().distinct().sorted().mapToObj(Character::toString).toList());
    }

    /**
     * A tokenizer whose token i stands for symbol i.
     *
     * @throws IllegalArgumentException if there is no symbol, one is not a single character, or one is there twice
     */
    public static CharacterTokenizer ofVocabulary(List<String> symbols) {
        return new CharacterTokenizer(symbols);
    }

    /** The tokenizer of the classroom model: newline, space, ten marks, the digit 3, and the 52 English letters. */
    public static CharacterTokenizer classroom() {
        return CLASSROOM;
    }

    /** The characters in the order of their tokens. */
    public List<String> vocabulary() {
        return vocabulary;
    }

    @Override
    public int vocabularySize() {
        return vocabulary.size();
    }

    @Override
    public int[] encode(String text) throws UnknownCharacterException {
        int[] codePoints = text.codePoints().toArray();
        int[] encoded = new int[codePoints.length];
        Map<Integer, UnknownCharacter> unknown = new LinkedHashMap<>();
        for (int i = 0; i < codePoints.length; i++) {
            Integer token = tokens.get(codePoints[i]);
            if (token == null) {
                unknown.merge(codePoints[i], new UnknownCharacter(codePoints[i], i, 1), CharacterTokenizer::again);
            } else {
                encoded[i] = token;
            }
        }
        if (!unknown.isEmpty()) {
            throw new UnknownCharacterException(List.copyOf(unknown.values()));
        }
        return encoded;
    }

    @Override
    public String decode(int[] tokens) {
        StringBuilder text = new StringBuilder(tokens.length);
        for (int token : tokens) {
            text.append(symbol(token));
        }
        return text.toString();
    }

    @Override
    public String symbol(int token) {
        if (token < 0 || token >= vocabulary.size()) {
            throw new IllegalArgumentException(
                    "The token " + token + " is not one of 0 to " + (vocabulary.size() - 1) + ".");
        }
        return vocabulary.get(token);
    }

    /**
     * The text with the characters of this vocabulary only, for preparing a corpus. Characters of the vocabulary stay
     * as they are; others become what a typewriter would put in their place where the vocabulary has it: straight
     * quotes, hyphens for dashes, plain spaces and newlines, letters without accents and out of ligatures. The rest is
     * dropped and counted. A number is dropped as a whole if one of its digits has to be, since half a number is
     * another number.
     */
    public ReducedText reduce(String text) {
        return new Reducer(tokens.keySet()).reduce(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharacterTokenizer tokenizer && vocabulary.equals(tokenizer.vocabulary);
    }

    @Override
    public int hashCode() {
        return vocabulary.hashCode();
    }

    @Override
    public String toString() {
        return "CharacterTokenizer" + vocabulary;
    }

    private static UnknownCharacter again(UnknownCharacter first, UnknownCharacter next) {
        return new UnknownCharacter(first.codePoint(), first.position(), first.count() + next.count());
    }

    private static boolean isSurrogate(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
