package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.controlsfx.control.StatusBar;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Derivations;
import org.gradwalk.app.session.Desk;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Offers;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Session;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Watch;
import org.gradwalk.app.session.file.RecoveryFolder;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.session.file.SessionFile;
import org.gradwalk.app.view.Arrangement;
import org.gradwalk.app.view.BreakpointList;
import org.gradwalk.app.view.Fonts;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.WindowState;
import org.gradwalk.model.run.Breakpoint;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A session is opened, changed, saved, kept and recovered in the window. */
@ExtendWith(NoCssWarnings.class)
class SessionInWindowTest {

    private static final Desk DESK = new Desk(
            "The gain grows.\nPress F10.", List.of(Breakpoint.at("loss")), List.of(new Watch("loss")),
            new Derivations(
                    Map.of("h.0.ln_1:mean", "X @ ones"), List.of(new Derivations.Kept("loss", "P * dP", false))),
            Map.of(
                    "tab", "tab.gradients", "flow.folded", "true", "breakpoints.folded", "true", "drawer.panel",
                    "drawer.compare", "selection.head", "1", "something else", "?"));

    @TempDir
    private Path folder;

    private final FxRobot robot = new FxRobot();
    private Stage stage;
    private Model model;
    @SuppressWarnings("NullAway.Init") // every test shows it first
    private MainWindow window;

    @BeforeEach
    void open() throws Exception {
        stage = FxToolkit.registerPrimaryStage();
        model = new Opening.FromPreset(Preset.PAPER, 1).read();
    }

    @AfterEach
    void close() throws Exception {
        WaitForAsyncUtils.waitForAsyncFx(5000, window::close);
        FxToolkit.cleanupStages();
    }

