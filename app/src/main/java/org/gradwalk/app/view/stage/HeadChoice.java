package org.gradwalk.app.view.stage;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Messages;

/** A button for each head; the selected one is what the stage shows. */
final class HeadChoice {

    private final SegmentedButton heads = new SegmentedButton();
    private final HBox box = new HBox(8, new Label(Messages.get("stage.head")), heads);
    private final Actions actions;

    HeadChoice(Actions actions) {
        this.actions = actions;
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("head-choice");
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.managedProperty().bind(box.visibleProperty());
    }

    Region region() {
        return box;
    }

    /** Shows which of so many heads is selected; nothing where there are no heads. */
    void show(int selected, int count, boolean any) {
        box.setVisible(any);
        if (heads.getButtons().size() != count) {
            List<ToggleButton> buttons = new ArrayList<>();
            for (int head = 0; head < count; head++) {
                buttons.add(button(head));
            }
            heads.getButtons().setAll(buttons);
        }
        heads.getButtons().get(selected).setSelected(true);
    }

    private ToggleButton button(int head) {
        ToggleButton button = new ToggleButton(Integer.toString(head));
        button.setFocusTraversable(false);
        button.setTooltip(new Tooltip(Messages.get("stage.head.choose", head)));
        button.setOnAction(_ -> {
            button.setSelected(true);
            actions.select(selection -> selection.withHead(head));
        });
        return button;
    }
}
