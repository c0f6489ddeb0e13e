package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.controlsfx.control.StatusBar;
import org.gradwalk.app.session.Desk;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Session;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.file.RecoveryFolder;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.session.file.SessionFile;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A walk is kept for the case of a crash, unless it is larger than what may be kept: that is said. */
class AutosaveTest {

    @TempDir
    private Path folder;

    private static Session session() throws RefusedException {
        return new Session(new Opening.FromPreset(Preset.PAPER, 1).read(), "0123", new Session.Listener() {
            @Override
            public void show(Snapshot snapshot) {}

            @Override
            public void refuse(RefusedException refused) {}
        });
    }

    @Test
    void aWalkIsKeptUpToTheLimitAndALargerOneIsComplainedOf() throws Exception {
        FxToolkit.registerPrimaryStage();
        StatusLine status = WaitForAsyncUtils.waitForAsyncFx(5000, StatusLine::new);
        StatusBar words = (StatusBar) status.region();
        try (Session session = session();
                FileThread thread = new FileThread(status);
                RecoveryFolder recovery = new RecoveryFolder(folder)) {
            long bytes = SessionFile.bytes(new SavedSession(session.save().join(), Desk.EMPTY));
            Autosave tight = new Autosave(recovery, thread, session::save, () -> Desk.EMPTY, status, bytes - 1);
            keep(tight);
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS,
                    () -> words.getText().contains("is not kept for the case of a crash"));
            assertThat(kept()).isEmpty();

            keep(new Autosave(recovery, thread, session::save, () -> Desk.EMPTY, status, bytes));
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> !kept().isEmpty());
            assertThat(SessionFile.read(kept().getFirst()).desk()).isEqualTo(Desk.EMPTY);
        }
    }

    @Test
    void whatCouldNotBeKeptIsTriedAgain() throws Exception {
        FxToolkit.registerPrimaryStage();
        StatusLine status = WaitForAsyncUtils.waitForAsyncFx(5000, StatusLine::new);
        AtomicInteger tried = new AtomicInteger();
        try (Session session = session();
                FileThread thread = new FileThread(status);
                RecoveryFolder recovery = new RecoveryFolder(folder)) {
            Autosave autosave = new Autosave(
                    recovery, thread,
                    () -> tried.getAndIncrement() == 0
                            ? CompletableFuture.failedFuture(new RefusedException("error.memory.full"))
                            : session.save(),
                    () -> Desk.EMPTY, status, Autosave.MOST_BYTES);
            keep(autosave);
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS,
                    () -> ((StatusBar) status.region()).getText().contains("no memory left"));
            assertThat(kept()).isEmpty();

            WaitForAsyncUtils.waitForAsyncFx(5000, autosave::keep); // nothing was done meanwhile
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> !kept().isEmpty());
        }
    }

    private static void keep(Autosave autosave) {
        WaitForAsyncUtils.waitForAsyncFx(5000, () -> {
            autosave.touch();
            autosave.keep();
        });
    }

    private List<Path> kept() throws java.io.IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(SessionFile::isNamed).toList();
        }
    }
}
