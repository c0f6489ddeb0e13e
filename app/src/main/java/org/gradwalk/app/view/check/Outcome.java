package org.gradwalk.app.view.check;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;

/** A line that says whether something agrees: a mark, words, and details on hovering. */
final class Outcome {

    private static final PseudoClass RIGHT = PseudoClass.getPseudoClass("right");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    /** Whether it agrees; none while nobody knows. */
    enum State {
        RIGHT,
        WRONG,
        NONE
    }

    private final Label label = new Label();
    private final FontIcon right = new FontIcon(Material2AL.CHECK_CIRCLE);
    private final FontIcon wrong = new FontIcon(Material2AL.CANCEL);
    private final Tooltip tooltip = new Tooltip();

    Outcome(String id) {
        label.setId(id);
        label.getStyleClass().add("outcome");
        label.managedProperty().bind(label.visibleProperty());
        label.setWrapText(true);
        hide();
    }

    Region region() {
        return label;
    }

    void show(State state, String words, String details) {
        label.setVisible(true);
        label.setText(words);
        label.setGraphic(switch (state) {
            case RIGHT -> right;
            case WRONG -> wrong;
            case NONE -> null;
        });
        label.pseudoClassStateChanged(RIGHT, state == State.RIGHT);
        label.pseudoClassStateChanged(WRONG, state == State.WRONG);
        tooltip.setText(details);
        label.setTooltip(details.isEmpty() ? null : tooltip);
    }

    void hide() {
        label.setVisible(false);
        label.setText("");
    }
}
