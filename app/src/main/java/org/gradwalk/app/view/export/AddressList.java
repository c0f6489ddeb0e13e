package org.gradwalk.app.view.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.gallery.AddressPattern;
import org.gradwalk.app.view.Messages;
import org.jspecify.annotations.Nullable;

/**
 * Where addresses are typed, or ticked in a list of all there are: a tick is an address that stands in the text, a dash one
 * that a pattern with stars fits.
 */
final class AddressList {

    private final TextField patterns = new TextField();
    private final TextField search = new TextField();
    private final ObservableList<String> all = FXCollections.observableArrayList();
    private final FilteredList<String> found = new FilteredList<>(all);
    private final ListView<String> list = new ListView<>(found);
    private final Label none = new Label();
    private final WholeRows rows = new WholeRows(list);
    private final VBox box = new VBox(6, patterns, search, rows);

    AddressList(Runnable onChange) {
        patterns.setId("save-patterns");
        patterns.setPromptText(Messages.get("save.patterns.prompt"));
        patterns.setTooltip(new Tooltip(Messages.get("save.patterns.tooltip")));
        search.setId("save-search");
        search.setPromptText(Messages.get("save.search"));
        list.setId("save-list");
        list.getStyleClass().add("save-list");
        none.setWrapText(true);
        none.textProperty().bind(search.textProperty().map(
                text -> Messages.get(text.isBlank() ? "save.list.empty" : "save.list.notFound")));
        list.setPlaceholder(none);
        list.setCellFactory(_ -> new Cell());
        list.setOnKeyPressed(this::onKey);
        VBox.setVgrow(rows, Priority.ALWAYS);
        search.textProperty().addListener((_, _, text) -> found.setPredicate(each -> each.contains(text.strip())));
        patterns.textProperty().addListener((_, _, _) -> {
            list.refresh();
            onChange.run();
        });
    }

    Region region() {
        return box;
    }

    /** In the order of the tab key. */
    Stream<Node> controls() {
        return Stream.of(patterns, search, list);
    }

    String text() {
        return patterns.getText();
    }

    void type(String text) {
        patterns.setText(text);
    }

    /** Addresses that can be ticked. */
    void offer(List<String> addresses) {
        if (!addresses.equals(all)) {
            all.setAll(addresses);
        }
    }

    private void onKey(KeyEvent event) {
        String address = list.getFocusModel().getFocusedItem();
        if (address != null && (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER)) {
            toggle(address);
            event.consume();
        }
    }

    private void toggle(String address) {
        List<String> parts = new ArrayList<>(OrderEntry.parts(text()));
        if (!parts.remove(address)) {
            parts.add(address);
        }
        type(String.join(", ", parts));
    }

    /** A list as high as its last row ends. */
    private static final class WholeRows extends Region {

        private static final double EDGES = 2;

        private final ListView<?> list;

        WholeRows(ListView<?> list) {
            this.list = list;
            getChildren().add(list);
        }

        @Override
        protected void layoutChildren() {
            double row = list.getFixedCellSize();
            double height = row <= 0 ? getHeight() : Math.floor((getHeight() - EDGES) / row) * row + EDGES;
            list.resizeRelocate(0, 0, getWidth(), height);
        }

        @Override
        protected double computeMinHeight(double width) {
            return list.minHeight(width);
        }

        @Override
        protected double computePrefHeight(double width) {
            return list.prefHeight(width);
        }

        @Override
        protected double computePrefWidth(double height) {
            return list.prefWidth(height);
        }
    }

    /** An address with its tick. */
    private final class Cell extends ListCell<String> {

        private final CheckBox box = new CheckBox();

        Cell() {
            box.setFocusTraversable(false);
            box.setMouseTransparent(true);
            setOnMouseClicked(_ -> {
                String address = getItem();
                if (address != null) {
                    toggle(address);
                }
            });
        }

        @Override
        protected void updateItem(@Nullable String address, boolean empty) {
            super.updateItem(address, empty);
            if (address == null || empty) {
                setText(null);
                setGraphic(null);
                return;
            }
            List<String> parts = OrderEntry.parts(text());
            boolean ticked = parts.contains(address);
            setText(address);
            box.setSelected(ticked);
            box.setIndeterminate(!ticked && parts.stream().anyMatch(part -> new AddressPattern(part).test(address)));
            setGraphic(box);
        }
    }
}
