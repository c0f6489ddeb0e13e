package org.gradwalk.app.view.outline;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.layout.Region;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Value;
import org.jspecify.annotations.Nullable;

/** A row on the screen: a name and two bars, brought up to date without being made anew. */
final class OutlineCell extends TreeCell<Row> {

    private final Label name = new Label();
    private final Tooltip address = new Tooltip();
    private final Bar forward = new Bar("forward-bar");
    private final Bar error = new Bar("error-bar");
    private final Content content = new Content();

    /** A cell that asks to go to its row when it is clicked twice. */
    OutlineCell(Consumer<Row> goTo) {
        name.setTooltip(address);
        setGraphic(content); // always: taking it away and back would style it anew
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && getItem() != null) {
                goTo.accept(getItem());
            }
        });
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
        super.updateItem(row, empty);
        content.setVisible(row != null && !empty);
        if (row == null || empty) {
            pseudoClassStateChanged(OutlinePanel.CURSOR, false);
            return;
        }
        name.setText(row.name());
        address.setText(row.address());
        pseudoClassStateChanged(OutlinePanel.STEP, row.isStep());
    }

    /** Shows how large the row's numbers are now, and whether the cursor is here. */
    void show(Snapshot snapshot, Sizes sizes) {
        Row row = getItem();
        if (row != null) {
            pseudoClassStateChanged(
                    OutlinePanel.CURSOR, snapshot.node().map(Node::row).filter(row.address()::equals).isPresent());
            show(forward, row.value(), "outline.forward.size", snapshot, sizes);
            show(error, row.error(), "outline.error.size", snapshot, sizes);
            setAccessibleText(row.address() + ", " + forward.words() + ", " + error.words());
        }
    }

    private static void show(Bar bar, Optional<Value> value, String words, Snapshot snapshot, Sizes sizes) {
        if (value.isEmpty()) {
            bar.hide();
        } else if (snapshot.exists(value.get())) {
            bar.fill(sizes.share(value.get()), Messages.get(
                    words, value.get().name(), Numbers.shortly(sizes.of(value.get()))));
        } else {
            bar.empty(Messages.get("panel.notyet", value.get().name()));
        }
    }

    /** The bars lie in their columns whatever the indent of the name; the width asked for is none. */
    private final class Content extends Region {

        Content() {
            getChildren().add(name);
            getChildren().addAll(forward.nodes());
            getChildren().addAll(error.nodes());
            setPrefWidth(1);
        }

        @Override
        protected void layoutChildren() {
            Columns columns = Columns.in(getTreeView().getWidth());
            double x = getLayoutX();
            layoutInArea(
                    name, 0, 0, Math.max(0, columns.forward() - x - 6), getHeight(), 0, HPos.LEFT, VPos.CENTER);
            double y = Math.round((getHeight() - Bar.height()) / 2);
            forward.place(columns.forward() - x, y, columns.bar());
            error.place(columns.error() - x, y, columns.bar());
        }
    }
}
