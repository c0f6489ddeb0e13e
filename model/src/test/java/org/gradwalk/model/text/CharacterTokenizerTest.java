package org.gradwalk.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import org.gradwalk.model.text.UnknownCharacterException.UnknownCharacter;
import org.junit.jupiter.api.Test;

class CharacterTokenizerTest {
    @Test
    void classroomHasItsSixtyFiveCharactersInTheOrderOfTheirCodePoints() throws UnknownCharacterException {
        CharacterTokenizer classroom = CharacterTokenizer.classroom();
        assertThat(classroom.vocabularySize()).isEqualTo(65);
        assertThat(classroom.vocabulary()).isSorted().startsWith("\n", " ", "!", "$", "&", "'", ",", "-", ".", "3", ":")
                .contains(";", "?").endsWith("x", "y", "z");
        assertThat(classroom.encode("\n !$&',-.3:;?AZaz")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
                38, 39, 64);
    }

    @Test
    void vocabularyOfATextIsItsCharactersOnceAndSorted() {
        assertThat(CharacterTokenizer.of("hello\n").vocabulary()).containsExactly("\n", "e", "h", "l", "o");
    }

    @Test
    void charactersAreCodePointsNotHalvesOfThem() throws UnknownCharacterException {
        CharacterTokenizer tokenizer = CharacterTokenizer.of("z😀é");
        assertThat(tokenizer.vocabulary()).containsExactly("z", "é", "😀");
        assertThat(tokenizer.encode("😀z😀")).containsExactly(2, 0, 2);
        assertThat(tokenizer.symbol(2)).isEqualTo("😀");
    }

    @Test
    void givenVocabularyKeepsItsOrder() throws UnknownCharacterException {
        List<String> symbols = new ArrayList<>(List.of("b", "a"));
        CharacterTokenizer tokenizer = CharacterTokenizer.ofVocabulary(symbols);
        symbols.clear();
        assertThat(tokenizer.encode("ab")).containsExactly(1, 0);
        assertThat(tokenizer).isEqualTo(CharacterTokenizer.ofVocabulary(List.of("b", "a")))
                .hasSameHashCodeAs(CharacterTokenizer.ofVocabulary(List.of("b", "a")))
                .isNotEqualTo(CharacterTokenizer.of("ab"));
    }

    @Test
    void vocabularyThatIsNoneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CharacterTokenizer.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> CharacterTokenizer.of("half \ud83d"));
        assertThatIllegalArgumentException().isThrownBy(() -> CharacterTokenizer.ofVocabulary(List.of("a", "bc")))
                .withMessage("'bc' in the vocabulary is not one character.");
        assertThatIllegalArgumentException().isThrownBy(() -> CharacterTokenizer.ofVocabulary(List.of("a", "")));
        assertThatIllegalArgumentException().isThrownBy(() -> CharacterTokenizer.ofVocabulary(List.of("a", "b", "a")))
                .withMessage("'a' is in the vocabulary twice.");
    }

    @Property(tries = 200)
    void textIsDecodedAsItWasEncoded(@ForAll @NotEmpty String text) throws UnknownCharacterException {
        Assume.that(text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
        CharacterTokenizer tokenizer = CharacterTokenizer.of(text);
        int[] tokens = tokenizer.encode(text);
        assertThat(tokens).hasSize((int) text.codePoints().count());
        assertThat(Arrays.stream(tokens)).allMatch(t -> t >= 0 && t < tokenizer.vocabularySize());
        assertThat(tokenizer.decode(tokens)).isEqualTo(text);
    }

    @Property(tries = 50)
    void tokensOfAnyTextOfTheClassroomAreThoseOfItsSymbols(@ForAll @AlphaChars String text)
            throws UnknownCharacterException {
        CharacterTokenizer classroom = CharacterTokenizer.classroom();
        assertThat(Arrays.stream(classroom.encode(text)).mapToObj(classroom::symbol)).isEqualTo(text.chars()
                .mapToObj(Character::toString).toList());
    }

    @Test
    void tokensOutsideTheVocabularyAreRefused() {
        CharacterTokenizer tokenizer = CharacterTokenizer.of("ab");
        assertThatIllegalArgumentException().isThrownBy(() -> tokenizer.symbol(2))
                .withMessage("The token 2 is not one of 0 to 1.");
        assertThatIllegalArgumentException().isThrownBy(() -> tokenizer.decode(new int[]{0, -1}));
    }

    @Test
    void eachUnknownCharacterIsNamedWithItsFirstPlaceInCharacters() {
        assertThatExceptionOfType(UnknownCharacterException.class)
                .isThrownBy(() -> CharacterTokenizer.of("ab😀").encode("a😀é\u00a0bé"))
                .withMessage("The vocabulary lacks 'é' (at 2), U+00A0 (at 3): leave out or replace them")
                .satisfies(e -> assertThat(e.characters()).containsExactly(new UnknownCharacter(0xe9, 2, 2),
                        new UnknownCharacter(0xa0, 3, 1)));
    }

    @Test
    void onlyAHandfulOfUnknownCharactersIsSpelledOut() {
        assertThatExceptionOfType(UnknownCharacterException.class)
                .isThrownBy(() -> CharacterTokenizer.of("a").encode("12345678"))
                .withMessage("The vocabulary lacks '1' (at 0), '2' (at 1), '3' (at 2), '4' (at 3), '5' (at 4)"
                        + " and 3 more: leave out or replace them")
                .satisfies(e -> assertThat(e.characters()).hasSize(8));
    }

    @Test
    void halfOfASurrogatePairIsAnUnknownCharacter() {
        assertThatExceptionOfType(UnknownCharacterException.class)
                .isThrownBy(() -> CharacterTokenizer.classroom().encode("a\ud83d"))
                .withMessage("The vocabulary lacks U+D83D (at 1): leave out or replace it");
    }
}
