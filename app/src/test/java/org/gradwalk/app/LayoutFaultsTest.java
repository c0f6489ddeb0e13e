package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.view.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The layout test sees what it is there to see. */
class LayoutFaultsTest {

    @BeforeEach
    void startJavaFx() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void close() throws TimeoutException {
        FxToolkit.cleanupStages();
    }

    @Test
    void aLabelWithRoomIsNoFault() throws TimeoutException {
        assertThat(faults(new Label("enough room"), 200)).isEmpty();
    }

    @Test
    void cutTextIsSeen() throws TimeoutException {
        assertThat(faults(new Label("far too long for so little room"), 60))
                .anyMatch(fault -> fault.contains("is cut"));
    }

    @Test
    void aControlOutsideOfItsParentIsSeen() throws TimeoutException {
        Button button = new Button("too wide");
        button.setMinWidth(300);

        assertThat(faults(button, 100)).anyMatch(fault -> fault.contains("is outside of its parent"));
    }

    @Test
    void overlappingSiblingsAreSeen() throws TimeoutException {
        VBox box = new VBox(-12, new Label("one"), new Label("other"));

        assertThat(faults(box, 200)).anyMatch(fault -> fault.contains("overlaps"));
    }

    @Test
    void paleTextIsSeen() throws TimeoutException {
        Label label = new Label("pale");
        label.setStyle("-fx-text-fill: #404448;");

        assertThat(faults(label, 200)).anyMatch(fault -> fault.contains("has a contrast of"));
    }

    private static List<String> faults(Region content, double width) throws TimeoutException {
        FxToolkit.setupStage(stage -> {
            HBox box = new HBox(content);
            box.setMinWidth(width);
            box.setMaxWidth(width);
            box.getStyleClass().add("window");
            VBox root = new VBox(box);
            root.getStyleClass().add("window");
            Scene scene = new Scene(root, width, 100);
            Theme.DARK.applyTo(scene);
            stage.setScene(scene);
            stage.show();
        });
        return WaitForAsyncUtils.waitForAsyncFx(
                5000, () -> LayoutFaults.of(FxToolkit.toolkitContext().getRegisteredStage().getScene()));
    }
}
