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

    private static final double BAR_HEIGHT = 7;

    private final Label name = new Label();
    private final Tooltip address = new Tooltip();
    private final Bar forward = new Bar("forward-bar");
    private final Bar error = new Bar("error-bar");
    private final Content content = new Content();

    /** A cell that asks to go to its row when it is clicked twice. */
    OutlineCell(Consumer<Row> goTo) {
        name.setTooltip(address);
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && getItem() != null) {
                goTo.accept(getItem());
            }
        });
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
        super.updateItem(row, empty);
        if (row == null || empty) {
            setGraphic(null);
            pseudoClassStateChanged(OutlinePanel.CURSOR, false);
            return;
        }
        setGraphic(content);
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
            setAccessibleText(row.address() + ", " + forward.getAccessibleText() + ", " + error.getAccessibleText());
        }
    }

    private static void show(Bar bar, Optional<Value> value, String words, Snapshot snapshot, Sizes sizes) {
        if (value.isEmpty()) {
            bar.setVisible(false);
            bar.setAccessibleText("");
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
            getChildren().addAll(name, forward, error);
            setPrefWidth(1);
        }

        @Override
        protected void layoutChildren() {
            Columns columns = Columns.in(getTreeView().getWidth());
            double x = getLayoutX();
            layoutInArea(
                    name, 0, 0, Math.max(0, columns.forward() - x - 6), getHeight(), 0, HPos.LEFT, VPos.CENTER);
            double y = Math.round((getHeight() - BAR_HEIGHT) / 2);
            forward.resizeRelocate(columns.forward() - x, y, columns.bar(), BAR_HEIGHT);
            error.resizeRelocate(columns.error() - x, y, columns.bar(), BAR_HEIGHT);
        }
    }
}
