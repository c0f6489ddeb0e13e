package org.gradwalk.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.SampleModel;
import org.gradwalk.app.session.Samples;
import org.gradwalk.model.run.Preset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model a command speaks of: a preset, a file, or else the sample. */
final class ModelSource {

    @Option(names = "--preset", paramLabel = "PRESET", descriptionKey = "model.preset")
    private @Nullable String preset;
    @Option(names = "--seed", paramLabel = "NUMBER", defaultValue = "0", descriptionKey = "model.seed")
    private long seed;
    @Parameters(arity = "0..1", paramLabel = "MODEL", descriptionKey = "model.file")
    private @Nullable Path file;

    /** Where the model comes from. */
    Opening opening() throws IOException, RefusedException {
        if (preset != null && file != null) {
            throw new RefusedException("error.model.two", preset, file);
        }
        if (preset != null) {
            return new Opening.FromPreset(named(preset), seed);
        }
        return file != null ? new Opening.FromFile(file) : new Opening.FromSample(sample());
    }

    private static Preset named(String name) throws RefusedException {
        return Preset.named(name).orElseThrow(() -> new RefusedException(
                "error.preset.unknown", name,
                Arrays.stream(Preset.values()).map(Preset::id).collect(Collectors.joining(", "))));
    }

    /** The model where nothing is said. */
    static SampleModel sample() throws IOException {
        return Samples.read().model(Samples.FIRST_MODEL);
    }
}