    private void show(Optional<Path> session) throws Exception {
        Optional<SavedSession> saved = session.isPresent()
                ? Optional.of(SessionFile.read(session.get()))
                : Optional.empty();
        window = WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            Fonts.load();
            MainWindow shown = new MainWindow(model, "0123", Offers.NONE);
            Theme.DARK.applyTo(shown.scene());
            stage.setScene(shown.scene());
            shown.arrange(new WindowState(0, 0, 1280, 720, Theme.DARK, Arrangement.FIRST));
            stage.titleProperty().bind(shown.files().titleProperty());
            stage.show();
            shown.begin(saved, session);
            return shown;
        });
        await("the walk", () -> !text("#operation").isEmpty());
    }

    private static void await(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition);
        } catch (Exception e) {
            throw new AssertionError("waited in vain for " + what, e);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void awaitTitle(String title) {
        await("the title " + title + " instead of " + stage.getTitle(), () -> title.equals(stage.getTitle()));
    }

    private static void onFx(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(5000, action);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private <T extends Node> T node(String query, Class<T> kind) {
        return kind.cast(Objects.requireNonNull(window.scene().getRoot().lookup(query), query));
    }

    private String text(String query) {
        return Objects.requireNonNullElse(node(query, Labeled.class).getText(), "");
    }

    private String status() {
        return node("#status", StatusBar.class).getText();
    }

    private Path file(String name, Desk desk) throws Exception {
        Path file = folder.resolve(name);
        try (Session session = new Session(model, "0123", new Session.Listener() {
            @Override
            public void show(Snapshot snapshot) {}

            @Override
            public void refuse(RefusedException refused) {}
        })) {
            SessionFile.write(file, new SavedSession(session.save().join(), desk));
        }
        return file;
    }

    @Test
    void theTitleSaysWhetherSomethingWasDoneSinceItWasSaved() throws Exception {
        Path file = file("mine.gradwalk", Desk.EMPTY);
        byte[] before = Files.readAllBytes(file);
        show(Optional.of(file));
        awaitTitle("mine.gradwalk – Gradwalk");

        onFx(() -> window.execute(new Command.Pause()));
        onFx(() -> window.execute(new Command.ToNode("nowhere")));
        await("the refusal", () -> status().contains("nowhere"));
        assertThat(stage.getTitle()).isEqualTo("mine.gradwalk – Gradwalk");

        robot.press(KeyCode.F10).release(KeyCode.F10);
        awaitTitle("mine.gradwalk • – Gradwalk");
        robot.press(KeyCode.SHORTCUT, KeyCode.S).release(KeyCode.S, KeyCode.SHORTCUT);
        awaitTitle("mine.gradwalk – Gradwalk");
        await("the file", () -> SessionFile.read(file).walk().position().operations() > 0);
        assertThat(Files.readAllBytes(file)).isNotEqualTo(before);
    }

    @Test
    void breakpointsWatchesAndDerivationsAreSomethingDone() throws Exception {
        Path file = file("mine.gradwalk", Desk.EMPTY);
        show(Optional.of(file));
        for (Runnable change : List.<Runnable>of(
                () -> window.changeBreakpoints(list -> BreakpointList.toggled(list, "loss")),
                () -> window.changeWatches(_ -> List.of(new Watch("loss"))),
                () -> node("#derivation", TextField.class).setText("X @ W"))) {
            awaitTitle("mine.gradwalk – Gradwalk");
            onFx(change);
            awaitTitle("mine.gradwalk • – Gradwalk");
            onFx(() -> window.act(KeyAction.SAVE));
        }
        awaitTitle("mine.gradwalk – Gradwalk");
        await("the last of them", () -> SessionFile.read(file).desk().derivations().lines().containsValue("X @ W"));
    }

    @Test
    void whatLiesBesideTheWalkComesBackAndIsUndone() throws Exception {
        show(Optional.empty());
        assertThat(node("#about", Node.class).isVisible()).isFalse();
        Path file = file("sample.gradwalk", DESK);
        onFx(() -> window.files().open(file));
        awaitTitle("sample.gradwalk – Gradwalk");
        await("the text", () -> node("#about", Node.class).isVisible());
        assertThat(text("#about-words")).isEqualTo(DESK.description());
        assertThat(window.arrangement().tab()).isEqualTo("tab.gradients");
        assertThat(window.arrangement().flowFolded()).isTrue();
        assertThat(node("#fold-breakpoints", ToggleButton.class).isSelected()).isTrue();

        onFx(() -> window.files().saveNamed(folder.resolve("again"), () -> {}));
        awaitTitle("again.gradwalk – Gradwalk");
        Desk again = SessionFile.read(folder.resolve("again.gradwalk")).desk();
        assertThat(again.derivations()).isEqualTo(DESK.derivations());
        assertThat(again.description()).isEqualTo(DESK.description());
        assertThat(again.breakpoints()).isEqualTo(DESK.breakpoints());
        assertThat(again.layout()).containsEntry("drawer.panel", "drawer.compare").containsEntry("selection.head", "1")
                .doesNotContainKey("something else");

        onFx(() -> window.open(new Opening.FromPreset(Preset.PAPER, 2)));
        awaitTitle("Gradwalk");
        await("the text to go", () -> !node("#about", Node.class).isVisible());
        assertThat(node("#fold-breakpoints", ToggleButton.class).isSelected()).as("the rest stays").isTrue();
        onFx(() -> window.act(KeyAction.UNDO));
        awaitTitle("again.gradwalk • – Gradwalk");
        await("the text again", () -> node("#about", Node.class).isVisible());
        assertThat(text("#about-words")).isEqualTo(DESK.description());

        onFx(() -> node("#about-close", Button.class).fire());
        assertThat(node("#about", Node.class).isVisible()).isFalse();
        onFx(() -> window.act(KeyAction.ABOUT));
        assertThat(node("#about", Node.class).isVisible()).isTrue();

        onFx(() -> window.act(KeyAction.UNDO));
        awaitTitle("Gradwalk");
        await("the tab before", () -> window.arrangement().tab().equals("tab.attention"));
        assertThat(text("#breakpoints-title")).endsWith(" 0");
        assertThat(node("#break-takeback", Button.class).getParent().isVisible())
                .as("the other session's breakpoints are offered").isFalse();
        assertThat(node("#about", Node.class).isVisible()).isFalse();
        assertThat(window.arrangement().flowFolded()).isFalse();
    }

    private boolean isAsked() {
        return node("#question", Node.class).isVisible();
    }

    @Test
    void whoeverQuitsIsAskedOnlyWhereSomethingWouldBeMissed() throws Exception {
        Path file = file("mine.gradwalk", Desk.EMPTY);
        show(Optional.of(file));
        awaitTitle("mine.gradwalk – Gradwalk");
        AtomicInteger ended = new AtomicInteger();
        Runnable quit = () -> window.files().quit(stage, ended::incrementAndGet);
        robot.push(KeyCode.F10);
        awaitTitle("mine.gradwalk • – Gradwalk");
        onFx(quit);
        assertThat(isAsked()).as("of a step").isFalse();
        assertThat(ended).hasValue(1);

        onFx(() -> window.changeWatches(_ -> List.of(new Watch("loss"))));
        onFx(quit);
        assertThat(isAsked()).as("of a watch").isTrue();
        assertThat(text("#question-title")).isEqualTo("Save mine.gradwalk before the program ends?");
        robot.push(KeyCode.ESCAPE);
        assertThat(isAsked()).isFalse();
        assertThat(ended).hasValue(1);

        onFx(quit);
        robot.push(KeyCode.ENTER); // the first answer
        await("the end", () -> ended.get() == 2);
        assertThat(SessionFile.read(file).desk().watches()).containsExactly(new Watch("loss"));
        onFx(quit);
        assertThat(isAsked()).as("of what is saved").isFalse();
        assertThat(ended).hasValue(3);

        for (Command command : List.of(
                new Command.RunOn(OptionalLong.of(1)), new Command.Freeze("wte.weight", true),
                new Command.Undo())) {
            onFx(() -> window.execute(command));
            await("the question after " + command, () -> {
                onFx(quit);
                return isAsked();
            });
            onFx(() -> node("#question-cancel", Button.class).fire());
            onFx(() -> window.act(KeyAction.SAVE));
            awaitTitle("mine.gradwalk – Gradwalk");
        }
        onFx(() -> window.changeWatches(_ -> List.of()));
        onFx(quit);
        int before = ended.get();
        onFx(() -> node("#quit-discard", Button.class).fire());
        assertThat(ended).hasValue(before + 1);
        assertThat(SessionFile.read(file).desk().watches()).isNotEmpty();
    }

    @Test
    void whatIsBeingWrittenIsWrittenBeforeTheEnd() throws Exception {
        show(Optional.empty());
        Path target = folder.resolve("late.gradwalk");
        CompletableFuture<Boolean> there = new CompletableFuture<>();
        onFx(() -> {
            window.changeWatches(_ -> List.of(new Watch("loss")));
            window.files().saveNamed(target, () -> {});
            window.files().quit(stage, () -> there.complete(Files.exists(target)));
        });
        assertThat(there.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(SessionFile.read(target).desk().watches()).hasSize(1);
    }

    @Test
    void whatCouldNotBeWrittenIsAskedAboutBeforeTheEnd() throws Exception {
        show(Optional.empty());
        AtomicInteger ended = new AtomicInteger();
        onFx(() -> {
            window.changeWatches(_ -> List.of(new Watch("loss")));
            window.files().saveNamed(folder.resolve("no folder").resolve("late.gradwalk"), () -> {});
            window.files().quit(stage, ended::incrementAndGet);
        });
        await("the question", this::isAsked);
        assertThat(status()).contains("was not saved");
        assertThat(ended).hasValue(0);
    }

    /** Ctrl+S after Ctrl+O, before the other session is shown, would write that one over this one's file. */
    @Test
    void nothingIsSavedBetweenTwoSessions() throws Exception {
        Path mine = file("mine.gradwalk", Desk.EMPTY);
        byte[] before = Files.readAllBytes(mine);
        show(Optional.of(mine));
        awaitTitle("mine.gradwalk – Gradwalk");
        SavedSession other = SessionFile.read(file("other.gradwalk", DESK));
        onFx(() -> {
            window.files().resume(other, Optional.of(folder.resolve("other.gradwalk")));
            window.act(KeyAction.SAVE);
            assertThat(status()).contains("save when it is there");
        });
        awaitTitle("other.gradwalk – Gradwalk");
        assertThat(Files.readAllBytes(mine)).isEqualTo(before);
    }

    @Test
    void aFileThatIsWrittenLateDoesNotNameTheNextSession() throws Exception {
        show(Optional.of(file("mine.gradwalk", Desk.EMPTY)));
        awaitTitle("mine.gradwalk – Gradwalk");
        Path other = file("other.gradwalk", DESK);
        SavedSession next = SessionFile.read(other);
        CountDownLatch written = new CountDownLatch(1);
        onFx(() -> {
            window.files().saveNamed(folder.resolve("late.gradwalk"), written::countDown);
            window.files().resume(next, Optional.of(other));
        });
        assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
        awaitTitle("other.gradwalk – Gradwalk");
        await("all that was asked for", () -> text("#about-words").equals(DESK.description()));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(stage.getTitle()).isEqualTo("other.gradwalk – Gradwalk");
        assertThat(SessionFile.read(folder.resolve("late.gradwalk")).desk().description()).isEmpty();
    }

    @Test
    void aFileNobodyWasAskedAboutIsNotReplacedUnasked() throws Exception {
        show(Optional.empty());
        Path there = Files.writeString(folder.resolve("there.gradwalk"), "something else");
        onFx(() -> window.files().saveNamed(folder.resolve("there"), () -> {}));
        assertThat(isAsked()).isTrue();
        assertThat(text("#question-title")).isEqualTo("Replace there.gradwalk?");
        robot.push(KeyCode.ESCAPE);
        assertThat(there).hasContent("something else");
        onFx(() -> window.files().saveNamed(folder.resolve("there"), () -> {}));
        onFx(() -> node("#replace-act", Button.class).fire());
        awaitTitle("there.gradwalk – Gradwalk");
        assertThat(SessionFile.read(there).desk()).isNotNull();
    }

    @Test
    void aDamagedSessionIsRefusedAndTheTitleStays() throws Exception {
        show(Optional.of(file("mine.gradwalk", Desk.EMPTY)));
        Path damaged = Files.writeString(folder.resolve("damaged.gradwalk"), "half a fi");
        onFx(() -> window.files().open(damaged));
        await("the refusal", () -> status().contains("damaged.gradwalk"));
        assertThat(stage.getTitle()).isEqualTo("mine.gradwalk – Gradwalk");
    }

    @Test
    void whatWasOpenLastIsOfferedAndWhatIsGoneIsShownAsGone() throws Exception {
        show(Optional.of(file("mine.gradwalk", Desk.EMPTY)));
        Path other = file("other.gradwalk", Desk.EMPTY);
        onFx(() -> window.files().open(other));
        awaitTitle("other.gradwalk – Gradwalk");
        assertThat(window.arrangement().recent()).containsExactly(
                other.toString(), folder.resolve("mine.gradwalk").toString());

        Files.delete(other);
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.O);
        await("the menu", () -> node("#model", MenuButton.class).isShowing());
        await("the missing one", () -> recent().getFirst().getText().startsWith("other.gradwalk – "));
        onFx(() -> recent().getFirst().fire());
        await("the refusal", () -> status().contains("other.gradwalk"));
        assertThat(stage.getTitle()).isEqualTo("other.gradwalk – Gradwalk");
        onFx(() -> recent().getLast().fire());
        awaitTitle("mine.gradwalk – Gradwalk");
    }

    private List<MenuItem> recent() {
        return node("#model", MenuButton.class).getItems().stream().filter(Menu.class::isInstance)
                .map(Menu.class::cast).findFirst().orElseThrow().getItems();
    }

    /** A walk that a crash has left behind. */
    private Path crashed(Path recovery) throws Exception {
        Files.createDirectories(recovery);
        Files.createFile(recovery.resolve("crashed.lock"));
        Path file = recovery.resolve("crashed.gradwalk");
        Files.move(file("crashed.gradwalk", DESK), file);
        return file;
    }

    @Test
    void aWalkThatWasNotSavedIsTakenUp() throws Exception {
        Path recovery = folder.resolve("recovery");
        Path left = crashed(recovery);
        show(Optional.empty());
        try (RecoveryFolder mine = new RecoveryFolder(recovery)) {
            onFx(() -> window.keepIn(mine));
            await("the offer", () -> node("#recovery", Node.class).isVisible());
            onFx(() -> node("#recover", Button.class).fire());
            await("the walk", () -> text("#about-words").equals(DESK.description()));
            await("its own file", () -> !Files.exists(left) && kept(recovery).isPresent());
            assertThat(node("#recovery", Node.class).isVisible()).isFalse();
            assertThat(SessionFile.read(kept(recovery).orElseThrow()).desk().description())
                    .isEqualTo(DESK.description());

            robot.press(KeyCode.F10).release(KeyCode.F10);
            await("the step", () -> text("#operation").startsWith("op 1 ") || !text("#operation").startsWith("op 0 "));
            onFx(() -> window.files().autosave());
            await("the step in the file", () -> SessionFile.read(kept(recovery).orElseThrow()).walk().position()
                    .operations() > 0);
            onFx(() -> window.files().saveNamed(folder.resolve("safe"), () -> {}));
            await("nothing is kept of what is saved", () -> kept(recovery).isEmpty());
        }
    }

    @Test
    void aDamagedWalkStaysUntilItIsDiscarded() throws Exception {
        Path recovery = folder.resolve("recovery");
        Path left = crashed(recovery);
        Files.writeString(left, "half a fi");
        show(Optional.empty());
        try (RecoveryFolder mine = new RecoveryFolder(recovery)) {
            onFx(() -> window.keepIn(mine));
            await("the offer", () -> node("#recovery", Node.class).isVisible());
            onFx(() -> node("#recover", Button.class).fire());
            await("the refusal", () -> status().contains("no sound ZIP"));
            assertThat(node("#recovery", Node.class).isVisible()).isTrue();
            assertThat(left).exists();
            onFx(() -> node("#recovery-discard", Button.class).fire());
            await("it is gone", () -> !Files.exists(left));
            assertThat(node("#recovery", Node.class).isVisible()).isFalse();
        }
    }

    private static Optional<Path> kept(Path recovery) throws java.io.IOException {
        try (var all = Files.list(recovery)) {
            return all.filter(SessionFile::isNamed).filter(each -> !each.endsWith("crashed.gradwalk")).findFirst();
        }
    }
}
