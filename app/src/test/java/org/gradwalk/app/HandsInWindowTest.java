package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.controlsfx.control.StatusBar;
import org.gradwalk.app.chart.Excerpt;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Values are changed by hand as a person does it, what was done is seen, and is taken back. */
@ExtendWith(NoCssWarnings.class)
class HandsInWindowTest {

    private static final String PROBS = "h.0.attn.probs";

    private OpenWindow window;

    @BeforeEach
    void open() throws TimeoutException, RefusedException {
        window = OpenWindow.of(Preset.CLASSROOM, "To be, or");
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
    }

    @Test
    void zeroingTheHeadUnderThePointerIsSeenEverywhereAndTakenBack() {
        window.press(KeyCode.L);
        window.waitFor("the loss", () -> !loss().equals("–"));
        String before = loss();
        int behindTheLoss = window.operations();
        window.press(KeyCode.HOME);
        window.waitFor("the start", () -> window.operations() == 0);
        window.press(KeyCode.F10);
        window.press(KeyCode.F10);
        pointAtHead(2);
        window.press(KeyCode.Z);
        window.waitFor("the editor", this::isEditing);
        assertThat(chosen((ComboBox<?>) window.node("#hand-where", ComboBox.class))).isEqualTo("head 2");
        window.press(KeyCode.ENTER);
        window.waitFor("the list", () -> names().equals(List.of(PROBS)));

        assertThat(isEditing()).isFalse();
        assertThat(window.node("#status", StatusBar.class).getText()).contains("h.0.attn:softmax", "run again");
        assertThat(details()).contains("head 2: set to 0");
        assertThat(words("h.0.attn:softmax")).contains("h.0.attn.probs, head 2: set to 0, by hand");
        assertThat(words("h.0")).contains("head 2: set to 0");
        assertThat(words("h.1")).doesNotContain("by hand");
        window.waitFor("the marked head", () -> heads().stream().map(HandsInWindowTest::isMarked).toList()
                .equals(List.of(false, false, true, false)));
        assertThat(heads().get(2).numbers().toArray()).containsOnly(0);

        window.press(KeyCode.L);
        window.waitFor("the loss again", () -> window.operations() == behindTheLoss);
        assertThat(loss()).isNotEqualTo(before);
        fire("#hands .icon-button");
        window.waitFor("an empty list", () -> !window.node("#hands", Node.class).isVisible());
        window.press(KeyCode.L);
        window.waitFor("the loss as it was", () -> loss().equals(before));
    }

    @Test
    void whatIsTypedIsCheckedAndEscapeLetsGo() {
        window.press(KeyCode.F10);
        window.waitFor("the step", () -> window.operations() > 0);
        window.press(KeyCode.Z);
        window.waitFor("the editor", this::isEditing);
        window.robot().interact(() -> window.node("#hand-editor-set", ToggleButton.class).fire());
        for (String wrong : List.of("ten", "", "1e400", "NaN")) {
            type(wrong);
            assertThat(window.text("#hand-complaint")).as(wrong).contains("finite number");
            window.press(KeyCode.ENTER);
            assertThat(isEditing()).as(wrong).isTrue();
        }
        type("0.5");
        assertThat(window.text("#hand-complaint")).isEmpty();
        window.press(KeyCode.ESCAPE);
        assertThat(isEditing()).isFalse();
        assertThat(window.node("#hands", Node.class).isVisible()).isFalse();

        window.press(KeyCode.Z);
        window.robot().interact(() -> window.node("#hand-editor-scale", ToggleButton.class).fire());
        type("-2e-3");
        window.press(KeyCode.ENTER);
        window.waitFor("the list", () -> names().equals(List.of("embed")));
        assertThat(details()).contains("all of it: × −0.002000");
    }

    @Test
    void aParameterIsFrozenFromTheOutlineAndLetGoByUndo() {
        choose("lm_head.weight", "hand-freeze");
        window.waitFor("the list", () -> names().equals(List.of("lm_head.weight")));
        assertThat(signedGradients()).isEmpty();
        window.robot().clickOn("Gradients")
                .interact(() -> window.node(".gradient-filter", TextField.class).setText("head"));
        window.waitFor("the sign in the table", () -> signedGradients().equals(List.of("lm_head.weight")));
        assertThat(words("lm_head")).contains("lm_head.weight is frozen by hand");
        assertThat(words("ln_f")).doesNotContain("frozen");
        window.press(KeyCode.SHORTCUT, KeyCode.Z);
        window.waitFor("an empty list", () -> !window.node("#hands", Node.class).isVisible());
    }

    @Test
    void aParameterIsChangedOnceAndUndoBringsItBack() {
        choose("lm_head.weight", "hand-change");
        window.waitFor("the editor", this::isEditing);
        type("3");
        window.press(KeyCode.ENTER);
        window.waitFor("the list", () -> names().equals(List.of("lm_head.weight")));
        assertThat(details()).contains("all of it: × 3")
                .anyMatch(words -> words.startsWith("once, before iteration 0"));
        assertThat(window.robot().lookup("#hands .icon-button").queryAll()).isEmpty();
        window.press(KeyCode.SHORTCUT, KeyCode.Z);
        window.waitFor("an empty list", () -> !window.node("#hands", Node.class).isVisible());
    }

    @Test
    void whatIsZeroIsOfferedToBeSet() {
        choose("ln_f.bias", "ln_f", "hand-change");
        window.waitFor("the editor", this::isEditing);
        assertThat(window.node("#hand-editor-set", ToggleButton.class).isSelected()).isTrue();
        window.press(KeyCode.ESCAPE);
        choose("ln_f.weight", "ln_f", "hand-change");
        window.waitFor("the editor", this::isEditing);
        assertThat(window.node("#hand-editor-scale", ToggleButton.class).isSelected()).isTrue();
    }

