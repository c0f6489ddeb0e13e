package org.gradwalk.app;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.gradwalk.app.command.GradwalkCommand;
import org.gradwalk.app.command.OpenRequest;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.SampleModel;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.WindowState;
import org.gradwalk.app.view.WindowStateFile;
import org.gradwalk.model.file.ModelFile;
import org.gradwalk.model.tensor.WarmUp;

/** Where the program starts: reads the command line and does what it asks. */
public final class Gradwalk {
    private Gradwalk() {}

    public static void main(String[] arguments) {
        int exitCode = GradwalkCommand.run(Gradwalk::open, arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Shows the window until it is closed. This thread reads and writes the window's state, JavaFX's never does. */
    private static void open(OpenRequest request) throws IOException {
        var stateFile = WindowStateFile.ofThisUser();
        var remembered = stateFile.read();
        WarmUp.start();
        SampleModel sample = Samples.read().model(Samples.FIRST_MODEL);
        Model model = request.file().isPresent()
                ? Model.of(request.file().get().getFileName().toString(), ModelFile.read(request.file().get()))
                : Model.of(sample.id(), Samples.content(sample));
        String text = request.text().orElse(sample.sentence());
        var closed = new CompletableFuture<WindowState>();
        Platform.startup(() -> {
            try {
                new GradwalkApplication(request, model, text, remembered, closed::complete).start(new Stage());
            } catch (RefusedException refused) {
                closed.completeExceptionally(new IOException(Messages.get(refused.key(), refused.arguments())));
            } catch (RuntimeException failure) {
                closed.completeExceptionally(failure);
            }
        });
        try {
            stateFile.write(closed.join());
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof IOException refused) {
                throw refused;
            }
            throw failure;
        }
    }
}
