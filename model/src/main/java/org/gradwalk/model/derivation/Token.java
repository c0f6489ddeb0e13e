package org.gradwalk.model.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, number or sign of a text.
 *
 * @param text as Python has it; signs of mathematics are turned into those of NumPy
 */
record Token(Kind kind, String text, Spot spot) {

    enum Kind {
        NAME,
        /** The name of a value between backquotes, here without them. */
        QUOTED,
        NUMBER,
        SIGN,
        END
    }

    private static final Pattern PATTERN = Pattern.compile(
            "(?<space>[\\s\\u00a0\\u2009]+|#[^\\n]*)"
                    + "|(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
                    + "|(?<name>[\\p{L}_&&[^ᵀ]][\\p{L}\\p{Nd}_&&[^ᵀ]]*+)"
                    + "|`(?<quoted>[^`\\n]+)`"
                    + "|(?<sign>\\*\\*|==|!=|>=|<=|\\+=|-=|\\*=|@=|/=|[-+*/@()\\[\\],.:;=<>~&|−–·⊙×∗∘÷ᵀ⊤²³])");

    private static final Map<String, String> SIGNS = Map.of(
            "−", "-", "–", "-", "·", "*", "⊙", "*", "×", "*", "∗", "*", "∘", "*", "÷", "/", "⊤", "ᵀ");

    /** All of a text, with an end that has no length. */
    static List<Token> all(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = PATTERN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.region(at, text.length()).lookingAt()) {
                String character = Character.toString(text.codePointAt(at));
                throw new UnreadableException(new Spot(at, character.length()), meaningless(character));
            }
            Spot spot = new Spot(at, matcher.end() - at);
            String found = matcher.group();
            if (matcher.group("number") != null) {
                tokens.add(new Token(Kind.NUMBER, found, spot));
            } else if (matcher.group("name") != null) {
                tokens.add(new Token(Kind.NAME, found, spot));
            } else if (matcher.group("quoted") != null) {
                tokens.add(new Token(Kind.QUOTED, matcher.group("quoted"), spot));
            } else if (matcher.group("sign") != null) {
                tokens.add(new Token(Kind.SIGN, SIGNS.getOrDefault(found, found), spot));
            }
            at = matcher.end();
        }
        tokens.add(new Token(Kind.END, "", new Spot(text.length(), 0)));
        return tokens;
    }

    private static String meaningless(String character) {
        return switch (character) {
            case "^" -> "A power is written with two stars: X ** 2.";
            case "'" -> "A transpose is written .T, as in X.T.";
            case "`" -> "A name that begins with ` ends with one too, as in `loss`.";
            default -> "The character " + character + " means nothing here.";
        };
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equals(word);
    }
}
