package org.gradwalk.app.view.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.BreakpointList;
import org.gradwalk.app.view.BreakpointWords;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.program.Node;

/** What can be done with a row: break there on the way forward or back, or under a condition. */
final class RowMenu {

    private RowMenu() {}

    static ContextMenu of(Row row, BreakpointList breakpoints, Actions actions) {
        List<MenuItem> toggles = new ArrayList<>();
        List<MenuItem> edits = new ArrayList<>();
        for (Optional<Node> side : List.of(row.forward(), row.backward())) {
            side.map(Node::address).ifPresent(address -> {
                boolean there = !breakpoints.at(address).isEmpty();
                toggles.add(item(
                        there ? "outline.menu.remove" : "outline.menu.set", address,
                        () -> actions.changeBreakpoints(list -> BreakpointList.toggled(list, address))));
                edits.add(item("outline.menu.edit", address, () -> actions.editBreakpoint(address)));
            });
        }
        ContextMenu menu = new ContextMenu();
        menu.getItems().addAll(toggles);
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().addAll(edits);
        return menu;
    }

    private static MenuItem item(String key, String address, Runnable action) {
        MenuItem item = new MenuItem(Messages.get(key, BreakpointWords.phase(address)));
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
