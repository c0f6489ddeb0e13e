package org.gradwalk.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReducedTextTest {
    private static final CharacterTokenizer CLASSROOM = CharacterTokenizer.classroom();

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '#', value = {
        "‘tis said ‚so‛ ′|'tis said 'so' '",
        "“No,” „he“ said \"to\" «me»|'No,' 'he' said 'to' 'me'",
        "ago—never mind|ago--never mind",
        "1807–1851: a‐b|-: a-b",
        "wait…|wait...",
        "café naïve Ångström ñ Ç|cafe naive Angstrom n C",
        "e\u0301tude|etude",
        "æther Œuvre straße Łódź þorn|aether Oeuvre strasse Lodz thorn",
        "ﬁn ａ①|fin a",
        "a\u00a0b\u2003c\td|a b c d",
        "soft\u00adly|softly"})
    void charactersBecomeWhatATypewriterWouldPut(String text, String reduced) {
        assertThat(CLASSROOM.reduce(text).text()).isEqualTo(reduced);
    }

    @Test
    void anyEndOfALineBecomesOneNewline() {
        assertThat(CLASSROOM.reduce("a\r\nb\rc\nd\u2028e\u0085f\fg").text()).isEqualTo("a\nb\nc\nd\ne\nf\ng");
        assertThat(CharacterTokenizer.of("ab ").reduce("a\r\nb").text()).isEqualTo("a b");
        assertThat(CharacterTokenizer.of("ab\r\n").reduce("a\r\nb").text()).isEqualTo("a\r\nb");
    }

    @Test
    void firstReplacementThatTheVocabularyHasIsTaken() {
        assertThat(CharacterTokenizer.of("a\"").reduce("“a”").text()).isEqualTo("\"a\"");
        assertThat(CharacterTokenizer.of("a'").reduce("“a”").text()).isEqualTo("'a'");
        assertThat(CharacterTokenizer.of("a").reduce("“a”").text()).isEqualTo("a");
        assertThat(CharacterTokenizer.of("é").reduce("é“").text()).isEqualTo("é");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "3 men|3 men", "33.3|33.3", "32 men| men", "23| ", "L1,000,003 and|L and", "3,2.|.", "3, 2.|3, .",
        "3rd and 2nd|3rd and nd"})
    void numberStaysOrGoesAsAWhole(String text, String reduced) {
        assertThat(CLASSROOM.reduce(text).text()).isEqualTo(reduced.equals(" ") ? "" : reduced);
    }

    @Test
    void whatIsDroppedIsCounted() {
        ReducedText reduction = CLASSROOM.reduce("(a) *b* 1807 😀é 13");
        assertThat(reduction.text()).isEqualTo("a b  e ");
        assertThat(reduction.dropped()).isEqualTo(
                Map.of("(", 1, ")", 1, "*", 2, "1", 2, "8", 1, "0", 1, "7", 1, "😀", 1, "3", 1));
    }

    @Property(tries = 500)
    void whatIsLeftCanBeEncodedAndIsNotReducedFurther(@ForAll("texts") String text) {
        ReducedText reduction = CLASSROOM.reduce(text);
        assertThatCode(() -> CLASSROOM.encode(reduction.text())).doesNotThrowAnyException();
        assertThat(CLASSROOM.reduce(reduction.text())).isEqualTo(new ReducedText(reduction.text(), new TreeMap<>()));
    }

    @Property(tries = 500)
    void onlyCharactersOutsideTheVocabularyAndTheNumbersTheyBreakAreDropped(@ForAll("texts") String text) {
        ReducedText reduction = CLASSROOM.reduce(text);
        reduction.dropped().forEach((symbol, count) -> {
            assertThat(text.codePoints().filter(c -> c == symbol.codePointAt(0)).count()).isGreaterThanOrEqualTo(count);
            assertThat(CLASSROOM.vocabulary().contains(symbol)).as(symbol).isEqualTo("3,.".contains(symbol));
        });
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(50),
                Arbitraries.strings().withChars("abZ \n\r\t.,'\"“”—…é\u0301(*1233æﬁ").ofMaxLength(40));
    }
}
