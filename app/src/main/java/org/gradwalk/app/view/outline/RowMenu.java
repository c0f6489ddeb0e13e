package org.gradwalk.app.view.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.BreakpointList;
import org.gradwalk.app.view.BreakpointWords;
import org.gradwalk.app.view.HandMenu;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Spot;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;

/** What can be done with a row: break there on the way forward or back, or under a condition, and change by hand. */
final class RowMenu {

    private RowMenu() {}

    static ContextMenu of(Row row, ViewState state, Actions actions) {
        List<MenuItem> toggles = new ArrayList<>();
        List<MenuItem> edits = new ArrayList<>();
        for (Optional<Node> side : List.of(row.forward(), row.backward())) {
            side.map(Node::address).ifPresent(address -> {
                boolean there = !state.breakpoints().at(address).isEmpty();
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
        hands(row, state.snapshot(), actions).forEach(menu.getItems()::add);
        return menu;
    }

    /** What can be done by hand to what the row yields, and to the parameters of its layer, or of its step. */
    private static List<MenuItem> hands(Row row, Snapshot snapshot, Actions actions) {
        List<MenuItem> items = new ArrayList<>();
        row.value().ifPresent(value -> {
            items.add(new SeparatorMenuItem());
            items.addAll(HandMenu.of(snapshot, Spot.of(value.name()), actions));
        });
        snapshot.program().parameters().stream()
                .filter(parameter -> parameter.layer().equals(row.address())
                        || (row.isStep() && isRead(parameter, row, snapshot.program())))
                .forEach(parameter -> {
                    Menu menu = new Menu(parameter.name());
                    menu.setMnemonicParsing(false);
                    menu.getItems().setAll(HandMenu.of(snapshot, Spot.of(parameter.name()), actions));
                    items.add(menu);
                });
        return items;
    }

    private static boolean isRead(Parameter parameter, Row row, Program program) {
        return row.forward().stream()
                .flatMap(node -> program.operations().subList(node.first(), node.end()).stream())
                .flatMap(operation -> operation.inputs().stream())
                .anyMatch(input -> input.value().equals(parameter.value()));
    }

    private static MenuItem item(String key, String address, Runnable action) {
        MenuItem item = new MenuItem(Messages.get(key, BreakpointWords.phase(address)));
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
