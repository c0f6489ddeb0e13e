package org.gradwalk.app.session.file;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.gradwalk.model.file.FileFormatException;
import org.gradwalk.model.file.SafeTensors;
import org.gradwalk.model.tensor.Matrix;

/**
 * The entries of a session file. It may come from anywhere: an entry has a known name, says how long it is, is no longer
 * than that, and has the checksum that it claims.
 */
final class SessionEntries implements AutoCloseable {

    /** No session keeps more of its earlier iterations. */
    static final int MOST_STATES = 100_000;
    /** No array of Java's is longer. */
    static final long MOST_BYTES = Integer.MAX_VALUE - 16L;
    /** The document with its texts. */
    static final int MOST_DOCUMENT_BYTES = 1 << 27;

    /** Nobody leaves so many runs. */
    static final int MOST_RUNS = 10_000;

    private static final int PIECE = 1 << 20;
    private static final int MOST_ENTRIES = MOST_STATES + MOST_RUNS + 3;
    private static final String DAMAGED = "the file is damaged or no session, so fetch or save it again";

    private final Path file;
    private final SessionFile.Progress progress;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new HashMap<>();
    private final Set<String> unread = new HashSet<>();

    SessionEntries(Path file, SessionFile.Progress progress) throws IOException {
        this.file = file;
        this.progress = progress;
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileFormatException(file.toString(), "this is a folder or a device", "choose a file");
        }
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new FileFormatException(
                    file.toString(), "it is no sound ZIP file (" + e.getMessage() + ")", DAMAGED, e);
        }
        try {
            index();
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private void index() throws IOException {
        if (zip.size() > MOST_ENTRIES) {
            throw problem("it has " + zip.size() + " entries and at most " + MOST_ENTRIES + " are read");
        }
        long bytes = 0;
        Enumeration<? extends ZipEntry> all = zip.entries();
        while (all.hasMoreElements()) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName();
            long most = name.equals(SessionFile.DOCUMENT) ? MOST_DOCUMENT_BYTES : MOST_BYTES;
            if (entry.getSize() < 0 || entry.getSize() > most) {
                throw problem("an entry is said to take " + entry.getSize() + " bytes and at most " + most
                        + " are read");
            }
            bytes += entry.getSize();
            if (entries.put(name, entry) != null) {
                throw problem("it has two entries of the same name");
            }
        }
        if (!entries.containsKey(SessionFile.DOCUMENT)) {
            throw problem("it has no " + SessionFile.DOCUMENT);
        }
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw new FileFormatException(
                    file.toString(),
                    "it holds " + bytes + " bytes and Java may use " + Runtime.getRuntime().maxMemory(),
                    "open it where there is more memory");
        }
        unread.addAll(entries.keySet());
    }

    byte[] document() throws IOException {
        return bytes(SessionFile.DOCUMENT);
    }

    Map<String, Matrix> matrices(String name) throws IOException {
        Map<String, Matrix> matrices = new HashMap<>();
        SafeTensors.read(file.resolve(name), new ReadBytes(bytes(name))).tensors().forEach((key, tensor) -> {
            if (tensor.shape().size() != 2) {
                throw new IllegalArgumentException(name + " has a tensor of " + tensor.shape().size()
                        + " dimensions, not of 2");
            }
            matrices.put(key, Matrix.of(tensor.shape().getFirst(), tensor.shape().getLast(), tensor.data()));
        });
        return matrices;
    }

    /** Refuses entries that nobody has asked for. */
    void requireNoMore() {
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException("It has " + unread.size() + " entries that belong to no session");
        }
    }

    /** No more is read than the entry is said to hold, however it unfolds. */
    private byte[] bytes(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw problem("it has no " + name);
        }
        unread.remove(name);
        int size = Math.toIntExact(entry.getSize());
        byte[] bytes;
        boolean whole;
        try (InputStream stream = zip.getInputStream(entry)) {
            bytes = read(stream, size);
            whole = bytes.length == size && stream.read() < 0;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new FileFormatException(
                    file.toString(), name + " cannot be read (" + e.getMessage() + ")", DAMAGED, e);
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if (!whole || checksum.getValue() != entry.getCrc()) {
            throw problem(name + " has another length or checksum than it had when it was saved");
        }
        progress.reached(entries.size() - unread.size(), entries.size());
        return bytes;
    }

    /** In pieces, between which it can be interrupted; memory is taken as it is filled. */
    private static byte[] read(InputStream stream, int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.min(size, PIECE));
        while (bytes.size() < size) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("reading was ended");
            }
            byte[] piece = stream.readNBytes(Math.min(PIECE, size - bytes.size()));
            if (piece.length == 0) {
                break;
            }
            bytes.write(piece);
        }
        return bytes.toByteArray();
    }

    private FileFormatException problem(String what) {
        return new FileFormatException(file.toString(), what, DAMAGED);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
