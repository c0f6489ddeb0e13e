package org.gradwalk.app;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.gradwalk.app.view.Arrangement;
import org.gradwalk.app.view.Choices;
import org.gradwalk.app.view.FoldButton;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;

/** What stands below the stage, with a divider between: one of some wide panels, or folded only their names. */
final class Drawer {

    private static final double LEAST_HEIGHT = 190;
    private static final double USUAL_HEIGHT = 210;
    private static final double MOST_HEIGHT = 600;

    private final SplitPane split = new SplitPane();
    private final VBox box = new VBox();
    private final HBox header = new HBox(8);
    private final ToggleButton fold = FoldButton.of("drawer", Messages.get("drawer.fold"));
    private final ToggleGroup names = new ToggleGroup();
    private final StackPane content = new StackPane();
    private final Map<ToggleButton, Panel> panels = new LinkedHashMap<>();
    private final Runnable onChange;
    private boolean foldedByHand;
    /** Where it starts while it is open, as a share of the height. */
    private double start = Arrangement.FIRST.drawerStart();

    /**
     * A drawer that is open.
     *
     * @param above what stands above it
     * @param onChange hears when another panel is to be shown
     */
    Drawer(Region above, Runnable onChange) {
        this.onChange = onChange;
        box.getStyleClass().add("drawer");
        fold.setFocusTraversable(false);
        fold.setOnAction(_ -> foldedByHand = fold.isSelected());
        content.setMinHeight(0);
        content.managedProperty().bind(fold.selectedProperty().not());
        content.visibleProperty().bind(content.managedProperty());
        VBox.setVgrow(content, Priority.ALWAYS);
        header.getChildren().add(fold);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("strip-header");
        header.setMinHeight(Region.USE_PREF_SIZE);
        box.getChildren().addAll(header, content);
        split.setOrientation(Orientation.VERTICAL);
        split.getItems().addAll(above, box);
        SplitPane.setResizableWithParent(box, false);
        fold.selectedProperty().addListener((_, _, folded) -> follow(folded));
        limitHeight(false);
    }

    private void follow(boolean folded) {
        if (folded) {
            panels.values().forEach(Panel::letGo);
            start = split.getDividerPositions()[0];
        }
        limitHeight(folded);
        if (!folded) {
            split.setDividerPositions(start);
        }
        onChange.run();
    }

    private void limitHeight(boolean folded) {
        box.setPrefHeight(folded ? Region.USE_COMPUTED_SIZE : USUAL_HEIGHT);
        box.setMinHeight(folded ? Region.USE_PREF_SIZE : LEAST_HEIGHT);
        box.setMaxHeight(folded ? Region.USE_PREF_SIZE : MOST_HEIGHT);
    }

    /** Puts a panel into it, the first of which is shown. */
    void add(String key, Panel panel) {
        ToggleButton name = new ToggleButton(Messages.get(key));
        name.setId(key);
        name.getStyleClass().add("strip-name");
        name.setToggleGroup(names);
        name.setFocusTraversable(false);
        name.setOnAction(_ -> choose(name));
        panels.put(name, panel);
        header.getChildren().add(name);
        if (panels.size() == 1) {
            choose(name);
        }
    }

    /** Puts something into the line of the names, where it can also be seen while it is folded. */
    void addToLine(Region region) {
        header.getChildren().add(region);
    }

    /** Another panel unfolds it; the same once more folds it. */
    private void choose(ToggleButton name) {
        boolean same = content.getChildren().contains(panel(name).region());
        put(name);
        fold.setSelected(same && !fold.isSelected());
        foldedByHand = fold.isSelected();
        onChange.run();
    }

    private void put(ToggleButton name) {
        panels.forEach((other, panel) -> {
            if (!other.equals(name)) {
                panel.letGo();
            }
        });
        name.setSelected(true);
        content.getChildren().setAll(panel(name).region());
    }

    private Panel panel(ToggleButton name) {
        Panel panel = panels.get(name);
        if (panel == null) {
            throw new IllegalArgumentException(name.getText());
        }
        return panel;
    }

    /** Itself and what stands above it. */
    Region region() {
        return split;
    }

    /** Where it starts while it is open, as a share of the height. */
    double start() {
        return fold.isSelected() ? start : split.getDividerPositions()[0];
    }

    /** Adds which panel is open, and whether any is. */
    void remember(Choices choices) {
        choices.add("drawer.panel", this::chosen, this::show);
        choices.add("drawer.folded", fold.selectedProperty());
        panels.values().forEach(panel -> panel.remember(choices));
    }

    private String chosen() {
        return names.getSelectedToggle() instanceof ToggleButton name ? name.getId() : "";
    }

    private void show(String id) {
        panels.keySet().stream().filter(name -> id.equals(name.getId())).findFirst().ifPresent(this::put);
    }

    /** Arranges it. */
    void arrange(double newStart, boolean folded) {
        split.setDividerPositions(newStart);
        fold.setSelected(folded);
        start = newStart;
    }

    /** Opens it. */
    void open() {
        fold.setSelected(false);
    }

    /** Opens it, unless somebody has folded it by hand. */
    void offer() {
        if (!foldedByHand) {
            open();
        }
    }

    /** Whether only the names are shown. */
    boolean isFolded() {
        return fold.isSelected();
    }

    /** Only what can be seen is brought up to date. */
    void show(ViewState state) {
        if (!fold.isSelected() && names.getSelectedToggle() instanceof ToggleButton name) {
            panel(name).show(state);
        }
    }
}
