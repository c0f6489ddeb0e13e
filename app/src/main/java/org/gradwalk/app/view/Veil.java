package org.gradwalk.app.view;

import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** What dims the window while a sheet lies over it. It takes no room from the window, however large its sheet is. */
public final class Veil extends StackPane {

    /** One that is not shown yet. */
    public Veil(String id) {
        getStyleClass().add("veil");
        setId(id);
        setMinSize(0, 0);
        setVisible(false);
    }

    /**
     * Lays a sheet on it.
     *
     * @param onBeside hears of a press beside the sheet
     */
    public void lay(Region sheet, Runnable onBeside) {
        getChildren().setAll(sheet);
        setOnMousePressed(event -> {
            if (event.getTarget().equals(this)) {
                onBeside.run();
            }
        });
    }
}
