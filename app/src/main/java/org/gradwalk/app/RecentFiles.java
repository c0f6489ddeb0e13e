package org.gradwalk.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.gradwalk.app.view.RecentFile;

/** The models and sessions that were open last, the newest first. */
final class RecentFiles {

    private static final int MOST = 8;

    private final ObservableList<RecentFile> all = FXCollections.observableArrayList();
    private final FileThread thread;

    /**
     * None yet.
     *
     * @param thread looks whether they are still there
     */
    RecentFiles(FileThread thread) {
        this.thread = thread;
    }

    ObservableList<RecentFile> all() {
        return all;
    }

    List<String> paths() {
        return all.stream().map(recent -> recent.path().toString()).toList();
    }

    /** Those of the last start; whether they are there is of no use before the menu opens. */
    void set(List<String> paths) {
        all.setAll(paths.stream().limit(MOST).map(path -> new RecentFile(Path.of(path), true)).toList());
    }

    /** Takes note that a file is open, which is therefore there. */
    void add(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        all.setAll(Stream.concat(
                Stream.of(new RecentFile(whole, true)),
                all.stream().filter(recent -> !recent.path().equals(whole))).limit(MOST).toList());
    }

    /** An open menu is not built anew where nothing has changed. */
    private void show(List<Path> missing) {
        List<RecentFile> now = all.stream().map(
                recent -> new RecentFile(recent.path(), !missing.contains(recent.path()))).toList();
        if (!now.equals(all)) {
            all.setAll(now);
        }
    }

    /** Looks which of them are there. */
    void look() {
        List<Path> paths = all.stream().map(RecentFile::path).toList();
        thread.startUnseen(_ -> {
            List<Path> missing = new ArrayList<>(paths);
            missing.removeIf(Files::isReadable);
            Platform.runLater(() -> show(missing));
        }, (_, _) -> {});
    }
}
