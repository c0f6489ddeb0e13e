package org.gradwalk.app.view;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;

/** The small triangle that folds and unfolds what stands below its line; selected where that is folded. */
public final class FoldButton {

    private FoldButton() {}

    /**
     * One that is unfolded.
     *
     * @param of its id is {@code fold-} and this
     * @param words what it does
     */
    public static ToggleButton of(String of, String words) {
        ToggleButton button = new ToggleButton();
        button.setId("fold-" + of);
        button.getStyleClass().add("fold-button");
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.textProperty().bind(button.selectedProperty().map(folded -> folded ? "▸" : "▾"));
        return button;
    }
}
