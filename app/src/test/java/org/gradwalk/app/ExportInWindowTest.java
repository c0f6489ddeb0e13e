package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javax.imageio.ImageIO;
import org.controlsfx.control.StatusBar;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.command.CommandOutcome;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** What somebody takes away from the window is what the command line writes. */
@ExtendWith(NoCssWarnings.class)
class ExportInWindowTest {

    private static final String BOTH = "h.1.attn.probs, grad/act/h.1.attn.probs";

    @TempDir
    private Path folder;

    private OpenWindow window;

    @BeforeEach
    void open() throws TimeoutException, RefusedException {
        window = OpenWindow.of(Preset.CLASSROOM, "To be");
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
    }

    @Test
    void theBytesAreThoseOfTheCommandLine() throws IOException {
        walkAll();
        attentionOfOneLayer();
        press("#save-width-170");
        press("#save-together");
        type("#save-name", "heads");
        awaitDraft("2 addresses fit: 1 file to be written.");
        press("#save-write");
        awaitSentence("heads.svg is in " + window("out"));

        assertThat(status()).isEqualTo("heads.svg is in " + window("out"));
        assertThat(names("out")).containsExactly("heads.svg");
        Path others = command("--together", "heads", "--width", "170mm", "--font", "8pt");
        assertThat(window("out").resolve("heads.svg")).hasSameBinaryContentAs(others.resolve("heads.svg"));
    }

    @Test
    void thePreviewIsTheFirstFile() throws IOException {
        walkAll();
        attentionOfOneLayer();
        press("#save-theme-dark");
        awaitDraft("2 addresses fit: 2 files to be written.");
        Image shown = window.node("#save-preview", ImageView.class).getImage();
        Path others = command("--format", "png@2", "--theme", "dark");

        assertThat(window.text("#save-size")).matches("h\\.1\\.attn\\.probs\\.attention\\.svg: 85 × [0-9.]+ mm");
        BufferedImage file = ImageIO.read(others.resolve("h.1.attn.probs.attention@2x.png").toFile());
        assertThat(shown.getWidth()).isEqualTo(file.getWidth());
        assertThat(shown.getHeight()).isEqualTo(file.getHeight());
        for (int y = 0; y < file.getHeight(); y++) {
            for (int x = 0; x < file.getWidth(); x++) {
                assertThat(shown.getPixelReader().getArgb(x, y)).as("pixel %d, %d", x, y)
                        .isEqualTo(file.getRGB(x, y));
            }
        }
    }

    @Test
    void aFileThatIsThereIsKeptUntilSomebodySaysSo() throws IOException {
        walkAll();
        Path taken = Files.createDirectories(window("out")).resolve("h.1.attn.probs.attention.svg");
        Files.writeString(taken, "old");
        attentionOfOneLayer();
        awaitDraft("2 addresses fit: 2 files to be written.");
        press("#save-write");
        awaitSentence("A file is there already, such as " + taken);

        assertThat(names("out")).as("nothing is written before the answer").containsExactly(
                "h.1.attn.probs.attention.svg");
        assertThat(taken).hasContent("old");
        window.press(KeyCode.ESCAPE);
        assertThat(isShown()).as("the sheet, after the question is taken back").isTrue();
        awaitDraft("2 addresses fit: 2 files to be written.");
        assertThat(taken).hasContent("old");
        press("#save-write");
        awaitSentence("A file is there already, such as " + taken);
        press("#save-overwrite");
        awaitSentence("2 files are in " + window("out"));
        assertThat(taken).hasSameBinaryContentAs(command().resolve("h.1.attn.probs.attention.svg"));
    }

