package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.TabPane;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.SampleModel;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.view.Fonts;
import org.gradwalk.app.view.Highlight;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.WindowSize;
import org.gradwalk.app.view.WindowState;
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
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < NODES.size(); i++) {
            String node = NODES.get(i);
            boolean derived = DERIVED.contains(node);
            if (derived) {
                onFx(() -> window.act(KeyAction.EXPLAIN));
            }
            if (!node.isEmpty()) {
                window.execute(new Command.ToNode(node));
            }
            if (i == NODES.size() / 2) {
                onFx(() -> window.select(selection -> selection.withKept(Highlight.at(Axis.POSITION, 7)))); // "r"
            }
            for (int tab = 0; tab < tabs(window).getTabs().size(); tab++) {
                if (ALL_TABS.contains(node) || tab == i % tabs(window).getTabs().size()) {
                    int chosen = tab;
                    onFx(() -> tabs(window).getSelectionModel().select(chosen));
                    awaitPainted(window.scene());
                    String name = String.format("%s-%s-%02d-%d", size, theme, i, tab);
                    WaitForAsyncUtils.waitForAsyncFx(5000, () -> LayoutFaults.of(window.scene()))
                            .forEach(fault -> faults.add(node + " (tab " + chosen + "): " + fault));
                    save(window.scene(), name);
                }
            }
            if (derived) {
                onFx(() -> window.act(KeyAction.EXPLAIN));
            }
        }
        onFx(window::close);

        assertThat(faults).isEmpty();
    }

    private MainWindow open(WindowSize size, Theme theme) throws Exception {
        SampleModel sample = Samples.read().model(Samples.FIRST_MODEL);
        Model model = Model.of(sample.id(), Samples.content(sample));
        return WaitForAsyncUtils.waitForAsyncFx(5000, () -> {
            Fonts.load();
            MainWindow window = new MainWindow(model, "To be, or not to be", List.of());
            theme.applyTo(window.scene());
            stage.setScene(window.scene());
            stage.setWidth(size.width());
            stage.setHeight(size.height());
            window.arrange(WindowState.first(Screen.getPrimary().getVisualBounds()).withSize(size));
            stage.show();
            return window;
        });
    }

    private static TabPane tabs(MainWindow window) {
        return (TabPane) window.scene().getRoot().lookup(".inspector");
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
