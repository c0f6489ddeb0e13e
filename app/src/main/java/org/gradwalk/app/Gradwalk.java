package org.gradwalk.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.gradwalk.app.command.GradwalkCommand;
import org.gradwalk.app.command.OpenRequest;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Offers;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.SampleModel;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.session.file.RecoveryFolder;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.session.file.SessionFile;
import org.gradwalk.app.view.WindowState;
import org.gradwalk.app.view.WindowStateFile;
import org.gradwalk.model.tensor.WarmUp;

/** Where the program starts: reads the command line and does what it asks. */
public final class Gradwalk {
    private Gradwalk() {}

    public static void main(String[] arguments) {
        int exitCode = GradwalkCommand.run(Gradwalk::open, OwnFonts::alone, arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Shows the window until it is closed. This thread reads and writes the window's state, JavaFX's never does. */
    private static void open(OpenRequest request) throws IOException, RefusedException {
        var stateFile = WindowStateFile.ofThisUser();
        var remembered = stateFile.read();
        Platform.startup(() -> {}); // takes its time, as reading does
        Samples samples = Samples.read();
        SampleModel first = samples.model(Samples.FIRST_MODEL);
        Optional<SavedSession> saved = session(request);
        Opening opening = request.file().filter(file -> !SessionFile.isNamed(file)).<Opening>map(Opening.FromFile::new)
                .orElse(new Opening.FromSample(first));
        Model model = opening.read();
        String text = request.text().orElse(model.readable(first.sentence()));
        var closed = new CompletableFuture<WindowState>();
        RecoveryFolder recovery = new RecoveryFolder(WindowStateFile.folderOfThisUser().resolve("recovery"));
        Platform.runLater(() -> {
            try {
                new GradwalkApplication(
                        request, model, text, Offers.of(samples), remembered, closed::complete, saved,
                        Optional.of(recovery))
                        .start(new Stage());
                WarmUp.start(); // not before: it would take the processor from the window
            } catch (RefusedException | RuntimeException failure) {
                closed.completeExceptionally(failure);
            }
        });
        try {
            stateFile.write(closed.join());
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw failure;
        } finally {
            recovery.close();
        }
    }

    /** The session that is asked for, read before there is a window: what is wrong with it is said on the terminal. */
    private static Optional<SavedSession> session(OpenRequest request) throws IOException, RefusedException {
        if (request.sample().isPresent()) {
            return Optional.of(SessionFile.read(request.sample().get()));
        }
        Optional<Path> file = request.file().filter(SessionFile::isNamed);
        return file.isPresent()
                ? Optional.of(SessionFile.open(file.get(), SessionFile.Progress.UNSEEN))
                : Optional.empty();
    }
}
