package org.gradwalk.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.view.TextFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A text on the command line or in a file. */
final class TextChoice {

    private static final long LONGEST_TEXT = 1_000_000;

    @Option(names = "--text", paramLabel = "TEXT", descriptionKey = "model.text")
    private @Nullable String text;
    @Option(names = "--text-file", paramLabel = "FILE", descriptionKey = "model.text-file")
    private @Nullable Path file;

    /** The text, without the end of its last line; none where nothing is said. */
    Optional<String> text() throws IOException, RefusedException {
        if (text != null && file != null) {
            throw new RefusedException("error.text.two");
        }
        return file != null
                ? Optional.of(TextFile.read(file, LONGEST_TEXT).replaceFirst("\n$", ""))
                : Optional.ofNullable(text);
    }
}
