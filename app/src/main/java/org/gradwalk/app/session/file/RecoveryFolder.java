package org.gradwalk.app.session.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gradwalk.model.file.WholeFile;

/**
 * The folder in which windows keep walks that were not saved, each in a file of its own that its window locks. A file
 * whose lock is free was left behind by a window that has crashed.
 */
public final class RecoveryFolder implements AutoCloseable {

    private static final String LOCK = ".lock";

    private final Path folder;
    private final String name = UUID.randomUUID().toString();
    private Optional<FileChannel> own = Optional.empty();
    private boolean closed;

    /** A folder that need not be there yet. */
    public RecoveryFolder(Path folder) {
        this.folder = folder;
    }

    /** A walk that was left behind; nobody else takes it as long as this is not closed. */
    public static final class Left implements AutoCloseable {

        private final Path file;
        private final Path lockFile;
        private final FileChannel lock;
        private final Instant time;

        private Left(Path file, Path lockFile, FileChannel lock) throws IOException {
            this.file = file;
            this.lockFile = lockFile;
            this.lock = lock;
            time = Files.getLastModifiedTime(file).toInstant();
        }

        /** The session. */
        public Path file() {
            return file;
        }

        /** When it was kept. */
        public Instant time() {
            return time;
        }

        /** Deletes it. */
        public void discard() throws IOException {
            delete(file, lockFile);
            close();
        }

        /** Leaves it to others. */
        @Override
        public void close() {
            try {
                lock.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Keeps a session for this window, instead of what was kept before. */
    public synchronized void keep(SavedSession session) throws IOException {
        if (closed) {
            return;
        }
        if (own.isEmpty()) {
            Files.createDirectories(folder);
            own = lock(lockFile(name));
        }
        SessionFile.write(file(name), session);
    }

    /** The walk that was left behind last. */
    public synchronized Optional<Left> left() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<String> names;
        try (Stream<Path> all = Files.list(folder)) {
            names = all.map(each -> String.valueOf(each.getFileName())).filter(each -> each.endsWith(LOCK))
                    .map(each -> each.substring(0, each.length() - LOCK.length())).filter(each -> !each.equals(name))
                    .sorted(Comparator.comparing((String each) -> time(file(each))).reversed()).toList();
        }
        for (String each : names) {
            Optional<FileChannel> lock = lock(lockFile(each));
            if (lock.isPresent()) {
                if (Files.exists(file(each))) {
                    return Optional.of(new Left(file(each), lockFile(each), lock.get()));
                }
                delete(file(each), lockFile(each)); // it crashed before anything was kept, or was just discarded
                lock.get().close();
            }
        }
        return Optional.empty();
    }

    private static void delete(Path file, Path lockFile) throws IOException {
        WholeFile.clean(file);
        Files.deleteIfExists(file);
        Files.deleteIfExists(lockFile);
    }

    private static Instant time(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }

    /** The channel that holds the lock; none where somebody else has it. */
    private static Optional<FileChannel> lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException otherWindowOfThisProgram) {
            // it is held, as if by another program
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    private Path file(String session) {
        return folder.resolve(session + SessionFile.ENDING);
    }

    private Path lockFile(String session) {
        return folder.resolve(session + LOCK);
    }

    /** What was kept for this window is no longer needed. */
    public synchronized void forget() throws IOException {
        if (own.isPresent()) {
            delete(file(name), lockFile(name));
            own.get().close();
            own = Optional.empty();
        }
    }

    /** The window comes to its end: nothing is kept for it, now or later. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        forget();
    }
}
