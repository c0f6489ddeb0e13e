package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import org.assertj.core.util.DoubleComparator;
import org.gradwalk.app.command.OpenRequest;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Offers;
import org.gradwalk.app.view.Arrangement;
import org.gradwalk.app.view.Letters;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.WindowSize;
import org.gradwalk.app.view.WindowState;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.text.CharacterTokenizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The window as a person meets it, on JavaFX's platform without a display. */
@ExtendWith(NoCssWarnings.class)
class WindowTest {
    private final List<WindowState> closedStates = new ArrayList<>();
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
    @CsvSource({"DARK, 1440x900, #14171c", "DARK, 1280x720, #14171c", "LIGHT, 1440x900, #f3f4f6",
        "LIGHT, 1280x720, #f3f4f6"})
    void opensInTheSizeAndThemeAskedFor(Theme theme, String size, String background) throws TimeoutException {
        WindowSize asked = WindowSize.parse(size);
        open(new OpenRequest(Optional.of(asked), Optional.of(theme), Optional.empty(), Optional.empty()),
                Optional.empty());

        var picture = new FxRobot().capture(stage.getScene().getRoot()).getImage();
        assertThat(picture.getWidth()).isEqualTo(asked.width());
        assertThat(picture.getHeight()).isEqualTo(asked.height());
        Node middle = stage.getScene().lookup(".stage");
        Bounds place = middle.localToScene(middle.getLayoutBounds());
        assertThat(picture.getPixelReader().getColor((int) place.getMinX() + 4, (int) place.getMaxY() - 4))
                .isEqualTo(Color.web(background));
    }

    @Test
    void opensWhereItWasClosed() throws TimeoutException {
        open(OpenRequest.PLAIN, Optional.of(new WindowState(40, 30, 960, 600, Theme.LIGHT, Arrangement.FIRST)));

        closeByKey();
        assertThat(closedStates).extracting(WindowState::x, WindowState::y, WindowState::width, WindowState::height)
                .containsExactly(tuple(40.0, 30.0, 960.0, 600.0));
        assertThat(closedStates).extracting(WindowState::theme).containsExactly(Theme.LIGHT);
    }

    @Test
    void opensAsItWasArranged() throws TimeoutException {
        Arrangement arranged = new Arrangement(0.25, 0.6, "tab.gradients", true, false, 0.6, 16,
                Letters.PAPER, "/pictures of mine", 77, List.of("/models/mine.safetensors"), Set.of("watches"));
        open(OpenRequest.PLAIN, Optional.of(new WindowState(0, 0, 1440, 900, Theme.DARK, arranged)));

        closeByKey();
        Arrangement closed = closedStates.getFirst().arrangement();
        assertThat(closed).usingRecursiveComparison()
                .withComparatorForType(new DoubleComparator(0.01), Double.class).isEqualTo(arranged);
    }

    @Test
    void themeKeySwitchesBetweenLightAndDark() throws TimeoutException {
        open(OpenRequest.PLAIN, Optional.of(new WindowState(0, 0, 800, 600, Theme.LIGHT, Arrangement.FIRST)));

        press(KeyCode.T);
        assertThat(Theme.of(stage.getScene())).isEqualTo(Theme.DARK);
        press(KeyCode.T);
        assertThat(Theme.of(stage.getScene())).isEqualTo(Theme.LIGHT);
    }

    @Test
    void bringsItsFonts() throws TimeoutException {
        open(OpenRequest.PLAIN, Optional.empty());

        assertThat(Font.getFamilies()).contains("Inter", "Inter Medium", "Inter Semi Bold", "JetBrains Mono",
                "JetBrains Mono Medium");
    }

    @Test
    void everyStopOfTheTabKeyIsSeen() throws TimeoutException {
        open(new OpenRequest(Optional.of(WindowSize.parse("1280x720")), Optional.of(Theme.DARK), Optional.empty(),
                Optional.empty()), Optional.empty());
        Set<Node> stops = new LinkedHashSet<>();
        for (int i = 0; i < 12; i++) {
            new FxRobot().push(KeyCode.TAB);
            WaitForAsyncUtils.waitForFxEvents();
            Node stop = stage.getScene().getFocusOwner();
            stops.add(stop);
            assertThat(FocusSeen.isSeen(stage.getScene())).as("the focus on " + stop).isTrue();
        }
        assertThat(stops).hasSizeGreaterThan(6);
    }

    private void open(OpenRequest request, Optional<WindowState> remembered) throws TimeoutException {
        FxToolkit.setupApplication(() -> new GradwalkApplication(
                request, model(), "To be", Offers.NONE, remembered, closedStates::add));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Model model() {
        Preset preset = Preset.CLASSROOM;
        return new Model(
                "test", preset.config(), CharacterTokenizer.classroom(), preset.parameters(1), preset.initialization(),
                preset.update(), preset.settings());
    }

    private void closeByKey() {
        press(KeyCode.Q);
        assertThat(stage.isShowing()).isFalse();
    }

    private static void press(KeyCode key) {
        new FxRobot().press(KeyCode.SHORTCUT, key).release(key, KeyCode.SHORTCUT);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
