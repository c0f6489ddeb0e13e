package org.gradwalk.app.view;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.gradwalk.model.file.WholeFile;

/** The file in which a {@link WindowState} waits for the next start. What a newer version adds is passed over. */
public final class WindowStateFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final Path file;

    public WindowStateFile(Path file) {
        this.file = file;
    }

    /** The file of whoever started the program, where the platform wants it. */
    public static WindowStateFile ofThisUser() {
        return new WindowStateFile(folderOfThisUser().resolve("window.json"));
    }

    /** What was remembered: nothing on the first start, nor where the file is no longer readable. */
    public Optional<WindowState> read() {
        try {
            return Optional.of(JSON.readValue(file.toFile(), WindowState.class));
        } catch (IOException absentOrBroken) {
            return Optional.empty();
        }
    }

    /** Remembers the state. A crash leaves the old file or the new one, never half of one. */
    public void write(WindowState state) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state);
        WholeFile.write(file, channel -> Channels.newOutputStream(channel).write(json));
    }

    /** The folder of whoever started the program, where the platform wants it. */
    public static Path folderOfThisUser() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home"));
        if (system.startsWith("windows")) {
            return fromEnvironment("APPDATA").orElse(home.resolve("AppData/Roaming")).resolve("Gradwalk");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library/Application Support/Gradwalk");
        }
        return fromEnvironment("XDG_CONFIG_HOME").orElse(home.resolve(".config")).resolve("gradwalk");
    }

    private static Optional<Path> fromEnvironment(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank()).map(Path::of);
    }
}
