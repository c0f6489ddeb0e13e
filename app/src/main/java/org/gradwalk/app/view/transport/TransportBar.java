package org.gradwalk.app.view.transport;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.gradwalk.app.view.Messages;

/** The bar at the top of the window. */
public final class TransportBar extends HBox {
    public TransportBar() {
        getStyleClass().add("transport-bar");
        var name = new Label(Messages.get("program.name"));
        name.getStyleClass().add("program-name");
        getChildren().add(name);
    }
}
