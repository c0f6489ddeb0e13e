package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Offers;
import org.gradwalk.app.session.SampleModel;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.session.Watch;
import org.gradwalk.app.view.Fonts;
import org.gradwalk.app.view.Highlight;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Spot;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.WindowSize;
import org.gradwalk.app.view.WindowState;
import org.gradwalk.model.gpt.PaperTable;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Form;
import org.gradwalk.model.layer.LoraConfig.Qkv;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.run.Breakpoint;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Where;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Nothing is cut, hidden or hard to read: in many states of the walk, at both sizes, in both themes. With
 * {@code -Dgradwalk.gallery=DIR} every picture that was looked at is saved there.
 */
@ExtendWith(NoCssWarnings.class)
class LayoutTest {

    /** Nodes that are drawn in different ways; the empty one is the start. */
    private static final List<String> NODES = List.of(
            "", "embed:token", "h.0.ln_1:mean", "h.0.ln_1:affine", "h.0.attn:c_attn", "h.0.attn:softmax", "h.0.attn",
            "h.0.resid_attn:add", "h.0", "loss:pick", "loss", "backward/loss:logprobs",
            "backward/lm_head:unembed/weight",
            "backward/h.3.ln_2:affine/weight", "backward/h.3.fork_mlp:fork", "backward/h.1.attn:softmax",
            "backward/h.0.attn:mask", "backward/h.0.ln_1:normalize/rstd", "backward/h.0", "backward/embed:token",
            "update/clip", "update/h.0", "update");
    /** After these every tab is looked at, after the others one in turn. */
    private static final List<String> ALL_TABS = List.of("", "h.0.attn:softmax", "backward/h.1.attn:softmax", "update");

    /** The same of a model with adapters, the names of which are longer. */
    private static final List<String> ADAPTED_NODES = List.of(
            "", "h.0.attn:c_attn.lora", "h.0.attn:c_attn.lora/beside", "h.0.mlp:c_fc.lora", "h.0.mlp:c_fc.lora/xA",
            "h.0.mlp:c_fc.lora/delta", "h.0.mlp", "lm_head", "backward/lm_head:unembed.lora/A",
            "backward/h.3.mlp:c_fc.lora", "backward/h.3.mlp:c_fc.lora/A", "backward/h.3.mlp:c_fc.lora/B",
            "backward/h.3.mlp:c_fc.lora/input", "backward/h.3.attn:c_attn.lora", "backward/h.3.attn:c_attn.lora/input",
            "backward/h.3.attn", "update/clip", "update/h.0", "update/h.3.attn", "update");
    /** The same in the letters of the paper, with the distance of the checks below the stage. */
    private static final List<String> PAPER_NODES = List.of(
            "embed", "h.0.ln_1", "h.1.attn:softmax", "h.1.attn", "loss", "backward/h.3.fork_mlp",
            "backward/h.1.attn:softmax", "backward/h.1.attn:c_attn", "backward/h.0.ln_1:affine", "backward/embed");
    private static final List<String> PAPER_TABS = List.of("h.1.attn", "backward/h.1.attn:c_attn");
    private static final List<String> ADAPTED_TABS = List.of("", "backward/h.3.mlp:c_fc.lora/A", "update");

    /** After these the derivation is unfolded, and folded again. */
    private static final List<String> DERIVED = List.of(
            "h.0.attn:softmax", "backward/loss:logprobs", "backward/h.3.ln_2:affine/weight",
            "backward/h.1.attn:softmax",
            "update/clip", "update/h.0");

    private Stage stage;