    @Test
    void escapeStopsWritingAndWhatIsThereIsWhole() throws IOException {
        walkAll();
        window.press(KeyCode.X);
        allHeatMaps();
        press("#save-format-pdf");
        type("#save-folder", window("out").toString());
        window.waitFor("a draft", () -> window.text("#save-sentence").matches("[0-9,]{3,} addresses fit.*")
                && !window.node("#save-write", Button.class).isDisabled());
        press("#save-write");
        assertThat(window.text("#save-sentence")).matches("[0-9,]+ files: write them all\\?");
        assertThat(window("out")).as("the folder, before the answer").doesNotExist();
        press("#save-back");
        window.waitFor("a draft again", () -> !window.node("#save-write", Button.class).isDisabled());
        press("#save-write");
        press("#save-all");
        window.waitFor("a file", () -> Files.exists(window("out")) && !names("out").isEmpty());
        window.press(KeyCode.ESCAPE);
        window.waitFor("the end", () -> window.text("#save-sentence").startsWith("Stopped: "));

        int count = names("out").size();
        assertThat(window.text("#save-sentence"))
                .matches("Stopped: " + count + " of [0-9,]+ files are in \\Q" + window("out") + "\\E");
        assertThat(names("out")).as("no halves of files").allMatch(name -> name.matches(".*\\.(svg|pdf)"));
        assertThat(isShown()).isTrue();
        window.press(KeyCode.ESCAPE);
        assertThat(isShown()).isFalse();
    }

    @Test
    void whatFitsNothingIsSaidWithWhatIsNear() {
        walkAll();
        window.press(KeyCode.X);
        allHeatMaps();
        type("#save-patterns", "h.1.attn.prob");
        awaitSentence("\"h.1.attn.prob\" fits no value and no node of what is asked for; did you mean h.1.attn.probs");

        assertThat(window.node("#save-write", Button.class).isDisabled()).isTrue();
        assertThat(window.node("#save-preview", ImageView.class).getImage()).isNull();
        type("#save-patterns", "h.1.attn.probs");
        awaitDraft("1 address fits: 1 file to be written.");
        type("#save-width", "10");
        awaitSentence("A picture is 25.4 to 1411 mm wide");
        assertThat(window.node("#save-write", Button.class).isDisabled()).isTrue();
    }

    @Test
    void whatIsNotReachedYetIsSaidWithTheKeyThatBringsIt() {
        window.press(KeyCode.X);
        type("#save-patterns", "h.1.attn.probs");

        awaitSentence("the walk has not reached \"h.1.attn.probs\" yet: F10 steps on, End goes to the end");
        assertThat(window.node("#save-write", Button.class).isDisabled()).isTrue();
    }

    @Test
    void beforeTheFirstStepThereAreNoPredictions() {
        window.press(KeyCode.X);
        press("#save-kind-heatmap");
        awaitSentence("Choose a kind of picture at least");
        press("#save-kind-predictions");
        awaitSentence("There is nothing of this kind yet");
    }

    @Test
    void byKeysAloneAnAddressIsSearchedTickedAndWritten() {
        walkAll();
        window.press(KeyCode.X);
        allHeatMaps();
        type("#save-folder", window("out").toString());
        window.waitFor("the list", () -> !window.node("#save-list", ListView.class).getItems().isEmpty());
        window.press(KeyCode.TAB);
        window.press(KeyCode.TAB);
        window.robot().write("mlp.act");
        window.press(KeyCode.TAB);
        window.press(KeyCode.DOWN);
        window.press(KeyCode.SPACE);
        List<?> found = window.node("#save-list", ListView.class).getItems();
        String ticked = window.node("#save-patterns", TextField.class).getText();

        assertThat(found).isNotEmpty().allMatch(address -> String.valueOf(address).contains("mlp.act"));
        assertThat(ticked).isIn(found);
        awaitDraft("1 address fits: 1 file to be written.");
        window.press(KeyCode.SHORTCUT, KeyCode.ENTER);
        awaitSentence(ticked + ".heatmap.svg is in");
    }

    @Test
    void enterInAFieldWritesNothing() throws IOException {
        walkAll();
        attentionOfOneLayer();
        awaitDraft("2 addresses fit: 2 files to be written.");
        for (String field : List.of("#save-patterns", "#save-search", "#save-width", "#save-folder")) {
            window.robot().interact(window.node(field, TextField.class)::requestFocus);
            window.press(KeyCode.ENTER);
        }
        assertThat(window.text("#save-sentence")).startsWith("2 addresses fit");
        assertThat(window("out")).doesNotExist();

        window.robot().interact(window.node("#save-write", Button.class)::requestFocus);
        window.press(KeyCode.ENTER);
        awaitSentence("2 files are in");
    }

