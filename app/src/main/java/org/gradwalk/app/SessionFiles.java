package org.gradwalk.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Session;
import org.gradwalk.app.session.Watch;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.session.file.SessionFile;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;

/** The file of the window's session: read and written on a thread of its own, one after the other. */
final class SessionFiles implements AutoCloseable {

    private final Session session;
    private final Consumer<Command> execute;
    private final StatusLine status;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("gradwalk-files").daemon().factory());
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(Messages.get("program.name"));
    private Optional<Path> file = Optional.empty();
    private boolean changed;

    /**
     * None yet.
     *
     * @param execute takes what opens a model or brings a session back, on the JavaFX thread
     */
    SessionFiles(Session session, Consumer<Command> execute, StatusLine status) {
        this.session = session;
        this.execute = execute;
        this.status = status;
    }

    /** The window's: the file, and whether something has been done since it was saved. */
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** Takes note that something was done. */
    void touch() {
        if (!changed) {
            set(file, true);
        }
    }

    private void set(Optional<Path> newFile, boolean newChanged) {
        file = newFile;
        changed = newChanged;
        String program = Messages.get("program.name");
        title.set(file.map(path -> Messages.get(
                changed ? "session.title.changed" : "session.title", String.valueOf(path.getFileName()), program))
                .orElse(program));
    }

    /** Opens the model or the session that somebody chooses. */
    void choose(Window owner) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(KeyAction.OPEN.words());
        chooser.getExtensionFilters().addAll(
                new ExtensionFilter(Messages.get("open.kind"), "*.safetensors", "*" + SessionFile.ENDING),
                new ExtensionFilter(Messages.get("open.all"), "*"));
        Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath).ifPresent(this::open);
    }

    /** Saves the session where it was saved last or came from, else where somebody says. */
    void save(Window owner) {
        file.ifPresentOrElse(this::save, () -> saveAs(owner));
    }

    /** Saves the session where somebody says. */
    void saveAs(Window owner) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(KeyAction.SAVE_AS.words());
        chooser.getExtensionFilters().add(
                new ExtensionFilter(Messages.get("session.kind"), "*" + SessionFile.ENDING));
        chooser.setInitialFileName(
                file.map(path -> String.valueOf(path.getFileName())).orElse("walk" + SessionFile.ENDING));
        Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath)
                .map(path -> SessionFile.isNamed(path) ? path : Path.of(path + SessionFile.ENDING))
                .ifPresent(this::save);
    }

    /** Saves the session; the walk may go on meanwhile. */
    private void save(Path target) {
        set(file, false); // what is done from here on is not in the file
        var walk = session.save();
        thread.execute(() -> {
            try {
                SessionFile.write(target, new SavedSession(
                        walk.join(), session.breakpoints().all(),
                        session.watches().all().stream().map(Watch::text).toList()));
                Platform.runLater(() -> {
                    set(Optional.of(target), changed);
                    status.tell(Messages.get("session.saved", target));
                });
            } catch (IOException | IllegalArgumentException | CompletionException | CancellationException failure) {
                Platform.runLater(() -> {
                    set(file, true);
                    status.complain(
                            Messages.get("session.unsaved", target, String.valueOf(failure.getMessage())),
                            failure.toString());
                });
            }
        });
    }

    /** Opens a model or a session. */
    void open(Path source) {
        if (SessionFile.isNamed(source)) {
            resume(source);
        } else {
            execute.accept(new Command.Open(new Opening.FromFile(source)));
        }
    }

    /** Reads a session, and goes on with it where it is sound. */
    private void resume(Path source) {
        thread.execute(() -> {
            try {
                SavedSession read = SessionFile.read(source);
                Platform.runLater(() -> {
                    execute.accept(new Command.Resume(
                            read.walk(), read.breakpoints(), read.watches().stream().map(Watch::new).toList()));
                    set(Optional.of(source), false);
                });
            } catch (RefusedException refused) {
                complain(Messages.get(refused.key(), refused.arguments()), refused.details());
            } catch (IOException failure) {
                complain(Messages.get("error.content", String.valueOf(failure.getMessage())), failure.toString());
            } catch (OutOfMemoryError full) {
                complain(Messages.get("error.memory.full"), full.toString());
            }
        });
    }

    private void complain(String sentence, String details) {
        Platform.runLater(() -> status.complain(sentence, details));
    }

    /** Ends what is under way: a file that is being written stays as it was before. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
