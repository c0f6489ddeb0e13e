package org.gradwalk.model.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Writes a file as a whole or not at all: to a temporary file beside it, forced to the disk, then renamed over it. So
 * whoever opens the file sees the old content or the new, and a crash or a full disk leaves the old one. The temporary
 * file of a writer that was killed is deleted by the next one that writes the same file.
 */
public final class WholeFile {
    private static final int UUID_LENGTH = 36;
    private static final String ENDING = ".tmp";
    /** What this program writes at the moment; the locks on it are no hindrance to the program itself. */
    private static final Set<Path> WRITTEN = ConcurrentHashMap.newKeySet();

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
        Path temporary = file.toAbsolutePath().resolveSibling("." + name + "." + UUID.randomUUID() + ENDING);
        WRITTEN.add(temporary);
        try {
            clean(file);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                lock(channel);
                content.writeTo(channel);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw of(file, e);
        } finally {
            Files.deleteIfExists(temporary);
            WRITTEN.remove(temporary);
        }
    }

    /** Deletes the temporary files of writers of a file that were killed. */
    public static void clean(Path file) throws IOException {
        String beginning = "." + file.getFileName() + ".";
        List<Path> left;
        try (Stream<Path> all = Files.list(file.toAbsolutePath().resolveSibling(""))) {
            left = all.filter(each -> isTemporary(String.valueOf(each.getFileName()), beginning)).toList();
        }
        for (Path each : left) {
            if (!WRITTEN.contains(each) && isLeft(each)) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** As long as it is held, the file is not taken for one that was left behind; some systems have no locks. */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException noLocks) {
            return false;
        }
    }

    private static boolean isTemporary(String name, String beginning) {
        int most = beginning.length() + UUID_LENGTH + ENDING.length();
        return name.length() == most && name.startsWith(beginning) && name.endsWith(ENDING);
    }

    private static boolean isLeft(Path temporary) {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            return lock(channel);
        } catch (IOException | OverlappingFileLockException goneOrWritten) {
            return false;
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
