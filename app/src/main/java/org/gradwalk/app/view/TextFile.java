package org.gradwalk.app.view;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file of text that a person names. */
public final class TextFile {

    private TextFile() {}

    /**
     * Its characters; its lines may end as on Windows.
     *
     * @param most bytes that it may have
     * @throws IOException if it cannot be read, is no text in UTF-8, or is larger
     */
    public static String read(Path file, long most) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new FileNotFoundException(Messages.get("error.file", file));
        }
        if (Files.size(file) > most) {
            throw new IOException(Messages.get("error.text.large", file, Long.toString(most)));
        }
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (CharacterCodingException noText) {
            throw new IOException(Messages.get("error.text.utf8", file), noText);
        }
    }
}
