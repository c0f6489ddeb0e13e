package org.gradwalk.app.view.keys;

import java.util.Arrays;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.KeyAction.Group;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Veil;

/** All keys with what they do, laid over the window. */
public final class KeySheet {

    /** So that the words of short groups stand in one line. */
    private static final double KEYS_WIDTH = 72;

    private final Veil veil = new Veil("keys");

    /** A sheet that is not shown yet. */
    public KeySheet() {
        Label title = new Label(Messages.get("keys.title"));
        title.getStyleClass().add("key-sheet-title");
        HBox columns = new HBox(
                column(List.of(Group.WALK, Group.RUN)), column(List.of(Group.POINTS, Group.WINDOW)),
                column(List.of(Group.SELECTION)));
        columns.getStyleClass().add("key-sheet-columns");
        Label remark = new Label(Messages.get("keys.remark"));
        remark.getStyleClass().add("muted");
        VBox sheet = new VBox(title, columns, remark);
        sheet.getStyleClass().add("key-sheet");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        veil.lay(sheet, this::hide);
        sheet.setOnMouseClicked(_ -> hide());
    }

    private static VBox column(List<Group> groups) {
        VBox column = new VBox();
        column.getStyleClass().add("key-sheet-column");
        groups.forEach(group -> column.getChildren().add(group(group)));
        HBox.setHgrow(column, Priority.ALWAYS);
        return column;
    }

    private static GridPane group(Group group) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("key-group");
        Label name = new Label(group.words());
        name.getStyleClass().add("key-group-name");
        grid.add(name, 0, 0, 2, 1);
        Arrays.stream(KeyAction.values()).filter(action -> action.group() == group)
                .forEach(action -> add(grid, action));
        return grid;
    }

    private static void add(GridPane grid, KeyAction action) {
        HBox keys = new HBox(4);
        keys.setAlignment(Pos.CENTER_LEFT);
        keys.setMinWidth(KEYS_WIDTH);
        for (String key : action.keyNames()) {
            Label cap = new Label(key);
            cap.getStyleClass().add("key-cap");
            cap.setMinWidth(Region.USE_PREF_SIZE);
            keys.getChildren().add(cap);
        }
        Label words = new Label(action.words());
        words.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setValignment(words, VPos.CENTER);
        grid.addRow(grid.getRowCount(), keys, words);
    }

    /** What lies over the window while it is shown. */
    public Region region() {
        return veil;
    }

    public boolean isShown() {
        return veil.isVisible();
    }

    /** Shows it where it is not shown, and the other way round. */
    public void toggle() {
        veil.setVisible(!veil.isVisible());
    }

    public void hide() {
        veil.setVisible(false);
    }
}
