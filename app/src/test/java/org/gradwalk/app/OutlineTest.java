package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TreeCell;
import javafx.scene.input.KeyCode;
import javafx.scene.shape.Rectangle;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tree at the left follows the cursor, and nothing in it is cut in the smallest window. */
@ExtendWith(NoCssWarnings.class)
class OutlineTest {

    private static final PseudoClass CURSOR = PseudoClass.getPseudoClass("cursor");

    private OpenWindow window;

    @BeforeEach
    void open() throws TimeoutException, RefusedException {
        window = new OpenWindow(
                new Opening.FromPreset(Preset.CLASSROOM, 1).read(),
                "To be, or", "1280x720");
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
    }

    @Test
    void theTreeOpensAroundTheCursorAndClosesBehindIt() {
        walkToSoftmax();
        assertThat(cursorRow()).contains("h.0.attn:softmax");
        assertThat(rows()).contains("h.0.attn:merge", "h.1").doesNotContain("h.0.ln_1:mean");

        window.press(KeyCode.F12);
        window.press(KeyCode.F12);
        window.press(KeyCode.F10);
        window.waitFor("the next block", () -> cursorRow().filter("h.1"::equals).isPresent());
        assertThat(rows()).contains("h.0", "h.1").doesNotContain("h.0.attn", "h.0.attn:merge");
    }

    @Test
    void namesAndBarsStayWithinTheirColumns() {
        walkToSoftmax();
        Set<Labeled> names = window.robot().lookup(".outline .tree-cell .label").queryAllAs(Labeled.class);
        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(name.getWidth()).as(name.getText())
                .isGreaterThanOrEqualTo(Math.floor(name.prefWidth(-1))));
        window.press(KeyCode.L);
        window.waitFor("the loss", () -> cursorRow().filter(row -> row.startsWith("loss")).isPresent());
        window.press(KeyCode.F10);
        window.press(KeyCode.F11);
        window.press(KeyCode.F11);

        double right = inScene(window.node("#outline", Node.class)).getMaxX();
        assertBarsWithin(".forward-bar", right);
        assertBarsWithin(".error-bar", right);
        assertThat(window.robot().lookup(".outline .scroll-bar").queryAllAs(ScrollBar.class))
                .filteredOn(bar -> bar.getOrientation() == Orientation.HORIZONTAL)
                .noneMatch(Node::isVisible);
    }

    private void assertBarsWithin(String style, double right) {
        Set<Rectangle> bars = window.robot().lookup(".outline " + style).queryAllAs(Rectangle.class);
        assertThat(bars).anyMatch(Node::isVisible).allSatisfy(bar -> {
            assertThat(bar.getWidth()).isLessThanOrEqualTo(48);
            assertThat(inScene(bar).getMaxX()).isLessThanOrEqualTo(right);
        });
    }

    /** Steps into everything until the softmax of the first block has run. */
    private void walkToSoftmax() {
        for (int i = 0; i < 100 && !cursorRow().equals(Optional.of("h.0.attn:softmax")); i++) {
            int before = window.operations();
            window.press(KeyCode.F11);
            window.waitFor("the step", () -> window.operations() > before);
        }
    }

    private static Bounds inScene(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private List<String> rows() {
        return cells().map(OutlineTest::address).toList();
    }

    private Optional<String> cursorRow() {
        return cells().filter(cell -> cell.getPseudoClassStates().contains(CURSOR)).map(OutlineTest::address)
                .findFirst();
    }

    private Stream<TreeCell<?>> cells() {
        return window.robot().lookup(".outline .tree-cell").queryAll().stream().<TreeCell<?>>map(TreeCell.class::cast)
                .filter(cell -> cell.isVisible() && cell.getItem() != null);
    }

    private static String address(TreeCell<?> cell) {
        String words = cell.getAccessibleText();
        return words.substring(0, words.indexOf(','));
    }
}
