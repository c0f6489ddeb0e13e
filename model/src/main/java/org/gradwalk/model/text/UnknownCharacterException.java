package org.gradwalk.model.text;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A text holds characters that no token stands for. The message is one sentence that spells out the first of them. */
public final class UnknownCharacterException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private static final int SPELLED_OUT = 5;

    private final transient List<UnknownCharacter> characters;

    /**
     * A character that no token stands for.
     *
     * @param codePoint the character
     * @param position where it stands first, in characters (code points) from 0
     * @param count how often it stands in the text
     */
    public record UnknownCharacter(int codePoint, int position, int count) {
        @Override
        public String toString() {
            String shown = switch (Character.getType(codePoint)) {
                case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                        Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
                    "U+%04X".formatted(codePoint);
                default -> "'" + Character.toString(codePoint) + "'";
            };
            return shown + " (at " + position + ")";
        }
    }

    /**
     * @param characters each unknown character once, in the order in which they first stand in the text
     * @throws IllegalArgumentException if there are none
     */
    public UnknownCharacterException(List<UnknownCharacter> characters) {
        super(message(characters));
        this.characters = List.copyOf(characters);
    }

    /** Each unknown character once, in the order in which they first stand in the text. */
    public List<UnknownCharacter> characters() {
        return characters;
    }

    private static String message(List<UnknownCharacter> characters) {
        if (characters.isEmpty()) {
            throw new IllegalArgumentException("There is no unknown character.");
        }
        String spelledOut = characters.stream().limit(SPELLED_OUT).map(UnknownCharacter::toString)
                .collect(Collectors.joining(", "));
        int others = characters.size() - SPELLED_OUT;
        return "The vocabulary lacks " + spelledOut + (others > 0 ? " and " + others + " more" : "")
                + ": leave out or replace " + (characters.size() == 1 ? "it" : "them");
    }
}
