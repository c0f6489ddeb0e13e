package org.gradwalk.app.view.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gradwalk.app.session.SampleText;
import org.gradwalk.app.session.Samples;
import org.gradwalk.model.text.CharacterTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts to train on: those of the program, as far as a model knows their characters, and those of files. */
class TextsTest {

    private static final CharacterTokenizer CLASSROOM = CharacterTokenizer.classroom();

    @TempDir
    private Path folder;

    @Test
    void aModelOfTheClassroomReadsEverySample() throws IOException {
        assertThat(Texts.samples(CLASSROOM)).extracting(Offer.Text::name)
                .containsExactlyElementsOf(Samples.read().texts().stream().map(SampleText::id).toList());
        assertThat(Texts.samples(CLASSROOM)).allSatisfy(
                text -> assertThat(text.tokens()).isEqualTo(text.content().codePointCount(0, text.content().length())));
    }

    @Test
    void whatAModelCannotReadIsNotOffered() throws IOException {
        assertThat(Texts.samples(CharacterTokenizer.of("0123456789"))).isEmpty();
    }

    @Test
    void aFileIsReadWithTheEndsOfItsLinesMended() throws IOException {
        Path file = Files.writeString(folder.resolve("own.txt"), "To be,\r\nor not");

        assertThat(Texts.file(file, CLASSROOM)).isEqualTo(new Offer.Text("own.txt", "own.txt", "To be,\nor not", 13));
    }

    @Test
    void whatIsNoTextForTheModelIsSaidInASentence() throws IOException {
        Path unknown = Files.writeString(folder.resolve("own.txt"), "To be [1]");
        Path bytes = Files.write(folder.resolve("bytes"), new byte[]{'a', (byte) 0xff});
        Path large = Files.write(folder.resolve("large"), new byte[10_000_001]);

        assertThatThrownBy(() -> Texts.file(unknown, CLASSROOM)).isInstanceOf(IOException.class)
                .hasMessageStartingWith("own.txt: The vocabulary lacks '[' (at 6)");
        assertThatThrownBy(() -> Texts.file(bytes, CLASSROOM)).hasMessage(bytes + " is not text in UTF-8");
        assertThatThrownBy(() -> Texts.file(large, CLASSROOM)).hasMessage(large + " is larger than 10000000 bytes");
        assertThatThrownBy(() -> Texts.file(folder, CLASSROOM)).isInstanceOf(FileNotFoundException.class);
    }
}
