package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.gradwalk.app.command.OpenRequest;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Session;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.session.file.SessionFile;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A session is opened, changed and saved in the window. */
@ExtendWith(NoCssWarnings.class)
class SessionInWindowTest {

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
    }

    private static void write(Path file, Model model) throws Exception {
        try (Session session = new Session(model, "0123", new Session.Listener() {
            @Override
            public void show(Snapshot snapshot) {}

            @Override
            public void refuse(RefusedException refused) {}
        })) {
            SessionFile.write(file, new SavedSession(session.save().join(), List.of(), List.of()));
        }
    }

    private static void awaitTitle(Stage stage, String title) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> title.equals(stage.getTitle()));
    }

    @Test
    void theTitleSaysWhetherSomethingWasDoneSinceItWasSaved() throws Exception {
        Path file = folder.resolve("mine.gradwalk");
        Model model = new Opening.FromPreset(Preset.PAPER, 1).read();
        write(file, model);
        byte[] before = Files.readAllBytes(file);
        Stage stage = FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() -> {
            try {
                new GradwalkApplication(
                        new OpenRequest(
                                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(file)),
                        model, "0123", List.of(), Optional.empty(), _ -> {})
                        .start(stage);
            } catch (RefusedException e) {
                throw new AssertionError(e);
            }
        });
        awaitTitle(stage, "mine.gradwalk – Gradwalk");

        FxRobot robot = new FxRobot();
        robot.press(KeyCode.F10).release(KeyCode.F10);
        awaitTitle(stage, "mine.gradwalk • – Gradwalk");
        robot.press(KeyCode.SHORTCUT, KeyCode.S).release(KeyCode.S, KeyCode.SHORTCUT);
        awaitTitle(stage, "mine.gradwalk – Gradwalk");

        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS,
                () -> SessionFile.read(file).walk().position().operations() > 0);
        assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
    }
}
