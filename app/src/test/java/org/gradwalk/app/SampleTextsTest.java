package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.gradwalk.model.text.CharacterTokenizer;
import org.gradwalk.model.text.UnknownCharacterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program may rely on in the texts of the module samples. */
class SampleTextsTest {
    static Stream<JsonNode> texts() throws IOException {
        return new ObjectMapper().readTree(resource("texts.json")).path("texts").valueStream();
    }

    @Test
    void thereIsATextToTrainOnAndOneToRead() throws IOException {
        assertThat(texts().map(text -> text.path("use").asText())).contains("training", "reading")
                .isSubsetOf("training", "reading");
        assertThat(texts().filter(text -> text.path("use").asText().equals("training")))
                .allMatch(text -> text.path("characters").asInt() > 1_000_000);
    }

    @Test
    void idsAndFilesAreDistinct() throws IOException {
        assertThat(texts().map(text -> text.path("id").asText())).doesNotHaveDuplicates();
        assertThat(texts().map(text -> text.path("file").asText())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyTextSaysWhoseItIsAndWhyItMayBeGivenAway(JsonNode text) {
        assertThat(Stream.of("id", "file", "title", "author", "source", "rights"))
                .allSatisfy(key -> assertThat(text.path(key).asText()).as(key).isNotBlank());
        assertThat(text.path("year").asInt()).isBetween(1000, 1930);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void everyTextConsistsOfTheCharactersOfTheClassroom(JsonNode text) throws IOException, UnknownCharacterException {
        CharacterTokenizer classroom = CharacterTokenizer.classroom();
        String content = resource(text.path("file").asText());
        int[] tokens = classroom.encode(content);
        assertThat(tokens).hasSize(text.path("characters").asInt());
        assertThat(classroom.decode(tokens)).isEqualTo(content);
    }

    private static String resource(String name) throws IOException {
        String path = "/org/gradwalk/samples/" + name;
        try (InputStream stream = Objects.requireNonNull(SampleTextsTest.class.getResourceAsStream(path), path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