    @Test
    void theFirstTimeWhatTheStageShowsIsFilledInAndThenItIsAsItWasLeft() {
        walkTo("embed");
        window.press(KeyCode.X);
        awaitDraft("1 address fits: 1 file to be written.");
        assertThat(window.node("#save-patterns", TextField.class).getText()).isEqualTo("embed");
        assertThat(window.node("#save-kind-stage", ToggleButton.class).isSelected()).isTrue();
        assertThat(window.text("#save-size")).startsWith("embed.stage.svg: ");

        type("#save-patterns", "embed:sum");
        window.press(KeyCode.ESCAPE);
        window.press(KeyCode.F10);
        window.waitFor("a step", () -> window.text(".stage-address").equals("h.0"));
        window.robot().interact(window.node("#save-pictures", Button.class)::fire);
        assertThat(isShown()).as("the sheet, by its button").isTrue();
        assertThat(window.node("#save-patterns", TextField.class).getText()).isEqualTo("embed:sum");
    }

    @Test
    void anotherKindTakesThePlaceOfTheWalkAndKeepsWhatFits() {
        walkTo("embed");
        walkTo("h.0");
        window.press(KeyCode.X);
        awaitDraft("1 address fits: 1 file to be written.");
        press("#save-kind-stage");
        press("#save-kind-attention");
        awaitAddresses("h.0.attn.probs");
        awaitDraft("1 address fits: 1 file to be written.");
        press("#save-kind-layernorm");
        awaitAddresses("h.0.attn.probs, h.0.ln_1");
        press("#save-kind-attention");
        awaitAddresses("h.0.ln_1");
        type("#save-patterns", "h.0.ln_*");
        press("#save-kind-layernorm");
        press("#save-kind-flow");
        awaitAddresses("h.0.ln_*, iteration");
        type("#save-patterns", "iteration");
        press("#save-kind-flow");
        press("#save-kind-gradients");
        awaitAddresses("");
        awaitSentence("There is nothing of this kind yet");
    }

    private void awaitAddresses(String text) {
        window.waitFor(
                "addresses " + text, () -> window.node("#save-patterns", TextField.class).getText().equals(text));
    }

    @Test
    void theFilesOfPicturesArePagedThrough() {
        walkAll();
        attentionOfOneLayer();
        awaitDraft("2 addresses fit: 2 files to be written.");
        assertThat(window.text("#save-page")).isEqualTo("1 of 2");
        press("#save-page-after");
        window.waitFor("the second", () -> window.text("#save-page").equals("2 of 2"));
        assertThat(window.text("#save-size")).startsWith("grad-act-h.1.attn.probs.attention.svg: ");
        press("#save-page-after");
        window.waitFor("the first again", () -> window.text("#save-size").startsWith("h.1.attn.probs.attention"));
    }

    @Test
    void thePreviewIsAsLargeAsThereIsRoomAndStaysWithoutAFolder() {
        walkAll();
        attentionOfOneLayer();
        press("#save-width-170");
        awaitDraft("2 addresses fit: 2 files to be written.");
        ImageView preview = window.node("#save-preview", ImageView.class);
        assertThat(preview.getImage().getWidth()).as("pixels, more than there is room").isGreaterThan(900);
        Bounds place = preview.localToScene(preview.getLayoutBounds());
        assertThat(place.getMaxX()).isLessThanOrEqualTo(1280);
        assertThat(place.getMaxY()).isLessThanOrEqualTo(720);

        type("#save-folder", " ");
        awaitSentence("Choose a folder for the files.");
        assertThat(preview.getImage()).isNotNull();
        assertThat(window.node("#save-write", Button.class).isDisabled()).isTrue();
    }

