package org.gradwalk.app.view.gradients;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.LinkedPicture;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Parameter;
import org.jspecify.annotations.Nullable;

/** A table of all parameters with their gradients' sizes, and the selected one large. */
public final class GradientsPanel implements Panel {

    private final TextField filter = new TextField();
    private final ObservableList<GradientRow> rows = FXCollections.observableArrayList();
    private final TableView<GradientRow> table = new TableView<>();
    private final LinkedPicture picture;
    private final SplitPane split;
    private boolean showing;

    public GradientsPanel(Actions actions) {
        picture = new LinkedPicture(actions);
        filter.setPromptText(Messages.get("gradients.filter"));
        FilteredList<GradientRow> filtered = new FilteredList<>(rows);
        filter.textProperty()
                .addListener((_, _, text) -> filtered.setPredicate(row -> row.name().contains(text.strip())));
        SortedList<GradientRow> sorted = new SortedList<>(filtered);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getStyleClass().add("gradient-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(text("gradients.parameter", GradientRow::name, 168));
        table.getColumns().add(text("gradients.shape", GradientRow::shape, 54));
        table.getColumns().add(number("gradients.norm", GradientRow::norm));
        table.getColumns().add(number("gradients.ratio", GradientRow::ratio));
        table.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null && !showing) {
                actions.select(selection -> selection.withParameter(Optional.of(row.name())));
            }
        });
        VBox upper = new VBox(8, filter, table);
        VBox.setVgrow(table, Priority.ALWAYS);
        upper.getStyleClass().add("inspector-panel");
        split = new SplitPane(upper, picture.region());
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.45);
    }

    private static TableColumn<GradientRow, String> text(
            String key, Function<GradientRow, String> value, double width) {
        TableColumn<GradientRow, String> column = new TableColumn<>(Messages.get(key));
        column.setCellValueFactory(features -> new ReadOnlyStringWrapper(value.apply(features.getValue())));
        column.setPrefWidth(width);
        return column;
    }

    private static TableColumn<GradientRow, Number> number(String key, ToDoubleFunction<GradientRow> value) {
        TableColumn<GradientRow, Number> column = new TableColumn<>(Messages.get(key));
        column.setCellValueFactory(
                features -> new ReadOnlyDoubleWrapper(value.applyAsDouble(features.getValue())));
        column.setPrefWidth(58);
        column.setCellFactory(_ -> new NumberCell());
        return column;
    }

    private static final class NumberCell extends TableCell<GradientRow, Number> {
        NumberCell() {
            getStyleClass().add("number-cell");
        }

        @Override
        protected void updateItem(@Nullable Number number, boolean empty) {
            super.updateItem(number, empty);
            if (number == null || empty) {
                setText(null);
            } else {
                setText(Double.isNaN(number.doubleValue()) ? "–" : Numbers.shortly(number.doubleValue()));
            }
        }
    }

    @Override
    public Region region() {
        return split;
    }

    @Override
    public void show(ViewState state) {
        showing = true;
        rows.setAll(GradientRow.of(state.snapshot()));
        Optional<String> selected = state.selection().parameter();
        rows.stream()
                .filter(row -> selected.isPresent() && row.name().equals(selected.get()))
                .findFirst()
                .ifPresent(row -> table.getSelectionModel().select(row));
        showing = false;
        Parameter parameter = state.snapshot().program().parameters().stream()
                .filter(each -> selected.isPresent() && each.name().equals(selected.get()))
                .findFirst()
                .orElseGet(() -> latest(state.snapshot()));
        picture.show(
                (width, height) -> new GradientPicture(state, parameter).draw(width, height), state);
    }

    /** The parameter whose gradient has come last; the first parameter before any. */
    private static Parameter latest(Snapshot snapshot) {
        List<Parameter> parameters = snapshot.program().parameters();
        return parameters.stream()
                .filter(parameter -> snapshot.exists(parameter.gradient()))
                .max(Comparator.comparingInt(parameter -> snapshot.program().writtenBy(parameter.gradient())))
                .orElse(parameters.getFirst());
    }
}
