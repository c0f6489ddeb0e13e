package org.gradwalk.app;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Room;

/** What is said of the session that is open, in a strip that can be closed; most sessions have nothing to say. */
final class AboutSession {

    /** What is longer is scrolled. */
    private static final double MOST_HEIGHT = 110;
    /** Longer lines are hard to read. */
    private static final double LONGEST_LINE = 1_100;

    private final Label words = new Label();
    private final HBox box;

    AboutSession() {
        Label title = new Label(Messages.get("about.title"));
        title.getStyleClass().add("strip-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        words.setId("about-words");
        words.getStyleClass().add("words");
        words.setWrapText(true);
        words.setMaxWidth(LONGEST_LINE);
        Room room = new Room(new VBox(words), () -> MOST_HEIGHT);
        room.setFocusTraversable(false);
        HBox.setHgrow(room, Priority.ALWAYS);
        Button close = new Button("×");
        close.setId("about-close");
        close.getStyleClass().add("look-button");
        close.setTooltip(new Tooltip(Messages.get("about.close", KeyAction.ABOUT.shortKey())));
        close.setAccessibleText(Messages.get("about.close", KeyAction.ABOUT.shortKey()));
        close.setFocusTraversable(false);
        close.setMinWidth(Region.USE_PREF_SIZE);
        close.setOnAction(_ -> hide());
        box = new HBox(12, title, room, close);
        box.setId("about");
        box.setAlignment(Pos.TOP_LEFT);
        box.getStyleClass().add("about-session");
        box.managedProperty().bind(box.visibleProperty());
        box.setVisible(false);
    }

    Region region() {
        return box;
    }

    /** What is said; empty where there is nothing. */
    String description() {
        return words.getText();
    }

    /** Says something else. */
    void show(String description) {
        words.setText(description);
        box.setVisible(!description.isBlank());
    }

    boolean isShown() {
        return box.isVisible();
    }

    void hide() {
        box.setVisible(false);
    }

    /** Opens it again, or closes it; whether there is something to say. */
    boolean toggle() {
        box.setVisible(!isShown() && !description().isBlank());
        return !description().isBlank();
    }
}