    @Test
    void aSearchInVainSaysThatItChangesNothing() {
        walkAll();
        window.press(KeyCode.X);
        type("#save-search", "nothing like this");

        assertThat(window.robot().lookup("#save-list .label").<Label>queryAll()).extracting(Label::getText)
                .contains("No address has this in it; the search does not change what is written.");
    }

    @Test
    void whatHasTheFocusIsSeenAndNothingMovesForIt() {
        walkAll();
        window.press(KeyCode.X);
        awaitDraft("1 address fits: 1 file to be written.");
        Node folder = window.node("#save-folder", Node.class);
        Bounds place = folder.localToScene(folder.getLayoutBounds());
        Set<Node> stops = new LinkedHashSet<>();
        while (stops.add(window.stage().getScene().getFocusOwner())) {
            assertThat(FocusSeen.isSeen(window.stage().getScene())).as("the focus on " + last(stops)).isTrue();
            assertThat(folder.localToScene(folder.getLayoutBounds())).isEqualTo(place);
            window.press(KeyCode.TAB);
        }
        assertThat(stops).hasSizeGreaterThan(9);
    }

    private static Node last(Set<Node> stops) {
        return List.copyOf(stops).getLast();
    }

    @Test
    void whileItIsShownTheWalkStandsAndTheFocusStaysInIt() {
        window.press(KeyCode.X);
        window.press(KeyCode.F10);
        window.press(KeyCode.L);
        for (int i = 0; i < 40; i++) {
            window.press(i % 3 == 0 ? KeyCode.RIGHT : KeyCode.TAB);
            assertThat(isWithin(window.stage().getScene().getFocusOwner())).as("focus after key " + i).isTrue();
        }
        window.press(KeyCode.ESCAPE);

        assertThat(isShown()).isFalse();
        assertThat(window.operations()).isZero();
    }

    @Test
    void aPanelsPictureIsFilledInFromItsMenu() {
        walkAll();
        window.robot().clickOn(inspected(), MouseButton.SECONDARY);
        window.robot().clickOn("Save this picture…");

        awaitDraft("1 address fits: 1 file to be written.");
        assertThat(window.node("#save-patterns", TextField.class).getText()).isEqualTo("h.0.attn.probs");
        assertThat(window.node("#save-kind-attention", ToggleButton.class).isSelected()).isTrue();
        assertThat(window.node("#save-kind-heatmap", ToggleButton.class).isSelected()).isFalse();
        assertThat(window.text("#save-size")).startsWith("h.0.attn.probs.attention.svg");
    }

    @Test
    void whatIsNotThereYetCanBeCopiedButNotSaved() {
        window.robot().clickOn(inspected(), MouseButton.SECONDARY);
        assertThat(window.robot().lookup("Save this picture…").queryAllAs(Node.class))
                .noneMatch(ExportInWindowTest::isSeen);
        window.robot().clickOn("Copy this picture  (Ctrl+Shift+C)");

        assertThat(status()).isEqualTo("The picture is on the clipboard: h.0.attn.probs");
        assertCopied(inspected());
    }

    @Test
    void aKeyCopiesThePictureWithTheFocus() {
        walkAll();
        PictureView view = inspected();
        window.robot().clickOn(view);
        window.press(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.C);

        assertCopied(view);
    }

    @Test
    void aGradientIsCopiedWithItsNumbersAndSavedUnderItsAddress() {
        walkAll();
        window.robot().clickOn("Gradients");
        type(".gradient-filter", "1.mlp.c_fc.w");
        WaitForAsyncUtils.waitForFxEvents();
        window.robot().clickOn("h.1.mlp.c_fc.weight");
        window.waitFor("its picture", () -> {
            Picture picture = inspected().pictureProperty().get();
            return picture != null && picture.heatMaps().anyMatch(
                    map -> map.name().equals("grad/param/h.1.mlp.c_fc.weight"));
        });
        window.robot().clickOn(inspected());
        window.press(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.C);

        String copied = WaitForAsyncUtils.waitForAsyncFx(5000, () -> Clipboard.getSystemClipboard().getString());
        assertThat(copied.lines()).hasSize(64).allMatch(line -> line.split("\t", -1).length == 256);
        assertCopied(inspected());
        window.robot().clickOn(inspected(), MouseButton.SECONDARY);
        window.robot().clickOn("Save this picture…");
        awaitDraft("1 address fits: 1 file to be written.");
        assertThat(window.text("#save-size")).startsWith("grad-param-h.1.mlp.c_fc.weight.heatmap.svg: 85 × ");
    }

