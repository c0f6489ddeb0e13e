package org.gradwalk.app;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Desk;
import org.gradwalk.app.session.OpenSession;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.SampleSession;
import org.gradwalk.app.session.SavedWalk;
import org.gradwalk.app.session.file.RecoveryFolder;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.session.file.SessionFile;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;

/** The file of the window's session: whether it holds what was done, and how it is read and written. */
final class SessionFiles implements AutoCloseable {

    /**
     * A command that was not answered yet.
     *
     * @param saves how often the session had been saved when it came
     */
    private record Asked(Command command, long saves) {}

    private final Supplier<CompletableFuture<SavedWalk>> walk;
    private final Supplier<Desk> desk;
    private final Consumer<Command> execute;
    private final StatusLine status;
    private final FileThread thread;
    private final RecentFiles recent;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(Messages.get("program.name"));
    private final Deque<Asked> asked = new ArrayDeque<>();
    private Optional<Autosave> autosave = Optional.empty();
    private Optional<Path> file = Optional.empty();
    private boolean changed;
    private long saves;

    /**
     * None yet.
     *
     * @param walk the walk as it is when all that was asked for is done
     * @param desk what lies beside the walk now, on the JavaFX thread
     * @param execute takes what opens a model or brings a session back, on the JavaFX thread
     */
    SessionFiles(
            Supplier<CompletableFuture<SavedWalk>> walk, Supplier<Desk> desk, Consumer<Command> execute,
            StatusLine status) {
        this.walk = walk;
        this.desk = desk;
        this.execute = execute;
        this.status = status;
        thread = new FileThread(status);
        recent = new RecentFiles(thread);
    }

    /** The window's: the file, and whether something has been done since it was saved. */
    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** What was open last. */
    RecentFiles recent() {
        return recent;
    }

    /** Keeps the walk in a folder from now on, whenever {@link #autosave} is called; the line offers what is there. */
    RecoveryLine keepIn(RecoveryFolder folder) {
        Autosave keeper = new Autosave(folder, thread, walk, desk, status, Autosave.MOST_BYTES);
        autosave = Optional.of(keeper);
        keeper.offer(session -> resume(session, Optional.empty()));
        return keeper.line();
    }

    /** Keeps the walk for the case of a crash, where something was done since it was kept last. */
    void autosave() {
        autosave.ifPresent(Autosave::keep);
    }

    /** Something is asked of the walk. */
    void asked(Command command) {
        asked.add(new Asked(command, saves));
    }

    /** What was asked for first is done. */
    void done() {
        Asked first = asked.remove();
        switch (first.command) {
            case Command.Pause _,Command.Pin _,Command.Unpin _ -> {
                // nothing that a file holds
            }
            case Command.Resume _ -> {
                autosave.ifPresent(Autosave::resumed);
                autosave();
            }
            case Command.Open(Opening opening, OpenSession _) -> {
                if (opening instanceof Opening.FromFile(Path source)) {
                    recent.add(source);
                }
                autosave.ifPresent(Autosave::touch);
            }
            default -> {
                if (first.saves == saves) {
                    touch();
                }
            }
        }
    }

    /** What was asked for first is not done. */
    void refused() {
        if (asked.remove().command instanceof Command.Resume) {
            autosave.ifPresent(Autosave::refused);
        }
    }

    /** Takes note that another session is open: one without a file is not saved. */
    void opened(OpenSession other) {
        set(other.file(), other.file().isEmpty());
        other.file().ifPresent(recent::add);
    }

    /** Takes note that something was done. */
    void touch() {
        autosave.ifPresent(Autosave::touch);
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
        Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath).ifPresent(this::saveNamed);
    }

    /** Saves the session in a file whose name somebody has typed, perhaps without its ending. */
    void saveNamed(Path typed) {
        save(SessionFile.isNamed(typed) ? typed : Path.of(typed + SessionFile.ENDING));
    }

    /** Saves the session; the walk may go on meanwhile. */
    private void save(Path target) {
        saves++;
        set(file, false); // what is done from here on is not in the file
        Desk saved = desk.get();
        CompletableFuture<SavedWalk> now = walk.get();
        thread.start("session.saving", target, progress -> {
            SessionFile.write(target, new SavedSession(now.get(), saved), progress);
            Platform.runLater(() -> {
                set(Optional.of(target), changed);
                recent.add(target);
                if (!changed) {
                    autosave.ifPresent(Autosave::saved);
                }
                status.tell(Messages.get("session.saved", target));
            });
        }, (sentence, details) -> {
            touch();
            status.complain(Messages.get("session.unsaved", target, sentence), details);
        });
    }

    /** Opens a model or a session. */
    void open(Path source) {
        if (SessionFile.isNamed(source)) {
            thread.start("session.reading", source, progress -> {
                SavedSession session = SessionFile.open(source, progress);
                Platform.runLater(() -> resume(session, Optional.of(source)));
            }, (sentence, details) -> {
                status.complain(sentence, details);
                recent.look();
            });
        } else {
            open(new Opening.FromFile(source));
        }
    }

    /** Opens a model. */
    void open(Opening opening) {
        execute.accept(new Command.Open(opening, now()));
    }

    private OpenSession now() {
        return new OpenSession(file, desk.get());
    }

    /** Opens a session that comes with the program; where it is saved is asked. */
    void open(SampleSession sample) {
        thread.start("session.reading", Path.of(sample.file()), _ -> {
            SavedSession session = SessionFile.read(sample);
            Platform.runLater(() -> resume(session, Optional.empty()));
        }, status::complain);
    }

    /** Goes on with a session. */
    void resume(SavedSession saved, Optional<Path> source) {
        execute.accept(new Command.Resume(
                saved.walk(), new OpenSession(source, saved.desk()), now()));
    }

    /** Ends what is being saved or read, where that is told of; whether there was such a thing. */
    boolean cancel() {
        return thread.cancel();
    }

    /** Ends what is under way: a file that is being written stays as it was before. */
    @Override
    public void close() {
        thread.close();
        autosave.ifPresent(Autosave::close);
    }
}
