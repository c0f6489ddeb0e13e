package org.gradwalk.model.file;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one model and says in one sentence why where it cannot. */
final class ModelFileReader {
    private static final String DAMAGED = "the file is damaged or was changed by hand, so fetch or save it again";

    private final Path file;

    ModelFileReader(Path file) {
        this.file = file;
    }

    ModelFile read() throws IOException {
        TensorFile content = SafeTensors.read(file);
        String version = content.metadata().get(ModelFormat.VERSION_KEY);
        if (version == null) {
            throw problem(
                    "it has no metadata of Gradwalk, and Hugging Face checkpoints cannot be opened yet",
                    "choose a model that Gradwalk has saved");
        }
        requireKnown(version);
        try {
            return ModelFormat.model(content);
        } catch (IllegalArgumentException e) {
            throw new FileFormatException(file.toString(), String.valueOf(e.getMessage()), DAMAGED, e);
        }
    }

    private void requireKnown(String version) throws FileFormatException {
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw problem("its format version is no whole number above 0", DAMAGED);
        }
        if (Integer.parseInt(version) > ModelFile.FORMAT_VERSION) {
            throw problem(
                    "it has the format version " + version + " and this program reads up to "
                            + ModelFile.FORMAT_VERSION,
                    "open it with a newer Gradwalk");
        }
    }

    private FileFormatException problem(String what, String remedy) {
        return new FileFormatException(file.toString(), what, remedy);
    }
}
