package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.gradwalk.app.NoCssWarnings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Themes are switched at any moment. */
@ExtendWith(NoCssWarnings.class)
class ThemeTest {

    @AfterEach
    void close() throws TimeoutException {
        FxToolkit.cleanupStages();
    }

    @Test
    void aTooltipFindsItsColoursInBothThemes() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        Scene scene = WaitForAsyncUtils.waitForAsyncFx(5000, () -> new Scene(new Label("a row"), 200, 100));
        FxToolkit.setupStage(stage -> {
            stage.setScene(scene);
            Theme.DARK.applyTo(scene);
            stage.show();
        });
        Tooltip tooltip = WaitForAsyncUtils.waitForAsyncFx(5000, () -> new Tooltip("what it is"));
        for (int i = 0; i < 4; i++) {
            WaitForAsyncUtils.waitForAsyncFx(
                    5000, () -> tooltip.show(Objects.requireNonNull(scene.getWindow()), 50, 50));
            WaitForAsyncUtils.waitForFxEvents();
            WaitForAsyncUtils.waitForAsyncFx(5000, () -> Theme.of(scene).other().applyTo(scene));
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(tooltip.isShowing()).isTrue();
            WaitForAsyncUtils.waitForAsyncFx(5000, tooltip::hide);
            WaitForAsyncUtils.waitForAsyncFx(5000, () -> {
                Theme.of(scene).other().applyTo(scene);
                tooltip.show(Objects.requireNonNull(scene.getWindow()), 50, 50); // before the next layout
            });
            WaitForAsyncUtils.waitForFxEvents();
        }
    }
}
