package org.gradwalk.app.view.breakpoints;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.BreakpointList;
import org.gradwalk.app.view.BreakpointWords;
import org.gradwalk.app.view.IconButton;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.run.Breakpoint;
import org.kordamp.ikonli.material2.Material2AL;

/** A breakpoint of the list: whether it is heeded, where it is, when it stops the walk, and how often it was met. */
final class BreakpointRow {

    private final CheckBox enabled = new CheckBox();
    private final Button name = new Button();
    private final Label condition = line("break-row-condition");
    private final Label hits = line("break-row-hits");
    private final Label error = line("break-row-error");
    private final VBox box;
    private final Actions actions;
    private BreakpointList.Item item;

    BreakpointRow(BreakpointList.Item first, Actions actions) {
        item = first;
        this.actions = actions;
        enabled.setAccessibleText(Messages.get("break.enabled"));
        enabled.setTooltip(new Tooltip(Messages.get("break.enabled")));
        enabled.setOnAction(_ -> enable());
        enabled.setMinWidth(Region.USE_PREF_SIZE);
        name.getStyleClass().add("point-name");
        name.setMnemonicParsing(false);
        name.setWrapText(true);
        name.setTooltip(new Tooltip(Messages.get("break.go")));
        name.setOnAction(_ -> actions.execute(new Command.ToNode(address())));
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox line = new HBox(
                2, enabled, name,
                IconButton.of(Material2AL.EDIT, Messages.get("break.edit"), () -> actions.editBreakpoint(address())),
                IconButton.of(Material2AL.CLOSE, Messages.get("break.remove"), this::remove));
        line.setAlignment(Pos.CENTER_LEFT);
        VBox details = new VBox(condition, hits, error);
        details.getStyleClass().add("point-details");
        box = new VBox(line, details);
        box.getStyleClass().add("point-row");
        box.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DELETE) {
                event.consume();
                remove();
            }
        });
        show(first);
    }

    private static Label line(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        label.visibleProperty().bind(label.managedProperty());
        return label;
    }

    Region region() {
        return box;
    }

    private String address() {
        return item.breakpoint().address();
    }

    private void enable() {
        Breakpoint old = item.breakpoint();
        boolean heeded = enabled.isSelected();
        actions.changeBreakpoints(list -> BreakpointList.replaced(list, old, old.enabled(heeded)));
    }

    private void remove() {
        Breakpoint old = item.breakpoint();
        actions.changeBreakpoints(list -> list.stream().filter(each -> !each.equals(old)).toList());
    }

    void show(BreakpointList.Item newItem) {
        item = newItem;
        enabled.setSelected(item.breakpoint().enabled());
        name.setText(BreakpointWords.row(address()));
        condition.setText(item.breakpoint().condition());
        hits.setText(Messages.get("break.detail", BreakpointWords.phase(address()), BreakpointWords.hits(item)));
        error.setText(item.error().orElse(""));
    }
}
