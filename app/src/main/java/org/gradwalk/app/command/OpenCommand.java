package org.gradwalk.app.command;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.SampleSession;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.WindowSize;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens the window, with what the person asks for. */
@Command(name = "open", resourceBundle = Messages.BUNDLE, mixinStandardHelpOptions = true,
        versionProvider = GradwalkCommand.Version.class)
final class OpenCommand implements Callable<Integer> {
    private final GradwalkCommand.Opener opener;

    @Option(names = "--size", paramLabel = "WIDTHxHEIGHT")
    private @Nullable WindowSize size;
    @Option(names = "--theme", paramLabel = "THEME")
    private @Nullable Theme theme;
    @Option(names = "--text", paramLabel = "TEXT")
    private @Nullable String text;
    @Option(names = "--sample", paramLabel = "NAME")
    private @Nullable String sample;
    @Parameters(arity = "0..1", paramLabel = "FILE", descriptionKey = "file")
    private @Nullable Path file;

    OpenCommand(GradwalkCommand.Opener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        if (file != null && !Files.isReadable(file)) {
            throw new FileNotFoundException(Messages.get("error.file", file));
        }
        opener.open(new OpenRequest(Optional.ofNullable(size), Optional.ofNullable(theme), Optional.ofNullable(text),
                Optional.ofNullable(file), sample()));
        return 0;
    }

    private Optional<SampleSession> sample() throws IOException, RefusedException {
        String name = sample;
        if (name == null) {
            return Optional.empty();
        }
        if (file != null) {
            throw new RefusedException("error.sample.two", name, file);
        }
        Samples samples = Samples.read();
        return Optional.of(samples.session(name).orElseThrow(() -> new RefusedException(
                "error.sample.unknown", name,
                samples.sessions().stream().map(SampleSession::id).collect(Collectors.joining(", ")))));
    }
}
