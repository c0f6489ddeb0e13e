package org.gradwalk.app.view;

import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A list below the outline that can be folded to its title. It is as high as what it holds, up to some height. */
public final class Strip {

    private static final double MOST_HEIGHT = 210;
    private static final double MOST_LOW_HEIGHT = 132;
    /** Windows lower than this get lower lists. */
    private static final double LOW_WINDOW = 800;

    private final ToggleButton fold;
    private final Label title = new Label();
    private final VBox box;

    /**
     * A strip that is folded.
     *
     * @param id of its button is {@code fold-} and this
     * @param foldWords what the button does
     * @param content the list
     * @param footer what stands below the list and is never scrolled away
     */
    public Strip(String id, String foldWords, Region content, Region footer) {
        fold = FoldButton.of(id, foldWords);
        fold.setFocusTraversable(false);
        fold.setSelected(true);
        title.setId(id + "-title");
        title.getStyleClass().add("strip-title");
        title.setMaxWidth(Double.MAX_VALUE);
        title.setOnMouseClicked(_ -> fold.fire());
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox header = new HBox(4, fold, title);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("strip-header");
        VBox open = new VBox(new Room(content, this::mostHeight), footer);
        open.getStyleClass().add("strip-content");
        open.managedProperty().bind(fold.selectedProperty().not());
        open.visibleProperty().bind(open.managedProperty());
        box = new VBox(header, open);
        box.setId(id);
        box.getStyleClass().add("side-strip");
        box.setMinHeight(Region.USE_PREF_SIZE);
    }

    private double mostHeight() {
        boolean low = box.getScene() != null && box.getScene().getHeight() < LOW_WINDOW;
        return low ? MOST_LOW_HEIGHT : MOST_HEIGHT;
    }

    public Region region() {
        return box;
    }

    /** What it holds, and how much of it. */
    public void setTitle(String words) {
        title.setText(words);
    }

    /** Whether only its title is shown. */
    public BooleanProperty foldedProperty() {
        return fold.selectedProperty();
    }

    /** Whether its list is shown. */
    public boolean isOpen() {
        return !fold.isSelected();
    }

    /** What it is called in a remembered arrangement. */
    public String id() {
        return box.getId();
    }

    public void unfold() {
        fold.setSelected(false);
    }
}
