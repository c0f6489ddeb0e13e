package org.gradwalk.app.session.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.SampleSession;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.session.SavedWalk;
import org.gradwalk.model.file.FileFormatException;
import org.gradwalk.model.file.SafeTensors;
import org.gradwalk.model.file.Tensor;
import org.gradwalk.model.file.TensorFile;
import org.gradwalk.model.file.WholeFile;
import org.gradwalk.model.run.KeptStates.State;
import org.gradwalk.model.tensor.Matrix;

/**
 * A session as a file: a ZIP whose first entry is {@value #DOCUMENT} with all but the numbers, followed by safetensors
 * entries, stored as they are: {@value #MODEL} with the parameters at the start, {@value #NOW} with the weights of the
 * moment, and {@code states/0.safetensors} and so on with what is kept of earlier iterations; a state that several runs
 * share is there once, and {@code metrics/0.safetensors} and so on with what was measured of each run.
 */
public final class SessionFile {

    /** What the names of such files end with. */
    public static final String ENDING = ".gradwalk";

    static final String DOCUMENT = "session.json";
    static final String MODEL = "model.safetensors";
    static final String NOW = "now.safetensors";

    private static final String DAMAGED = "the file is damaged or was changed by hand, so save the session again";

    private SessionFile() {}

    static String state(int index) {
        return "states/" + index + ".safetensors";
    }

    static String log(int run) {
        return "metrics/" + run + ".safetensors";
    }

    /** Whether a file is one of a session by its name. */
    public static boolean isNamed(Path file) {
        return String.valueOf(file.getFileName()).endsWith(ENDING);
    }

    /**
     * Writes a session, as a whole or not at all. Where its thread is interrupted it ends early, and what was there
     * before is still there. Equal sessions give the same bytes.
     *
     * @throws IllegalArgumentException if it is larger than {@link #read} would take
     * @throws IOException if the file cannot be written, or the thread was interrupted
     */
    public static void write(Path file, SavedSession session) throws IOException {
        write(file, session, Progress.UNSEEN);
    }

    /** The same, and tells how far it is. */
    public static void write(Path file, SavedSession session, Progress progress) throws IOException {
        SavedWalk walk = session.walk();
        IdentityHashMap<State, Integer> numbers = new IdentityHashMap<>();
        List<State> states = new ArrayList<>();
        walk.runs().stream().flatMap(run -> run.states().stream()).forEach(state -> {
            if (numbers.putIfAbsent(state, states.size()) == null) {
                states.add(state);
            }
        });
        if (states.size() > SessionEntries.MOST_STATES) {
            throw new IllegalArgumentException("A session has at most " + SessionEntries.MOST_STATES
                    + " kept states, not " + states.size());
        }
        if (walk.runs().size() > SessionEntries.MOST_RUNS) {
            throw new IllegalArgumentException("A session has at most " + SessionEntries.MOST_RUNS
                    + " runs, not " + walk.runs().size());
        }
        byte[] document = SessionJson.write(session, numbers);
        int parts = states.size() + walk.runs().size() + 2;
        WholeFile.write(file, channel -> {
            ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
            zip.putNextEntry(entry(DOCUMENT));
            zip.write(document);
            zip.closeEntry();
            store(zip, MODEL, walk.model().parameters());
            store(zip, NOW, walk.now().numbers());
            progress.reached(2, parts);
            for (int i = 0; i < states.size(); i++) {
                store(zip, state(i), states.get(i).numbers());
                progress.reached(i + 3, parts);
            }
            for (int i = 0; i < walk.runs().size(); i++) {
                store(zip, log(i), walk.runs().get(i).log());
            }
            zip.finish();
        });
    }

    /** How many bytes the numbers of a session take in a file. */
    public static long bytes(SavedSession session) {
        SavedWalk walk = session.walk();
        Set<State> states = Collections.newSetFromMap(new IdentityHashMap<>());
        walk.runs().forEach(run -> states.addAll(run.states()));
        states.add(walk.now());
        return bytes(walk.model().parameters())
                + states.stream().mapToLong(state -> bytes(state.numbers())).sum()
                + walk.runs().stream().mapToLong(run -> bytes(run.log())).sum();
    }

