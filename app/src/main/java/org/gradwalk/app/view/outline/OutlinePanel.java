package org.gradwalk.app.view.outline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.jspecify.annotations.Nullable;

/** The left of the window: the network as a tree with forward sizes and error sizes, and the cursor. */
public final class OutlinePanel implements Panel {

    private static final PseudoClass CURSOR = PseudoClass.getPseudoClass("cursor");
    private static final double NAME_WIDTH = 138;
    private static final double BAR_WIDTH = 54;
    private static final double BAR_HEIGHT = 7;

    private final TreeTableView<Row> tree = new TreeTableView<>();
    private final Actions actions;
    private final Map<String, TreeItem<Row>> items = new HashMap<>();
    private @Nullable Program shownProgram;
    private @Nullable Snapshot snapshot;
    private List<Row> rows = List.of();
    private Sizes sizes = Sizes.NONE;

    public OutlinePanel(Actions actions) {
        this.actions = actions;
        tree.getStyleClass().add("outline");
        tree.setShowRoot(false);
        tree.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        tree.setRowFactory(_ -> new OutlineRow());
        TreeTableColumn<Row, Row> names = column(Messages.get("outline.network"), NAME_WIDTH);
        names.setCellFactory(_ -> new NameCell());
        TreeTableColumn<Row, Row> forward = column("‖x‖", BAR_WIDTH);
        forward.setCellFactory(_ -> new BarCell("forward-bar", Row::value));
        TreeTableColumn<Row, Row> backward = column("‖Δ‖", BAR_WIDTH);
        backward.setCellFactory(_ -> new BarCell("error-bar", Row::error));
        tree.getColumns().add(names);
        tree.getColumns().add(forward);
        tree.getColumns().add(backward);
        tree.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                goToSelected();
                event.consume();
            }
        });
    }

    private static TreeTableColumn<Row, Row> column(String title, double width) {
        TreeTableColumn<Row, Row> column = new TreeTableColumn<>(title);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue().getValue()));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    @Override
    public Region region() {
        return tree;
    }

    @Override
    public void show(ViewState state) {
        Snapshot shown = state.snapshot();
        snapshot = shown;
        if (shownProgram != shown.program()) {
            shownProgram = shown.program();
            build(shown.program());
        }
        sizes = Sizes.of(shown, rows);
        shown.node().ifPresent(this::reveal);
        tree.refresh();
    }

    private void build(Program program) {
        items.clear();
        TreeItem<Row> root = new TreeItem<>();
        rows = Row.of(program);
        rows.forEach(row -> root.getChildren().add(item(row)));
        tree.setRoot(root);
    }

    private TreeItem<Row> item(Row row) {
        TreeItem<Row> item = new TreeItem<>(row);
        items.put(row.address(), item);
        row.children().forEach(child -> item.getChildren().add(item(child)));
        return item;
    }

    /** Opens the tree down to the cursor, and scrolls there. */
    private void reveal(Node node) {
        TreeItem<Row> item = items.get(node.row());
        if (item == null) {
            return;
        }
        for (TreeItem<Row> above = item.getParent(); above != null; above = above.getParent()) {
            above.setExpanded(true);
        }
        tree.scrollTo(Math.max(0, tree.getRow(item) - 8));
    }

    private void goToSelected() {
        TreeItem<Row> item = tree.getSelectionModel().getSelectedItem();
        if (item != null && item.getValue() != null) {
            goTo(item.getValue());
        }
    }

    /** Forward while the walk is on its way forward; on the way back to the partner. */
    private void goTo(Row row) {
        if (snapshot == null) {
            return;
        }
        boolean back = snapshot.position().operations() >= snapshot.program()
                .phase(Phase.LOSS).end();
        Optional<Node> target = back ? row.backward().or(row::forward) : row.forward().or(row::backward);
        target.ifPresent(node -> actions.execute(new Command.ToNode(node.address())));
    }

    private final class OutlineRow extends TreeTableRow<Row> {
        OutlineRow() {
            setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && getItem() != null) {
                    goTo(getItem());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            boolean here = row != null && snapshot != null
                    && snapshot.node().map(Node::row).filter(row.address()::equals).isPresent();
            pseudoClassStateChanged(CURSOR, here);
        }
    }

    private static final class NameCell extends TreeTableCell<Row, Row> {
        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            setText(row == null || empty ? null : row.name());
        }
    }

    private final class BarCell extends TreeTableCell<Row, Row> {
        private final Region bar = new Region();
        private final HBox track = new HBox(bar);
        private final BiFunction<Row, Program, Optional<Value>> value;

        BarCell(String style, BiFunction<Row, Program, Optional<Value>> value) {
            this.value = value;
            bar.getStyleClass().add(style);
            track.getStyleClass().add("bar-track");
            track.setAlignment(Pos.CENTER_LEFT);
            bar.setMinHeight(BAR_HEIGHT);
            bar.setMaxHeight(BAR_HEIGHT);
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (row == null || empty || snapshot == null) {
                setGraphic(null);
                return;
            }
            Snapshot shown = snapshot;
            Optional<Value> measured = value.apply(row, shown.program()).filter(shown::exists);
            double width = measured.map(found -> sizes.share(found) * (BAR_WIDTH - 16)).orElse(0.0);
            bar.setMinWidth(width);
            bar.setMaxWidth(width);
            setGraphic(track);
            setAccessibleText(measured.map(found -> Numbers.shortly(sizes.of(found))).orElse(""));
        }
    }
}