    private static void assertCopied(PictureView view) {
        Image copied = WaitForAsyncUtils.waitForAsyncFx(5000, () -> Clipboard.getSystemClipboard().getImage());
        Picture picture = Objects.requireNonNull(view.pictureProperty().get());
        assertThat(copied.getWidth()).isEqualTo(Math.ceil(2 * (picture.width() + 8)));
        assertThat(copied.getHeight()).isEqualTo(Math.ceil(2 * (picture.height() + 8)));
        assertThat(copied.getPixelReader().getArgb(0, 0)).as("the window's ground")
                .isEqualTo(view.theme().colour(Ink.BACKGROUND).getRGB());
    }

    private PictureView inspected() {
        return window.robot().from(window.node(".inspector", Node.class)).lookup(".picture")
                .queryAllAs(PictureView.class).stream().filter(ExportInWindowTest::isSeen).findFirst().orElseThrow();
    }

    private void allHeatMaps() {
        press("#save-kind-stage");
        press("#save-kind-heatmap");
        type("#save-patterns", "");
    }

    private void walkTo(String node) {
        window.press(KeyCode.F10);
        window.waitFor(node, () -> window.text(".stage-address").equals(node));
    }

    private void walkAll() {
        window.press(KeyCode.F5);
        window.waitFor("an iteration", () -> window.operations() == window.allOperations());
    }

    /** Opens the sheet and fills in weights of a layer and their error, all heads. */
    private void attentionOfOneLayer() {
        window.press(KeyCode.X);
        press("#save-kind-stage"); // what the stage shows is filled in
        press("#save-kind-attention");
        type("#save-patterns", BOTH);
        type("#save-folder", window("out").toString());
    }

    /** Where the command line has written the same. */
    private Path command(String... more) {
        Path out = folder.resolve("command");
        List<String> arguments = new ArrayList<>(List.of(
                "export", "--preset", "classroom", "--seed", "1", "--text", "To be", "--picture", "attention",
                "--nodes",
                BOTH.replace(" ", ""), "--out", out.toString()));
        arguments.addAll(List.of(more));
        assertThat(CommandOutcome.of(arguments.toArray(String[]::new)).err()).isEmpty();
        return out;
    }

    private Path window(String name) {
        return folder.resolve(name);
    }

    private List<String> names(String name) throws IOException {
        try (Stream<Path> files = Files.list(window(name))) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    private void press(String query) {
        window.robot().interact(window.node(query, ButtonBase.class)::fire);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void type(String query, String text) {
        window.robot().interact(() -> window.node(query, TextField.class).setText(text));
    }

    /** Until the draft of what is filled in is there. */
    private void awaitDraft(String sentence) {
        awaitSentence(sentence);
        assertThat(window.node("#save-write", Button.class).isDisabled()).isFalse();
    }

    private void awaitSentence(String start) {
        window.waitFor(start, () -> window.text("#save-sentence").startsWith(start)
                && (!start.contains("to be written") || !window.node("#save-write", Button.class).isDisabled()));
    }

    private String status() {
        return window.node("#status", StatusBar.class).getText();
    }

    private boolean isShown() {
        return window.node("#save", Node.class).isVisible();
    }

    private static boolean isSeen(Node node) {
        for (Node above = node; above != null; above = above.getParent()) {
            if (!above.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWithin(Node node) {
        for (Node above = node; above != null; above = above.getParent()) {
            if ("save".equals(above.getId())) {
                return true;
            }
        }
        return false;
    }
}