    private static long bytes(Map<String, Matrix> matrices) {
        return matrices.values().stream().mapToLong(matrix -> (long) matrix.rows() * matrix.columns() * Double.BYTES)
                .sum();
    }

    /** All entries have the same time: what is written depends on the session alone. */
    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        return entry;
    }

    /** A stored entry has its length and its checksum before its content, which is therefore written twice. */
    private static void store(ZipOutputStream zip, String name, Map<String, Matrix> matrices) throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        new TreeMap<>(matrices).forEach((key, matrix) -> tensors.put(
                key, new Tensor(List.of(matrix.rows(), matrix.columns()), matrix.toArray())));
        TensorFile content = new TensorFile(tensors, Map.of());
        CountedBytes counted = new CountedBytes();
        CheckedOutputStream checked = new CheckedOutputStream(counted, new CRC32());
        SafeTensors.writeTo(channel(checked), content);
        if (counted.count > SessionEntries.MOST_BYTES) {
            throw new IllegalArgumentException("An entry of a session takes at most " + SessionEntries.MOST_BYTES
                    + " bytes, not " + counted.count);
        }
        ZipEntry entry = entry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(counted.count);
        entry.setCompressedSize(counted.count);
        entry.setCrc(checked.getChecksum().getValue());
        zip.putNextEntry(entry);
        SafeTensors.writeTo(channel(zip), content);
        zip.closeEntry();
    }

    private static WritableByteChannel channel(OutputStream stream) {
        return Channels.newChannel(stream);
    }

    /** Counts what is written to it. */
    private static final class CountedBytes extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }

    /** Hears how far writing or reading is: of so many parts so many are done. */
    @FunctionalInterface
    public interface Progress {

        /** Nobody hears. */
        Progress UNSEEN = (_, _) -> {};

        void reached(int done, int of);
    }

    /**
     * Reads a session. Nothing in the file is trusted: all of it is read and held against the model before any of it is
     * handed out.
     *
     * @throws FileFormatException if it is no session, a damaged one, one of a newer version, or one whose parts do not fit
     *     together
     * @throws RefusedException if it does not fit into memory, or the model cannot read what is to be read
     * @throws InterruptedIOException if the thread was interrupted
     * @throws IOException if it cannot be opened or read
     */
    public static SavedSession read(Path file) throws IOException, RefusedException {
        return read(file, Progress.UNSEEN);
    }

    /** The same, and tells how far it is. */
    public static SavedSession read(Path file, Progress progress) throws IOException, RefusedException {
        try (SessionEntries entries = new SessionEntries(file, progress)) {
            JsonNode document = SessionJson.parse(entries.document());
            requireKnown(file, SessionJson.version(document));
            SavedSession session = SessionJson.read(document, entries);
            session.walk().requireSound();
            return session;
        } catch (IllegalArgumentException e) {
            throw new FileFormatException(file.toString(), String.valueOf(e.getMessage()), DAMAGED, e);
        }
    }

    /**
     * The same for whoever wants sentences.
     *
     * @throws RefusedException if it is not read, with the reason
     * @throws InterruptedIOException if the thread was interrupted
     */
    public static SavedSession open(Path file, Progress progress) throws RefusedException, InterruptedIOException {
        try {
            return read(file, progress);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw RefusedException.ofReading(file, e);
        } catch (OutOfMemoryError full) {
            throw new RefusedException("error.memory.full", full);
        }
    }

    /**
     * Reads a session that comes with the program, which may lie in an archive.
     *
     * @throws RefusedException as above
     * @throws IOException as above, or if it is missing
     */
    public static SavedSession read(SampleSession sample) throws IOException, RefusedException {
        Path copy = Files.createTempFile("gradwalk", ENDING);
        try (InputStream content = Samples.content(sample)) {
            Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
            return read(copy);
        } finally {
            Files.delete(copy);
        }
    }

    private static void requireKnown(Path file, long version) throws FileFormatException {
        if (version > SessionJson.VERSION) {
            throw new FileFormatException(
                    file.toString(),
                    "it has the format version " + version + " and this program reads up to " + SessionJson.VERSION,
                    "open it with a newer Gradwalk");
        }
    }
}
