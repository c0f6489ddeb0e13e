package org.gradwalk.app.view;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2AL;

/** A row of the lists below the outline: a name that can be pressed, buttons to edit and remove it, and details below. */
public final class PointRow {

    private final Button name = new Button();
    private final HBox line;
    private final VBox box;

    /**
     * A row without a name.
     *
     * @param words what pressing its name does
     * @param press does it
     * @param details what stands below
     */
    public PointRow(String words, Runnable press, Region details) {
        name.getStyleClass().add("point-name");
        name.setMnemonicParsing(false);
        name.setWrapText(true);
        name.setTooltip(new Tooltip(words));
        name.setMaxWidth(Double.MAX_VALUE);
        name.setOnAction(_ -> press.run());
        HBox.setHgrow(name, Priority.ALWAYS);
        line = new HBox(2, name);
        line.setAlignment(Pos.CENTER_LEFT);
        box = new VBox(line, details);
        box.getStyleClass().add("point-row");
    }

    /** Adds a button with which it is edited, and says what that does. */
    public PointRow withEditing(String words, Runnable edit) {
        line.getChildren().add(IconButton.of(Material2AL.EDIT, words, edit));
        return this;
    }

    /** Adds a button with which it is removed, and says what that does; the key Delete does it too. */
    public PointRow withRemoving(String words, Runnable remove) {
        Button removing = IconButton.of(Material2AL.CLOSE, words, remove);
        line.getChildren().add(removing);
        box.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DELETE) {
                event.consume();
                removing.fire();
            }
        });
        return this;
    }

    /** Words of the details, on as many lines as they need. */
    public static Label words(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** Puts something before the name. */
    public void putFirst(Node node) {
        line.getChildren().addFirst(node);
    }

    /** What it is of. */
    public void setName(String newName) {
        name.setText(newName);
    }

    public Region region() {
        return box;
    }
}
