package org.gradwalk.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
    private final Question question;
    private final FileThread thread;
    private final RecentFiles recent;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(Messages.get("program.name"));
    private final Deque<Asked> asked = new ArrayDeque<>();
    private Optional<Autosave> autosave = Optional.empty();
    private Optional<Path> file = Optional.empty();
    /** Whether the title says that something was done since it was saved. */
    private boolean changed;
    /** Whether somebody would miss it. */
    private boolean work;
    private long saves;
    /** Counts the sessions that were opened: what is saved may be over when its file is written. */
    private long session;

    /**
     * None yet.
     *
     * @param walk the walk as it is when all that was asked for is done
     * @param desk what lies beside the walk now, on the JavaFX thread
     * @param execute takes what opens a model or brings a session back, on the JavaFX thread
     * @param question asks before something would be lost
     */
    SessionFiles(
            Supplier<CompletableFuture<SavedWalk>> walk, Supplier<Desk> desk, Consumer<Command> execute,
            StatusLine status, Question question) {
        this.walk = walk;
        this.desk = desk;
        this.execute = execute;
        this.status = status;
        this.question = question;
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
        if (!isLeft()) {
            autosave.ifPresent(Autosave::keep);
        }
    }

    /** Whether another session was asked for that is not there yet: what the window shows and the walk may differ. */
    private boolean isLeft() {
        return asked.stream().map(Asked::command).anyMatch(command -> command instanceof Command.Open
                || command instanceof Command.Resume || command instanceof Command.Undo);
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
                work = autosave.filter(Autosave::resumed).isPresent();
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
                    work |= first.command instanceof Command.Work;
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
        session++;
        work = false;
        set(other.file(), other.file().isEmpty());
        other.file().ifPresent(recent::add);
    }

    /** Takes note that something was done that somebody would miss. */
    void worked() {
        touch();
        work = true;
    }

    private void touch() {
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
        save(owner, () -> {});
    }

    private void save(Window owner, Runnable then) {
        file.ifPresentOrElse(target -> write(target, then), () -> saveAs(owner, then));
    }

    /** Saves the session where somebody says. */
    void saveAs(Window owner) {
        saveAs(owner, () -> {});
    }

    private void saveAs(Window owner, Runnable then) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(KeyAction.SAVE_AS.words());
        chooser.getExtensionFilters().add(
                new ExtensionFilter(Messages.get("session.kind"), "*" + SessionFile.ENDING));
        chooser.setInitialFileName(
                file.map(path -> String.valueOf(path.getFileName())).orElse("walk" + SessionFile.ENDING));
        Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath).ifPresent(
                typed -> saveNamed(typed, then));
    }

    /**
     * Saves the session in a file whose name somebody has typed, perhaps without its ending.
     *
     * @param then is done when it is written
     */
    void saveNamed(Path typed, Runnable then) {
        Path target = SessionFile.isNamed(typed) ? typed : Path.of(typed + SessionFile.ENDING);
        if (target.equals(typed) || !Files.exists(target)) {
            write(target, then);
        } else { // the system has asked for the other name only
            question.ask(
                    Messages.get("replace.title", target.getFileName()),
                    Messages.get("replace.words", String.valueOf(target.toAbsolutePath().getParent())),
                    List.of(new Question.Answer("replace.act", () -> write(target, then))));
        }
    }

    /** Saves the session; the walk may go on meanwhile. */
    private void write(Path target, Runnable then) {
        if (isLeft()) {
            status.tell(Messages.get("session.save.later"));
            return;
        }
        long mine = session;
        boolean worked = work;
        saves++;
        work = false; // what is done from here on is not in the file
        set(file, false);
        Desk saved = desk.get();
        CompletableFuture<SavedWalk> now = walk.get();
        thread.start("session.saving", target, progress -> {
            SessionFile.write(target, new SavedSession(now.get(), saved), progress);
            Platform.runLater(() -> {
                if (mine == session) {
                    set(Optional.of(target), changed);
                    if (!changed) {
                        autosave.ifPresent(Autosave::saved);
                    }
                }
                recent.add(target);
                status.tell(Messages.get("session.saved", target));
                then.run();
            });
        }, (sentence, details) -> {
            if (mine == session) {
                touch();
                work |= worked;
            }
            status.complain(Messages.get("session.unsaved", target, sentence), details);
        });
    }

    /**
     * Comes to the end: asks first where something would be lost that somebody would miss, and waits for what is being
     * written; where that could not be written, asks.
     *
     * @param end is done then
     */
    void quit(Window owner, Runnable end) {
        if (work) {
            question.ask(
                    Messages.get("quit.title", file.map(path -> String.valueOf(path.getFileName()))
                            .orElse(Messages.get("quit.walk"))),
                    Messages.get("quit.words"),
                    List.of(
                            new Question.Answer("quit.save", () -> save(owner, () -> endWritten(owner, end))),
                            new Question.Answer("quit.discard", () -> thread.afterAll(end))));
        } else {
            endWritten(owner, end);
        }
    }

    private void endWritten(Window owner, Runnable end) {
        thread.afterAll(() -> {
            if (work) {
                quit(owner, end); // it was not written after all
            } else {
                end.run();
            }
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

    /** Ends what is under way, see {@link #quit}: a file that is being written stays as it was before. */
    @Override
    public void close() {
        thread.close();
        autosave.ifPresent(Autosave::close);
    }
}
