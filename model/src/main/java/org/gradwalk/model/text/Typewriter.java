package org.gradwalk.model.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a typewriter would put in the place of a character: straight quotes for typographic ones, hyphens for dashes, a
 * newline for any end of a line, a space for any space, letters without their accents and out of their ligatures.
 */
final class Typewriter {
    private Typewriter() {}

    /**
     * The texts that can stand for a character, the best first; none where nothing can. An empty text says that the
     * character may go without loss, as an accent does.
     */
    static List<String> replacements(int codePoint) {
        List<String> replacements = new ArrayList<>(ofTable(codePoint));
        switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR -> replacements.add(" ");
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
                replacements.add("");
            default -> {
                String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}", "");
                if (!plain.isEmpty()) {
                    replacements.add(plain);
                }
            }
        }
        return replacements;
    }

    private static List<String> ofTable(int codePoint) {
        return switch (codePoint) {
            case '‘', '’', '‚', '‛', '′', '‹', '›', '`', '´' -> List.of("'");
            case '“', '”', '„', '‟', '″', '«', '»' -> List.of("\"", "'");
            case '"' -> List.of("'");
            case '‐', '‑', '‒', '–', '−' -> List.of("-");
            case '—', '―' -> List.of("--", "-");
            case '…' -> List.of("...", ".");
            case '\u2028', '\u2029', '\u0085', '\f', '\u000b', '\r' -> List.of("\n", " ");
            case '\n', '\t' -> List.of(" ");
            case '\u00ad' -> List.of(""); // a soft hyphen shows only where a line breaks
            case 'æ' -> List.of("ae");
            case 'Æ' -> List.of("Ae");
            case 'œ' -> List.of("oe");
            case 'Œ' -> List.of("Oe");
            case 'ß' -> List.of("ss");
            case 'ø' -> List.of("o");
            case 'Ø' -> List.of("O");
            case 'ł' -> List.of("l");
            case 'Ł' -> List.of("L");
            case 'đ', 'ð' -> List.of("d");
            case 'Đ', 'Ð' -> List.of("D");
            case 'þ' -> List.of("th");
            case 'Þ' -> List.of("Th");
            default -> List.of();
        };
    }
}
