package org.gradwalk.app.command;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.gradwalk.app.view.Messages;

/** A file that a command will write when its work is done. */
final class OutFile {

    private OutFile() {}

    /** Tells at once, not after the work, that it could not be saved. */
    static void requireWritable(Path out) throws IOException {
        Path folder = Optional.ofNullable(out.toAbsolutePath().getParent()).orElse(out);
        if (!Files.isDirectory(folder)) {
            throw new FileNotFoundException(Messages.get("error.folder", folder));
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(Messages.get("error.folder.readOnly", folder));
        }
        if (Files.isDirectory(out)) {
            throw new IOException(Messages.get("error.out.folder", out));
        }
    }
}
