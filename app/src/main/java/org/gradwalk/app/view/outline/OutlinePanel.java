package org.gradwalk.app.view.outline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import javafx.css.PseudoClass;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.jspecify.annotations.Nullable;

/** The left of the window: the network as a tree with forward sizes and error sizes, and the cursor. */
public final class OutlinePanel implements Panel {

    static final PseudoClass CURSOR = PseudoClass.getPseudoClass("cursor");
    static final PseudoClass STEP = PseudoClass.getPseudoClass("step");

    private static final double ROW_HEIGHT = 24;

    /** Rows that stay in sight around the cursor when the tree scrolls to it. */
    private static final int CONTEXT = 8;

    private final TreeView<Row> tree = new TreeView<>();
    private final VBox box = new VBox(new OutlineHeader(), tree);
    private final Actions actions;
    private final Map<String, TreeItem<Row>> items = new HashMap<>();
    private final Set<OutlineCell> cells = Collections.newSetFromMap(new WeakHashMap<>());
    private final List<TreeItem<Row>> openedByWalk = new ArrayList<>();
    private @Nullable Program shownProgram;
    private @Nullable Snapshot snapshot;
    private Optional<Node> shownNode = Optional.empty();
    private List<Row> rows = List.of();
    private Sizes sizes = Sizes.NONE;

    public OutlinePanel(Actions actions) {
        this.actions = actions;
        box.getStyleClass().add("outline");
        box.setMinWidth(190);
        tree.setShowRoot(false);
        tree.setId("outline");
        tree.setFixedCellSize(ROW_HEIGHT);
        tree.setCellFactory(_ -> cell());
        tree.widthProperty().addListener((_, _, _) -> cells.forEach(cell -> cell.requestLayout()));
        VBox.setVgrow(tree, Priority.ALWAYS);
        tree.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                goToSelected();
                event.consume();
            }
        });
    }

    private OutlineCell cell() {
        OutlineCell cell = new OutlineCell(this::goTo);
        cell.itemProperty().addListener((_, _, _) -> show(cell));
        cells.add(cell);
        return cell;
    }

    private void show(OutlineCell cell) {
        if (snapshot != null) {
            cell.show(snapshot, sizes);
        }
    }

    @Override
    public Region region() {
        return box;
    }

    /** Gives the tree the keyboard. */
    public void focus() {
        tree.requestFocus();
    }

    @Override
    public void show(ViewState state) {
        Snapshot shown = state.snapshot();
        if (shown.equals(snapshot)) {
            return;
        }
        snapshot = shown;
        if (shownProgram != shown.program()) {
            shownProgram = shown.program();
            build(shown.program());
        }
        sizes = Sizes.of(shown, rows);
        if (!shown.node().equals(shownNode)) {
            shownNode = shown.node();
            shown.node().ifPresent(this::reveal);
        }
        cells.forEach(this::show);
    }

    private void build(Program program) {
        items.clear();
        openedByWalk.clear();
        shownNode = Optional.empty();
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

    /** Opens the tree down to the cursor, closes what it had opened before, and brings the cursor into sight. */
    private void reveal(Node node) {
        TreeItem<Row> item = items.get(node.row());
        if (item == null) {
            return;
        }
        List<TreeItem<Row>> above = above(item);
        openedByWalk.stream().filter(opened -> !above.contains(opened)).toList().forEach(left -> {
            left.setExpanded(false);
            openedByWalk.remove(left);
        });
        above.stream().filter(each -> !each.isExpanded()).forEach(each -> {
            each.setExpanded(true);
            openedByWalk.add(each);
        });
        scrollTo(tree.getRow(item));
    }

    private static List<TreeItem<Row>> above(TreeItem<Row> item) {
        List<TreeItem<Row>> above = new ArrayList<>();
        for (TreeItem<Row> each = item.getParent(); each != null; each = each.getParent()) {
            above.add(each);
        }
        return above;
    }

    private void scrollTo(int row) {
        if (tree.lookup(".virtual-flow") instanceof VirtualFlow<?> flow && flow.getFirstVisibleCell() != null) {
            boolean inSight = row > flow.getFirstVisibleCell().getIndex()
                    && row < flow.getLastVisibleCell().getIndex() - 1;
            if (!inSight) {
                tree.scrollTo(Math.max(0, row - CONTEXT));
            }
        }
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
}
