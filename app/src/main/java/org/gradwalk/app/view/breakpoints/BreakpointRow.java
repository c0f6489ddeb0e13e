package org.gradwalk.app.view.breakpoints;

import java.util.stream.Stream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.BreakpointList;
import org.gradwalk.app.view.BreakpointWords;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.PointRow;
import org.gradwalk.model.run.Breakpoint;

/** A breakpoint of the list: whether it is heeded, where it is, when it stops the walk, and how often it was met. */
final class BreakpointRow {

    private final CheckBox enabled = new CheckBox();
    private final Label condition = PointRow.words("break-row-condition");
    private final Label hits = PointRow.words("break-row-hits");
    private final Label error = PointRow.words("break-row-error");
    private final PointRow row;
    private final Actions actions;
    private BreakpointList.Item item;

    BreakpointRow(BreakpointList.Item first, Actions actions) {
        item = first;
        this.actions = actions;
        enabled.setAccessibleText(Messages.get("break.enabled"));
        enabled.setTooltip(new Tooltip(Messages.get("break.enabled")));
        enabled.setOnAction(_ -> enable());
        enabled.setMinWidth(Region.USE_PREF_SIZE);
        Stream.of(condition, hits, error).forEach(label -> {
            label.managedProperty().bind(label.textProperty().isNotEmpty());
            label.visibleProperty().bind(label.managedProperty());
        });
        VBox details = new VBox(condition, hits, error);
        details.getStyleClass().add("point-details");
        row = new PointRow(
                Messages.get("break.go"), () -> actions.execute(new Command.ToNode(address())), details)
                .withEditing(Messages.get("break.edit"), () -> actions.editBreakpoint(address()))
                .withRemoving(Messages.get("break.remove"), this::remove);
        row.putFirst(enabled);
        show(first);
    }

    Region region() {
        return row.region();
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
        row.setName(BreakpointWords.row(address()));
        condition.setText(item.breakpoint().condition());
        hits.setText(Messages.get("break.detail", BreakpointWords.phase(address()), BreakpointWords.hits(item)));
        error.setText(item.error().orElse(""));
    }
}
