package org.gradwalk.app.view.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import org.gradwalk.app.export.ExportJob;
import org.gradwalk.app.view.FileWords;
import org.gradwalk.app.view.Messages;

/** Files that are being written, on a thread of their own: Java does not end before the file at hand is whole. */
final class Writing {

    private final ExportJob job;
    private final Listener listener;
    private volatile boolean stopped;

    /** Hears of it, on the JavaFX thread. */
    interface Listener {

        /** Nothing is written, since these are there already. */
        void taken(List<Path> files);

        /** So many are written, the last one with this name. */
        void written(int count, int of, String last);

        /** So many are written, and no more will be. */
        void ended(int count, int of);

        /** It went wrong; the sentence says how. */
        void failed(String sentence);
    }

    private Writing(ExportJob job, Listener listener) {
        this.job = job;
        this.listener = listener;
    }

    /** Begins to write. */
    static Writing start(ExportJob job, boolean overwrite, Listener listener) {
        Writing writing = new Writing(job, listener);
        Thread.ofPlatform().name("gradwalk-export").daemon(false).start(() -> writing.run(overwrite));
        return writing;
    }

    /** Writes no file after the one at hand. */
    void stop() {
        stopped = true;
    }

    private void run(boolean overwrite) {
        try {
            List<Path> taken = overwrite ? List.of() : job.taken();
            if (taken.isEmpty()) {
                write();
            } else {
                Platform.runLater(() -> listener.taken(taken));
            }
        } catch (IOException e) {
            fail(FileWords.of(e));
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(Messages.get("error.unexpected", e.toString()));
        }
    }

    private void write() throws IOException {
        int of = job.files().size();
        int count = job.run((written, all, last) -> {
            Platform.runLater(() -> listener.written(written, all, last));
            return !stopped;
        });
        Platform.runLater(() -> listener.ended(count, of));
    }

    private void fail(String sentence) {
        Platform.runLater(() -> listener.failed(sentence));
    }
}