    @BeforeEach
    void startJavaFx() throws TimeoutException {
        stage = FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void close() throws TimeoutException {
        FxToolkit.cleanupStages();
    }

    @ParameterizedTest
    @CsvSource({"1440x900, DARK", "1440x900, LIGHT", "1280x720, DARK", "1280x720, LIGHT"})
    void everythingCanBeRead(String size, Theme theme) throws Exception {
        MainWindow window = open(WindowSize.parse(size), theme);
        List<String> faults = walk(window, NODES, ALL_TABS, size + "-" + theme);
        faults.addAll(sheetOfPictures(window, size + "-" + theme + "-saving"));
        faults.addAll(sheetOfTraining(window, size + "-" + theme + "-training"));
        faults.addAll(breakpointsAndWatches(window, size + "-" + theme + "-points"));
        faults.addAll(changesByHand(window, size + "-" + theme + "-hands"));
        onFx(window::close);

        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1440x900, DARK", "1440x900, LIGHT", "1280x720, DARK", "1280x720, LIGHT"})
    void everythingOfAModelWithAdaptersCanBeRead(String size, Theme theme) throws Exception {
        MainWindow window = open(WindowSize.parse(size), theme);
        String name = size + "-" + theme + "-adapted";
        List<String> faults = new ArrayList<>(sheetOfAdapters(window, name + "-adding"));
        window.execute(new Command.Adapt(
                new LoraConfig(EnumSet.allOf(Target.class), 16, 16, Form.STANDARD, Qkv.SEPARATE), 0));
        awaitPainted(window.scene());
        faults.addAll(walk(window, ADAPTED_NODES, ADAPTED_TABS, name));
        faults.addAll(tables(window, name));
        faults.addAll(sheetOfAdapters(window, name + "-merging"));
        onFx(window::close);

        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1440x900, DARK", "1440x900, LIGHT", "1280x720, DARK", "1280x720, LIGHT"})
    void everythingInTheLettersOfThePaperCanBeRead(String size, Theme theme) throws Exception {
        MainWindow window = open(WindowSize.parse(size), theme);
        String name = size + "-" + theme + "-paper";
        onFx(() -> window.act(KeyAction.LETTERS));
        onFx(() -> ((ToggleButton) window.scene().getRoot().lookup("#distance")).fire());
        List<String> faults = walk(window, PAPER_NODES, PAPER_TABS, name);
        faults.addAll(tables(window, name));
        onFx(window::close);

        assertThat(faults).isEmpty();
    }

    private static List<String> tables(MainWindow window, String name) throws Exception {
        List<String> faults = new ArrayList<>();
        onFx(() -> window.act(KeyAction.TABLES));
        Node sheet = window.scene().getRoot().lookup("#tables");
        for (PaperTable table : PaperTable.values()) {
            for (boolean chosen : List.of(false, true)) {
                onFx(() -> {
                    ((ToggleButton) sheet.lookup("#table-" + table)).fire();
                    if (chosen) {
                        press(sheet.lookup("#table"), KeyCode.DOWN);
                    }
                });
                awaitPainted(window.scene());
                save(window.scene(), name + "-" + table + (chosen ? "-chosen" : ""));
                WaitForAsyncUtils.waitForAsyncFx(5000, () -> LayoutFaults.of(window.scene(), sheet))
                        .forEach(fault -> faults.add(table + ": " + fault));
            }
        }
        onFx(() -> window.act(KeyAction.TABLES));
        return faults;
    }

    private static void press(Node node, KeyCode key) {
        Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }

    private static List<String> sheetOfPictures(MainWindow window, String name) throws Exception {
        onFx(() -> window.act(KeyAction.EXPORT));
        Node sheet = window.scene().getRoot().lookup("#save");
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> !sheet.lookup("#save-write").isDisabled());
        awaitPainted(window.scene());
        save(window.scene(), name);
        List<String> faults = WaitForAsyncUtils.waitForAsyncFx(5000, () -> LayoutFaults.of(window.scene(), sheet));
        onFx(() -> press(sheet, KeyCode.ESCAPE));
        return faults.stream().map(fault -> "sheet of pictures: " + fault).toList();
    }

    private static List<String> sheetOfTraining(MainWindow window, String name) throws Exception {
        onFx(() -> window.act(KeyAction.TRAINING));
        awaitPainted(window.scene());
        save(window.scene(), name);
        Node sheet = window.scene().getRoot().lookup("#training");
        List<String> faults = WaitForAsyncUtils.waitForAsyncFx(5000, () -> LayoutFaults.of(window.scene(), sheet));
        onFx(() -> press(sheet, KeyCode.ESCAPE));
        return faults.stream().map(fault -> "sheet of training: " + fault).toList();
    }

    /** Of each kind one, the longest names among them, and one of them edited. */
    private static List<String> breakpointsAndWatches(MainWindow window, String name) throws Exception {
        List<String> faults = new ArrayList<>();
        onFx(() -> {
            window.changeBreakpoints(_ -> List.of(
                    Breakpoint.at("backward/h.2").when("norm(dX) > 10").from(5),
                    Breakpoint.at("backward/h.1.attn:softmax").enabled(false)));
            window.changeWatches(_ -> List.of(new Watch("grad/param/h.0.ln_1.weight"), new Watch("max(P) / 2")));
        });
        for (String node : List.of("backward/h.1.attn:softmax", "update")) {
            window.execute(new Command.ToNode(node));
            awaitPainted(window.scene());
            save(window.scene(), name + "-" + node.replace('/', '-'));
            WaitForAsyncUtils.waitForAsyncFx(5000, () -> LayoutFaults.of(window.scene()))
                    .forEach(fault -> faults.add("points at " + node + ": " + fault));
        }
        onFx(() -> window.editBreakpoint("backward/h.2"));
        awaitPainted(window.scene());
        save(window.scene(), name + "-editor");
        Node strip = window.scene().getRoot().lookup("#breakpoints");
        WaitForAsyncUtils.waitForAsyncFx(5000, () -> LayoutFaults.of(window.scene(), strip))
                .forEach(fault -> faults.add("editor: " + fault));
        return faults;
    }

    /** Of each kind one, no more at once than the list shows without being scrolled, and another one typed. */
    private static List<String> changesByHand(MainWindow window, String name) throws Exception {
        List<String> faults = new ArrayList<>();
        onFx(() -> {
            window.changeBreakpoints(_ -> List.of());
            window.changeWatches(_ -> List.of());
        });
        faults.addAll(changed(
                window, name + "-parameters", List.of(
                        new Command.Freeze("h.1.attn.c_attn.weight", true),
                        new Command.Change(Intervention.scale("h.1.ln_1.weight", new Where.All(), 10)))));
        faults.addAll(changed(window, name + "-entry", List.of(
                new Command.Change(Intervention.set("h.1.attn.probs", Where.entry(30, 2), -0.25)))));
        faults.addAll(changed(window, name + "-head", List.of(
                new Command.Change(Intervention.set("h.1.attn.probs", new Where.Head(0), 0)))));
        onFx(() -> window.changeByHand(Spot.of("h.1.attn.c_attn.weight")));
        onFx(() -> ((ToggleButton) window.scene().getRoot().lookup("#hand-editor-set")).fire());
        onFx(() -> ((TextField) window.scene().getRoot().lookup("#hand-number")).setText("ten"));
        awaitPainted(window.scene());
        save(window.scene(), name + "-editor");
        Node strip = window.scene().getRoot().lookup("#hands");
        WaitForAsyncUtils.waitForAsyncFx(5000, () -> LayoutFaults.of(window.scene(), strip))
                .forEach(fault -> faults.add("editor of changes: " + fault));
        return faults;
    }

    /** What is wrong while something is changed; it is taken back. */
    private static List<String> changed(MainWindow window, String name, List<Command> changes) throws Exception {
        List<String> faults = new ArrayList<>();
        changes.forEach(window::execute);
        for (String node : List.of("h.1.attn:softmax", "h.1.ln_1:affine", "backward/h.1.attn:softmax", "update")) {
            window.execute(new Command.ToNode(node));
            awaitPainted(window.scene());
            save(window.scene(), name + "-" + node.replace('/', '-'));
            WaitForAsyncUtils.waitForAsyncFx(5000, () -> LayoutFaults.of(window.scene()))
                    .forEach(fault -> faults.add(name + " at " + node + ": " + fault));
        }
        changes.forEach(_ -> window.execute(new Command.Undo()));
        return faults;
    }

    private static List<String> sheetOfAdapters(MainWindow window, String name) throws Exception {
        awaitPainted(window.scene());
        onFx(() -> window.act(KeyAction.ADAPT));
        awaitPainted(window.scene());
        save(window.scene(), name);
        Node sheet = window.scene().getRoot().lookup("#lora");
        List<String> faults = WaitForAsyncUtils.waitForAsyncFx(5000, () -> LayoutFaults.of(window.scene(), sheet));
        onFx(() -> press(sheet, KeyCode.ESCAPE));
        return faults.stream().map(fault -> "sheet of adapters: " + fault).toList();
    }

    /** Walks from node to node, and looks at a tab each; the faults that were seen. */
    private static List<String> walk(MainWindow window, List<String> nodes, List<String> allTabs, String picture)
            throws Exception {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            String node = nodes.get(i);
            boolean derived = DERIVED.contains(node);
            if (derived) {
                onFx(() -> window.act(KeyAction.EXPLAIN));
            }
            if (!node.isEmpty()) {
                window.execute(new Command.ToNode(node));
            }
            if (i == nodes.size() / 2) {
                onFx(() -> window.select(selection -> selection.withKept(Highlight.at(Axis.POSITION, 7)))); // "r"
            }
            for (int tab = 0; tab < tabs(window).getTabs().size(); tab++) {
                if (allTabs.contains(node) || tab == i % tabs(window).getTabs().size()) {
                    int chosen = tab;
                    onFx(() -> tabs(window).getSelectionModel().select(chosen));
                    awaitPainted(window.scene());
                    String name = String.format("%s-%02d-%d", picture, i, tab);
                    WaitForAsyncUtils.waitForAsyncFx(5000, () -> LayoutFaults.of(window.scene()))
                            .forEach(fault -> faults.add(node + " (tab " + chosen + "): " + fault));
                    save(window.scene(), name);
                }
            }
            if (derived) {
                onFx(() -> window.act(KeyAction.EXPLAIN));
            }
        }
        return faults;
    }

    private MainWindow open(WindowSize size, Theme theme) throws Exception {
        SampleModel sample = Samples.read().model(Samples.FIRST_MODEL);
        Model model = Model.of(sample.id(), Samples.content(sample));
        return WaitForAsyncUtils.waitForAsyncFx(5000, () -> {
            Fonts.load();
            MainWindow window = new MainWindow(model, "To be, or not to be", Offers.NONE);
            theme.applyTo(window.scene());
            stage.setScene(window.scene());
            stage.setWidth(size.width());
            stage.setHeight(size.height());
            window.arrange(WindowState.first(Screen.getPrimary().getVisualBounds()).withSize(size));
            stage.show();
            window.begin(Optional.empty(), Optional.empty());
            return window;
        });
    }

    private static TabPane tabs(MainWindow window) {
        return WaitForAsyncUtils.waitForAsyncFx(
                5000, () -> (TabPane) window.scene().getRoot().lookup(".inspector"));
    }

    private static void onFx(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(5000, action);
    }

    /** Until the session has answered and the painter has painted. */
    private static void awaitPainted(Scene scene) throws TimeoutException {
        for (int i = 0; i < 3; i++) {
            WaitForAsyncUtils.waitForFxEvents();
            WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(
                    5000, () -> scene.getRoot().lookupAll(".picture").stream()
                            .allMatch(node -> ((PictureView) node).isPainted())));
        }
    }

    private static void save(Scene scene, String name) throws IOException {
        String folder = System.getProperty("gradwalk.gallery", "");
        if (folder.isEmpty()) {
            return;
        }
        Image image = WaitForAsyncUtils.waitForAsyncFx(5000, () -> scene.snapshot(null));
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        PixelReader reader = image.getPixelReader();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels.setRGB(x, y, reader.getArgb(x, y));
            }
        }
        Files.createDirectories(Path.of(folder));
        ImageIO.write(pixels, "png", Path.of(folder, name + ".png").toFile());
    }
}
