package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The strip above the stage: keys and pointer move the cursor, joins tell their shares, and it folds. */
@ExtendWith(NoCssWarnings.class)
class FlowTest {

    private OpenWindow window;

    @BeforeEach
    void open() throws TimeoutException, RefusedException {
        open("1280x720");
    }

    private void open(String size) throws TimeoutException, RefusedException {
        window = new OpenWindow(
                new Opening.FromPreset(Preset.CLASSROOM, 1).read(),
                "To be, or", size);
    }

    @AfterEach
    void close() throws TimeoutException {
        window.close();
    }

    @Test
    void aClickGoesToAPlaceAndArrowKeysStepFromThere() {
        point(0.8);
        window.robot().clickOn();
        window.waitFor("the place", () -> window.operations() > window.allOperations() / 4);
        int there = window.operations();

        window.press(KeyCode.LEFT);
        window.waitFor("the step back", () -> window.operations() < there);
        window.press(KeyCode.RIGHT);
        window.waitFor("the step over", () -> window.operations() >= there);
    }

    @Test
    void theSharesOfTheJoinUnderThePointerAreToldOnceTheyAreThere() {
        point(0.8);
        Label join = window.node("#join", Label.class);
        assertThat(join.isVisible()).isFalse();

        window.press(KeyCode.END);
        window.waitFor("the shares", join::isVisible);
        assertThat(join.getText()).matches("(?s)join at h\\.\\d\\.fork_(attn|mlp): skip −?\\d+ %.branch −?\\d+ %, .*");
    }

    @Test
    void itIsLowInALowWindowAndFoldsByItsButton() throws TimeoutException, RefusedException {
        double low = window.node("#flow", PictureView.class).getHeight();
        close();
        open("1440x900");
        PictureView flow = window.node("#flow", PictureView.class);
        assertThat(flow.getHeight()).isGreaterThan(2 * low);

        ToggleButton fold = window.node("#fold-flow", ToggleButton.class);
        window.robot().interact(fold::requestFocus);
        window.press(KeyCode.SPACE);
        assertThat(flow.isVisible()).isFalse();
        window.press(KeyCode.SPACE);
        assertThat(flow.isVisible()).isTrue();
    }

    /** Moves the pointer to a share of the way along the river. */
    private void point(double share) {
        Node flow = window.node("#flow", Node.class);
        Bounds place = flow.localToScreen(flow.getLayoutBounds());
        window.robot().moveTo(place.getMinX() + share * place.getWidth(), place.getMinY() + place.getHeight() / 2);
        window.robot().moveBy(1, 0);
    }
}
