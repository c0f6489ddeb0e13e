package org.gradwalk.app.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gradwalk.model.file.ModelFile;

/**
 * What comes with the program: texts, models trained on them, and sessions that show a fault. Everything is a resource of the module samples, listed
 * in its indexes.
 *
 * @param texts in the order of their index
 * @param models in the order of their index
 * @param sessions in the order of their index
 */
public record Samples(List<SampleText> texts, List<SampleModel> models, List<SampleSession> sessions) {
    /** The text that is trained on where nothing else is said. */
    public static final String TRAINING_TEXT = "moby-dick";

    /** The model that is open where nothing else is said. */
    public static final String FIRST_MODEL = "classroom";

    private static final String FOLDER = "/org/gradwalk/samples/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private record TextIndex(int formatVersion, List<SampleText> texts) {}

    private record ModelIndex(int formatVersion, List<SampleModel> models) {}

    private record SessionIndex(int formatVersion, List<SampleSession> sessions) {}

    /** Copies the lists. */
    public Samples {
        texts = List.copyOf(texts);
        models = List.copyOf(models);
        sessions = List.copyOf(sessions);
    }

    /**
     * Reads the indexes.
     *
     * @throws IOException if one is missing or damaged
     */
    public static Samples read() throws IOException {
        try (InputStream texts = open("texts.json");
                InputStream models = open("models.json");
                InputStream sessions = open("sessions.json")) {
            return new Samples(JSON.readValue(texts, TextIndex.class).texts(),
                    JSON.readValue(models, ModelIndex.class).models(),
                    JSON.readValue(sessions, SessionIndex.class).sessions());
        }
    }

    /**
     * The text of an id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SampleText text(String id) {
        return texts.stream().filter(text -> text.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no sample text " + id));
    }

    /**
     * The model of an id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SampleModel model(String id) {
        return models.stream().filter(model -> model.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no sample model " + id));
    }

    /** The session of an id, if there is one. */
    public Optional<SampleSession> session(String id) {
        return sessions.stream().filter(session -> session.id().equals(id)).findFirst();
    }

    /** The bytes of a session's file. The caller closes them. */
    public static InputStream content(SampleSession session) throws IOException {
        return open(session.file());
    }

    /** The characters of a text. */
    public static String content(SampleText text) throws IOException {
        try (InputStream stream = open(text.file())) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A model with its numbers, which are read where they lie: in a folder or in an archive. */
    public static ModelFile content(SampleModel model) throws IOException {
        try {
            URL resource = resource(model.file());
            if (resource.openConnection() instanceof JarURLConnection inArchive) {
                Path archive = Path.of(inArchive.getJarFileURL().toURI());
                try (FileSystem files = FileSystems.newFileSystem(archive)) {
                    return ModelFile.read(files.getPath(FOLDER + model.file()));
                }
            }
            return ModelFile.read(Path.of(resource.toURI()));
        } catch (URISyntaxException e) {
            throw new IOException("the sample " + model.file() + " lies at a place of no proper name", e);
        }
    }

    private static InputStream open(String file) throws IOException {
        return resource(file).openStream();
    }

    private static URL resource(String file) throws FileNotFoundException {
        URL resource = Samples.class.getResource(FOLDER + file);
        if (resource == null) {
            throw new FileNotFoundException("the sample " + file + " is missing in this installation");
        }
        return resource;
    }
}
