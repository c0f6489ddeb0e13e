package org.gradwalk.model.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file as a whole or not at all: to a temporary file beside it, forced to the disk, then renamed over it. So
 * whoever opens the file sees the old content or the new, and a crash or a full disk leaves the old one.
 */
public final class WholeFile {
    private WholeFile() {}

    /** Writes the content of a file to an open channel. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything, front to back. */
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Writes {@code file}, replacing what was there.
     *
     * @throws FileSystemException with the file's name and a reason, if the content cannot be written or renamed; the
     *     temporary file is then gone
     * @throws IOException if {@code file} has no name
     */
    public static void write(Path file, Content content) throws IOException {
        Path name = file.getFileName();
        if (name == null) {
            throw new IOException(file + " is no name of a file");
        }
        Path temporary = file.resolveSibling("." + name + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw of(file, e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** A full disk is told without a name, and nobody knows the temporary file's. */
    private static FileSystemException of(Path file, IOException failure) {
        FileSystemException named = switch (failure) {
            case AccessDeniedException _ -> new AccessDeniedException(file.toString());
            case NoSuchFileException _ -> new NoSuchFileException(file.toString());
            case FileSystemException other -> new FileSystemException(file.toString(), null, other.getReason());
            default -> new FileSystemException(file.toString(), null, failure.getMessage());
        };
        named.initCause(failure);
        return named;
    }

    /** The same with a text, in UTF-8. */
    public static void write(Path file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        write(file, channel -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }
}
