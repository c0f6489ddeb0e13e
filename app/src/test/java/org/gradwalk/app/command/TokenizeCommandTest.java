package org.gradwalk.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tokens of a text. */
class TokenizeCommandTest {

    @TempDir
    private Path folder;

    @Test
    void everyTokenIsALineAndCanBeSeen() {
        CommandOutcome outcome = CommandOutcome.of("tokenize", "--text", "To be,\nor");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines()).containsExactly(
                "0  32  T", "1  53  o", "2   1  ·", "3  40  b", "4  43  e", "5   6  ,", "6   0  ¶", "7  53  o",
                "8  56  r", "9 tokens");
    }

    @Test
    void aTextMayBeInAFileAndLongerThanTheContext() throws IOException {
        Path file = Files.writeString(folder.resolve("digits.txt"), "0123456789\n");
        assertThat(CommandOutcome.of("tokenize", "--preset", "paper", "--text-file", file.toString()).out().lines())
                .hasSize(11).contains("9  9  9").last().isEqualTo("10 tokens");
    }

    @Test
    void whatCannotBeReadIsTold() {
        assertThat(CommandOutcome.of("tokenize", "--text", "a1")).isEqualTo(
                failure("The vocabulary lacks '1' (at 1): leave out or replace it"));
        assertThat(CommandOutcome.of("tokenize")).isEqualTo(failure("give a text (--text or --text-file)"));
        assertThat(CommandOutcome.of("tokenize", "--preset", "gpt2", "--text", "a")).isEqualTo(
                failure("gpt2 reads pieces of words, and there are characters only: choose another model"));
    }

    private static CommandOutcome failure(String message) {
        return new CommandOutcome(2, "", "gradwalk: " + message + System.lineSeparator());
    }
}
