package org.gradwalk.app.view.settings;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.gradwalk.app.view.Messages;

/**
 * A field for a number with its letter or words before it, and what it means in a tooltip.
 *
 * @param title before it
 * @param field where it is typed
 */
record NumberField(Label title, TextField field) {

    /** By the last word of its keys. */
    static NumberField of(String name) {
        NumberField made = new NumberField(new Label(Messages.get("training." + name)), new TextField());
        Tooltip tooltip = new Tooltip(Messages.get("training." + name + ".tooltip"));
        made.title.setLabelFor(made.field);
        made.title.setTooltip(tooltip);
        made.title.setMinWidth(Region.USE_PREF_SIZE);
        made.field.setTooltip(tooltip);
        made.field.setId("training-" + name);
        return made;
    }

    String text() {
        return field.getText();
    }

    void type(String text) {
        field.setText(text);
    }

    void setShown(boolean shown) {
        for (Node part : parts()) {
            part.setVisible(shown);
            part.setManaged(shown);
        }
    }

    void setUsed(boolean used) {
        parts().forEach(part -> part.setDisable(!used));
    }

    /** In the order in which they stand. */
    List<Node> parts() {
        return List.of(title, field);
    }
}
