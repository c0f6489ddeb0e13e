package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.input.KeyCode;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.SampleModel;
import org.gradwalk.app.session.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody unfolds a derivation while walking. */
@ExtendWith(NoCssWarnings.class)
class UnfoldedDerivationTest {

    private OpenWindow window;

    @BeforeEach
    void open() throws Exception {
        SampleModel sample = Samples.read().model(Samples.FIRST_MODEL);
        window = new OpenWindow(Model.of(sample.id(), Samples.content(sample)), "To be", "1280x720");
        window.press(KeyCode.L);
        window.press(KeyCode.F10); // backward through the loss
        window.waitFor("the first error", () -> window.text(".stage .phase").equals("backward"));
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
    }

    @Test
    void theKeyUnfoldsItWithEveryInvariantAndFoldsItAgain() {
        window.press(KeyCode.E);
        window.waitFor("the derivation", () -> texts().contains("truth."));

        window.waitFor("the bound", () -> texts().contains("in each row t: holds"));
        List<String> residuals = texts().stream().filter(text -> text.startsWith("residual ")).toList();
        assertThat(residuals).hasSize(2).allSatisfy(text -> assertThat(
                Double.parseDouble(text.substring("residual ".length(), text.indexOf(" of")).replace('−', '-')))
                .isLessThan(1e-12));
        assertThat(view().pictureProperty().get().marks()).anyMatch(Mark.Formula.class::isInstance);

        window.press(KeyCode.E);

        assertThat(view().isVisible()).isFalse();
    }

    @Test
    void itIsThatOfTheStepAtTheCursor() {
        window.press(KeyCode.E);
        window.press(KeyCode.G);

        window.waitFor("the derivation of the first part", () -> texts().contains("begins"));
    }

    @Test
    void aHiddenResultHidesItsDerivationUntilItIsShown() {
        window.press(KeyCode.H);
        window.press(KeyCode.E);
        window.waitFor("the refusal", () -> texts().equals(
                List.of("The result is hidden, and its derivation with it. S shows both.")));
        assertThat(view().pictureProperty().get().marks()).noneMatch(Mark.Formula.class::isInstance);

        window.press(KeyCode.S);

        window.waitFor("the derivation", () -> texts().contains("truth."));
    }

    private PictureView view() {
        return window.node("#derivation-lines", PictureView.class);
    }

    private List<String> texts() {
        return Optional.ofNullable(view().pictureProperty().get()).stream()
                .flatMap(picture -> picture.marks().stream())
                .filter(Mark.Text.class::isInstance)
                .map(mark -> ((Mark.Text) mark).text())
                .toList();
    }
}
