package org.gradwalk.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.SampleModel;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.session.WholeIteration;
import org.gradwalk.model.run.Preset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model a command speaks of, and what it reads: a preset, a file, or else the sample. */
final class ModelChoice {

    private static final long LONGEST_TEXT = 1_000_000;

    @Option(names = "--preset", paramLabel = "PRESET", descriptionKey = "model.preset")
    private @Nullable String preset;
    @Option(names = "--seed", paramLabel = "NUMBER", defaultValue = "0", descriptionKey = "model.seed")
    private long seed;
    @Option(names = "--text", paramLabel = "TEXT", descriptionKey = "model.text")
    private @Nullable String text;
    @Option(names = "--text-file", paramLabel = "FILE", descriptionKey = "model.text-file")
    private @Nullable Path textFile;
    @Parameters(arity = "0..1", paramLabel = "MODEL", descriptionKey = "model.file")
    private @Nullable Path file;

    /** The walk through one iteration. The caller closes it. */
    WholeIteration walk() throws IOException, RefusedException {
        Model model = opening().read();
        return new WholeIteration(model, text(model));
    }

    /** Where the model comes from. */
    private Opening opening() throws IOException, RefusedException {
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

    private static SampleModel sample() throws IOException {
        return Samples.read().model(Samples.FIRST_MODEL);
    }

    /** What was asked for; else what the window would show the model with. */
    private String text(Model model) throws IOException, RefusedException {
        if (text != null && textFile != null) {
            throw new RefusedException("error.text.two");
        }
        if (textFile != null) {
            return TextFile.read(textFile, LONGEST_TEXT).replaceFirst("\n$", "");
        }
        return text != null ? text : model.readable(sample().sentence());
    }
}
