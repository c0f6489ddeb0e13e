package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.model.run.Preset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On the page of the paper's tables every formula leads to where it is computed, and agrees. */
@ExtendWith(NoCssWarnings.class)
class TablesTest {

    private OpenWindow window;

    @BeforeEach
    void open() throws TimeoutException, RefusedException {
        window = OpenWindow.of(Preset.PAPER, "0123");
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
    }

    @Test
    void aClickOnAFormulaWalksToWhereItIsComputed() {
        window.press(KeyCode.T);
        click("grad/act/h.0.resid_attn");

        window.waitFor("the walk", () -> window.text(".stage-address").equals("h.0.fork_mlp"));
        assertThat(window.text(".phase")).isEqualTo("backward");
        assertThat(isShown()).isFalse();
        window.press(KeyCode.T);
        click("h.0.attn.out");
        window.waitFor("the walk back", () -> window.text(".stage-address").equals("h.0.attn:c_proj"));
    }

    @Test
    void arrowKeysChooseAFormulaAndEnterGoesThere() {
        window.press(KeyCode.T);
        window.waitFor("the table", () -> picture().pictureProperty().get() != null);
        window.press(KeyCode.DOWN); // the first: rows of tokens
        window.press(KeyCode.DOWN); // rows of places
        window.press(KeyCode.DOWN); // their sum
        window.press(KeyCode.RIGHT); // its error
        window.waitFor("the chosen formula", () -> picture().getAccessibleText().startsWith("grad/act/embed\n"));
        window.press(KeyCode.ENTER);

        window.waitFor("the walk", () -> window.text(".stage-address").equals("h.0.fork_attn"));
        window.press(KeyCode.F10); // the keys are the walk's again
        window.waitFor("the next layer", () -> window.text(".stage-address").startsWith("embed"));
    }

    @ParameterizedTest
    @CsvSource({"NETWORK, 29", "HEAD, 15", "PARAMETERS, 22"})
    void everyFormulaOfTheNetworkOfThePaperAgrees(String table, int formulas) {
        window.press(KeyCode.T);
        fire("#table-" + table);
        fire("#check-table");
        assertThat(window.text("#tables-found")).startsWith("Nothing here has been computed yet");

        window.press(KeyCode.END);
        window.waitFor("the end", () -> window.operations() == window.allOperations());
        fire("#check-table");
        window.waitFor("all checks", () -> window.text("#tables-found")
                .equals(formulas + " of " + formulas + " checked agree; all are checked"));
    }

    /** The error of the layer norm's output stands in two tables, by formulas of different forms. */
    @Test
    void whatWasFoundOfOneFormulaSaysNothingOfAnother() {
        window.press(KeyCode.END);
        window.waitFor("the end", () -> window.operations() == window.allOperations());
        window.press(KeyCode.T);
        fire("#check-table");
        window.waitFor("all checks",
                () -> window.text("#tables-found").equals("29 of 29 checked agree; all are checked"));

        fire("#table-HEAD");

        window.waitFor("what is known of the other table", () -> !window.text("#tables-found").startsWith("29"));
        assertThat(window.text("#tables-found")).doesNotContain("agree");
    }

    @Test
    void escapeClosesItAndNothingElse() {
        window.press(KeyCode.T);
        assertThat(isShown()).isTrue();
        window.press(KeyCode.ESCAPE);
        assertThat(isShown()).isFalse();
    }

    @Test
    void escapeClosesItWhileATooltipShows() {
        window.press(KeyCode.T);
        Button check = window.node("#check-table", Button.class);
        window.robot().moveTo(check).moveBy(2, 2);
        window.waitFor("the tooltip", () -> check.getTooltip().isShowing());
        window.press(KeyCode.ESCAPE);
        assertThat(isShown()).isFalse();
    }

    @Test
    void theFormulaThatIsPointedAtOrChosenIsShownLarge() {
        window.press(KeyCode.T);
        assertThat(large().isVisible()).isFalse();
        window.robot().moveTo(place("grad/act/embed")).moveBy(2, 0);
        window.waitFor("the formula pointed at", () -> isLarge("grad/act/embed"));
        assertThat(heightOfFormulas(large().pictureProperty().get()).getFirst()).isGreaterThan(28);

        window.press(KeyCode.DOWN);
        window.robot().moveTo("#tables-found");
        window.waitFor("the chosen formula", () -> isLarge("wte"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itIsInTheLettersOfThePaperWhateverThoseOfTheWindow(boolean paper) {
        if (paper) {
            window.press(KeyCode.N);
        }
        window.press(KeyCode.T);
        window.waitFor("the table", () -> picture().pictureProperty().get() != null);
        assertThat(letters(picture().pictureProperty().get())).contains("a_4", "Δ10", "ā_1").doesNotContain("X", "ΔX");
    }

    private static List<String> letters(@Nullable Picture picture) {
        return formulas(picture).flatMap(formula -> formula.occurrences().stream())
                .map(occurrence -> occurrence.symbol().text())
                .toList();
    }

    private static List<Double> heightOfFormulas(@Nullable Picture picture) {
        return formulas(picture).map(TypesetFormula::height).toList();
    }

    private static Stream<TypesetFormula> formulas(@Nullable Picture picture) {
        return Objects.requireNonNull(picture).marks().stream()
                .filter(Mark.Formula.class::isInstance)
                .map(Mark.Formula.class::cast)
                .map(Mark.Formula::formula);
    }

    private PictureView large() {
        return window.node("#large-formula", PictureView.class);
    }

    private boolean isLarge(String value) {
        return large().isVisible() && large().isPainted() && large().getAccessibleText().startsWith(value + "\n");
    }

    @Test
    void theLettersOfThePaperAreThoseOfTheWholeWindow() {
        window.press(KeyCode.L);
        window.waitFor("the loss", () -> !window.text("#operation").startsWith("op 0"));
        assertThat(letter()).isEqualTo("P");
        window.press(KeyCode.N);
        assertThat(letter()).isEqualTo("ρ");
        window.press(KeyCode.N);
        assertThat(letter()).isEqualTo("P");
    }

    private String letter() {
        return window.robot().lookup(".kind-choice .toggle-button").queryAllAs(ToggleButton.class).iterator().next()
                .getText();
    }

    private boolean isShown() {
        return window.node("#tables", Node.class).isVisible();
    }

    private PictureView picture() {
        return window.node("#table", PictureView.class);
    }

    private void click(String value) {
        window.robot().clickOn(place(value));
    }

    private Point2D place(String value) {
        window.waitFor("the formula of " + value, () -> picture().pictureProperty().get() != null
                && picture().pictureProperty().get().targets().stream().anyMatch(target -> isOf(target, value)));
        Target target = picture().pictureProperty().get().targets().stream()
                .filter(each -> isOf(each, value)).findFirst().orElseThrow();
        return picture().localToScreen(target.bounds().x() + 20, target.bounds().y() + 8);
    }

    private static boolean isOf(Target target, String value) {
        return target instanceof Target.Named named && named.name().equals(value);
    }

    private void fire(String query) {
        Node node = window.node(query, Node.class);
        window.robot().interact(() -> {
            if (node instanceof Button button) {
                button.fire();
            } else {
                ((ToggleButton) node).fire();
            }
        });
    }
}
