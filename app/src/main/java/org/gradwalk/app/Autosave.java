package org.gradwalk.app;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.gradwalk.app.session.Desk;
import org.gradwalk.app.session.SavedWalk;
import org.gradwalk.app.session.file.RecoveryFolder;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.session.file.SessionFile;
import org.gradwalk.app.view.Messages;

/** Keeps the walk of this window for the case of a crash, and offers what another window has left behind. */
final class Autosave implements AutoCloseable {

    /** A larger walk is not kept. */
    static final long MOST_BYTES = 256L << 20;

    private final RecoveryFolder folder;
    private final FileThread thread;
    private final Supplier<CompletableFuture<SavedWalk>> walk;
    private final Supplier<Desk> desk;
    private final StatusLine status;
    private final long mostBytes;
    private final RecoveryLine line = new RecoveryLine();
    /** Whether something was done since it was kept last. */
    private boolean due;
    private boolean complained;
    private Optional<RecoveryFolder.Left> offered = Optional.empty();
    /** What is taken up, and goes when it is in this window's own file. */
    private Optional<RecoveryFolder.Left> recovering = Optional.empty();

    /**
     * Nothing is kept yet.
     *
     * @param mostBytes what a file may take
     */
    Autosave(
            RecoveryFolder folder, FileThread thread, Supplier<CompletableFuture<SavedWalk>> walk,
            Supplier<Desk> desk, StatusLine status, long mostBytes) {
        this.folder = folder;
        this.thread = thread;
        this.walk = walk;
        this.desk = desk;
        this.status = status;
        this.mostBytes = mostBytes;
    }

    RecoveryLine line() {
        return line;
    }

    /** Takes note that something was done. */
    void touch() {
        due = true;
    }

    /** Keeps the walk, where something was done since it was kept last; it goes on meanwhile. */
    void keep() {
        if (!due) {
            return;
        }
        due = false;
        Desk kept = desk.get();
        CompletableFuture<SavedWalk> saved = walk.get();
        Optional<RecoveryFolder.Left> recovered = recovering;
        recovering = Optional.empty();
        thread.startUnseen(_ -> {
            SavedSession session = new SavedSession(saved.get(), kept);
            long bytes = SessionFile.bytes(session);
            if (bytes > mostBytes) {
                Platform.runLater(() -> complain(Messages.get("recovery.large", bytes >> 20, mostBytes >> 20), ""));
                return;
            }
            folder.keep(session);
            if (recovered.isPresent()) {
                recovered.get().discard(); // it is in this window's own file now
            }
        }, (sentence, details) -> {
            due = true; // it is tried again
            complain(Messages.get("recovery.failed", sentence), details);
        });
    }

    /** Says it once: what is the matter stays so. */
    private void complain(String sentence, String details) {
        if (!complained) {
            complained = true;
            status.complain(sentence, details);
        }
    }

    /** All that was done is in a file. */
    void saved() {
        due = false;
        thread.startUnseen(_ -> folder.forget(), this::complain);
    }

    /**
     * Offers the walk that was left behind last, where there is one.
     *
     * @param resume takes a session up
     */
    void offer(Consumer<SavedSession> resume) {
        thread.startUnseen(_ -> {
            Optional<RecoveryFolder.Left> left = folder.left();
            Platform.runLater(() -> {
                offered = left;
                left.ifPresent(found -> line.offer(found, () -> recover(found, resume), () -> discard(found)));
            });
        }, this::complain);
    }

    /** Where it cannot be read, it stays until somebody discards it. */
    private void recover(RecoveryFolder.Left left, Consumer<SavedSession> resume) {
        thread.start("session.reading", left.file(), progress -> {
            SavedSession session = SessionFile.open(left.file(), progress);
            Platform.runLater(() -> {
                recovering = Optional.of(left);
                resume.accept(session);
            });
        }, status::complain);
    }

    /** A session is open; whether it was taken up, and so has no other file than this one's. */
    boolean resumed() {
        due = recovering.isPresent();
        if (due) {
            line.hide();
        }
        return due;
    }

    /** A session is refused: if it was to be taken up, it stays offered. */
    void refused() {
        recovering = Optional.empty();
    }

    private void discard(RecoveryFolder.Left left) {
        line.hide();
        offered = Optional.empty();
        thread.startUnseen(_ -> left.discard(), this::complain);
    }

    /** What was offered and not taken is left to the next window. */
    @Override
    public void close() {
        offered.ifPresent(RecoveryFolder.Left::close);
    }
}