    @Test
    void errorsCannotBeChangedAndTheMenuSaysWhy() {
        window.press(KeyCode.L);
        window.press(KeyCode.F11);
        window.press(KeyCode.F11);
        window.waitFor("an error", () -> stage().stream().anyMatch(map -> map.name().startsWith("grad/act/")));
        Target.Cells error = stage().stream().filter(map -> map.name().startsWith("grad/act/")).findFirst()
                .orElseThrow();
        moveTo(picture(".stage"), error);
        window.robot().clickOn(MouseButton.SECONDARY);
        MenuItem change = item("hand-change");
        assertThat(change.isDisable()).isTrue();
        assertThat(item("hand-refusal").getText()).startsWith(error.name()).contains("follows from the loss");
        window.press(KeyCode.ESCAPE);
        moveTo(picture(".stage"), error);
        window.press(KeyCode.Z);
        assertThat(window.node("#status", StatusBar.class).getText()).contains("follows from the loss");
        assertThat(isEditing()).isFalse();
    }

    /** Chooses what the outline offers for a parameter of the unembedding. */
    private void choose(String parameter, String id) {
        choose(parameter, "lm_head", id);
    }

    private void choose(String parameter, String row, String id) {
        Bounds onScreen = view("#outline").localToScreen(view("#outline").getLayoutBounds());
        window.robot().moveTo(onScreen.getMinX() + 60, onScreen.getMinY() + row(row).bounds().y() + 12);
        window.robot().clickOn(MouseButton.SECONDARY);
        Menu menu = (Menu) menu().getItems().stream().filter(item -> parameter.equals(item.getText())).findFirst()
                .orElseThrow();
        MenuItem chosen = menu.getItems().stream().filter(item -> id.equals(item.getId())).findFirst().orElseThrow();
        window.robot().interact(() -> {
            menu().hide();
            chosen.fire();
        });
    }

    private static ContextMenu menu() {
        return Window.getWindows().stream().filter(ContextMenu.class::isInstance).map(ContextMenu.class::cast)
                .filter(ContextMenu::isShowing).findFirst().orElseThrow();
    }

    private static MenuItem item(String id) {
        return menu().getItems().stream().filter(item -> id.equals(item.getId())).findFirst().orElseThrow();
    }

    private void pointAtHead(int head) {
        window.waitFor("the heads", () -> heads().size() == 4);
        Target.Cells cells = heads().get(head);
        moveTo(pictures(".inspector").filter(view -> maps(view).contains(cells)).findFirst().orElseThrow(), cells);
    }

    private void moveTo(PictureView view, Target.Cells cells) {
        Bounds onScreen = view.localToScreen(view.getLayoutBounds());
        double x = onScreen.getMinX() + cells.bounds().x() + 5;
        double y = onScreen.getMinY() + cells.bounds().bottom() - 5;
        window.robot().moveTo(x - 1, y);
        window.robot().moveTo(x, y);
    }

    private List<Target.Cells> heads() {
        return pictures(".inspector").flatMap(view -> maps(view).stream())
                .filter(map -> map.name().equals(PROBS)).toList();
    }

    private List<Target.Cells> stage() {
        return maps(picture(".stage"));
    }

    private static List<Target.Cells> maps(PictureView view) {
        Picture picture = view.pictureProperty().get();
        return picture == null ? List.of() : picture.heatMaps().toList();
    }

    private static boolean isMarked(Target.Cells cells) {
        return !cells.excerpt().map(Excerpt::changes).orElse(List.of()).isEmpty();
    }

    private PictureView picture(String of) {
        return pictures(of).findFirst().orElseThrow();
    }

    private Stream<PictureView> pictures(String of) {
        return window.robot().from(window.node(of, Node.class)).lookup(".picture").queryAllAs(PictureView.class)
                .stream();
    }

    private PictureView view(String query) {
        return window.node(query, PictureView.class);
    }

    private Target.Named row(String address) {
        return Objects.requireNonNull(view("#outline").pictureProperty().get()).targets().stream()
                .map(Target.Named.class::cast).filter(row -> row.name().equals(address)).findFirst().orElseThrow();
    }

    /** The parameters that have a sign in the table of gradients. */
    private List<String> signedGradients() {
        return window.robot().lookup(".gradient-table .table-cell").queryAllAs(Labeled.class).stream()
                .filter(cell -> cell.getGraphic() != null && cell.getText() != null)
                .map(Labeled::getText).toList();
    }

    private String words(String address) {
        return row(address).words();
    }

    private static <T> String chosen(ComboBox<T> box) {
        return box.getConverter().toString(box.getValue());
    }

    private boolean isEditing() {
        return window.node("#hand-editor", Node.class).isVisible();
    }

    private void type(String number) {
        window.robot().interact(() -> {
            TextField field = window.node("#hand-number", TextField.class);
            field.setText(number);
            field.requestFocus();
        });
    }

    private void fire(String query) {
        Button button = window.node(query, Button.class);
        window.robot().interact(button::fire);
    }

    private String loss() {
        return window.text("#loss .figure-number");
    }

    private List<String> names() {
        return words(List.of("#hands .point-name"));
    }

    private List<String> details() {
        return words(List.of("#hands .hand-done", "#hands .point-details .break-row-hits"));
    }

    private List<String> words(List<String> queries) {
        return queries.stream()
                .flatMap(query -> window.robot().lookup(query).queryAllAs(Labeled.class).stream())
                .map(Labeled::getText).toList();
    }
}
