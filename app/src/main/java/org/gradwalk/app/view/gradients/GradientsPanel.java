package org.gradwalk.app.view.gradients;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.gradwalk.app.chart.Excerpt;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.session.Checker;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Choices;
import org.gradwalk.app.view.HandIcon;
import org.gradwalk.app.view.LinkedPicture;
import org.gradwalk.app.view.LiveCheck;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.NumberCell;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * A table of all parameters with their gradients' sizes, and one large: the one that was chosen, or else the one whose
 * gradient has come last.
 */
public final class GradientsPanel implements Panel {

    /** How many rows stand above the one that is brought into sight. */
    private static final int ROWS_ABOVE = 3;

    private final TextField filter = new TextField();
    private final ObservableList<GradientRow> rows = FXCollections.observableArrayList();
    private final TableView<GradientRow> table = new TableView<>();
    private final LinkedPicture picture;
    private final SplitPane split;
    private final LiveCheck check;
    private final ToggleButton distance = look("distance");
    private final ToggleButton layers = look("layers");
    private boolean showing;
    private @Nullable ViewState state;
    private @Nullable Parameter shown;
    private Optional<String> selectedName = Optional.empty();

    /**
     * A panel in which nothing is shown yet.
     *
     * @param checker of its own
     */
    public GradientsPanel(Checker checker, Actions actions) {
        check = new LiveCheck(checker, this::draw);
        picture = new LinkedPicture(actions);
        filter.setPromptText(Messages.get("gradients.filter"));
        FilteredList<GradientRow> filtered = new FilteredList<>(rows);
        filter.textProperty()
                .addListener((_, _, text) -> filtered.setPredicate(row -> row.name().contains(text.strip())));
        SortedList<GradientRow> sorted = new SortedList<>(filtered);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        filter.getStyleClass().add("gradient-filter");
        table.getStyleClass().add("gradient-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<GradientRow, String> names = text("gradients.parameter", GradientRow::name, 172);
        names.setCellFactory(_ -> new NameCell());
        table.getColumns().add(names);
        table.getColumns().add(text("gradients.shape", GradientRow::shape, 52));
        table.getColumns().add(number("gradients.norm", GradientRow::norm));
        table.getColumns().add(number("gradients.ratio", GradientRow::ratio));
        table.getSelectionModel().selectedItemProperty().addListener((_, _, row) -> {
            if (row != null && !showing) {
                actions.select(selection -> selection.withParameter(Optional.of(row.name())));
            }
        });
        table.setRowFactory(_ -> new Row());
        VBox upper = new VBox(6, filter, table);
        VBox.setVgrow(table, Priority.ALWAYS);
        upper.getStyleClass().add("inspector-panel");
        HBox looks = new HBox(6, distance, layers);
        looks.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane lower = new StackPane(picture.region(), looks);
        StackPane.setAlignment(looks, Pos.TOP_RIGHT);
        StackPane.setMargin(looks, new Insets(6, 12, 0, 0));
        split = new SplitPane(upper, lower);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.4);
    }

    /** One of a parameter that no update changes is pale, and says why. */
    private static final class Row extends TableRow<GradientRow> {

        private static final PseudoClass FROZEN = PseudoClass.getPseudoClass("frozen");

        private final Tooltip frozen = new Tooltip(Messages.get("gradients.frozen"));

        @Override
        protected void updateItem(@Nullable GradientRow row, boolean empty) {
            super.updateItem(row, empty);
            boolean isFrozen = !empty && row != null && row.frozen();
            pseudoClassStateChanged(FROZEN, isFrozen);
            setTooltip(isFrozen ? frozen : null);
        }
    }

    /** A name, with a sign behind it where a person has changed or frozen the parameter. */
    private static final class NameCell extends TableCell<GradientRow, String> {

        private final HBox signs = new HBox(3);
        private final Tooltip done = new Tooltip();

        NameCell() {
            signs.setAlignment(Pos.CENTER_LEFT);
            setContentDisplay(ContentDisplay.RIGHT);
        }

        @Override
        protected void updateItem(@Nullable String name, boolean empty) {
            super.updateItem(name, empty);
            setText(empty ? null : name);
            Optional<Excerpt> byHand = Optional.ofNullable(getTableRow().getItem()).filter(_ -> !empty)
                    .flatMap(GradientRow::byHand);
            signs.getChildren().setAll(
                    byHand.stream().flatMap(excerpt -> excerpt.signs().stream()).map(HandIcon::of).toList());
            done.setText(byHand.map(Excerpt::words).orElse(""));
            setGraphic(byHand.isPresent() ? signs : null);
            setTooltip(byHand.isPresent() ? done : null);
        }
    }

    private ToggleButton look(String id) {
        ToggleButton button = new ToggleButton(Messages.get("gradients." + id));
        button.getStyleClass().add("look-button");
        button.setId("gradient-" + id);
        button.setTooltip(new Tooltip(Messages.get("gradients." + id + ".tooltip")));
        button.setOnAction(_ -> draw());
        return button;
    }

    private static TableColumn<GradientRow, String> text(
            String key, Function<GradientRow, String> value, double width) {
        TableColumn<GradientRow, String> column = column(key);
        column.setCellValueFactory(features -> new ReadOnlyStringWrapper(value.apply(features.getValue())));
        column.setPrefWidth(width);
        column.setMinWidth(width);
        return column;
    }

    private static TableColumn<GradientRow, Number> number(String key, ToDoubleFunction<GradientRow> value) {
        TableColumn<GradientRow, Number> column = column(key);
        column.getStyleClass().add("number-column");
        column.setCellValueFactory(
                features -> new ReadOnlyDoubleWrapper(value.applyAsDouble(features.getValue())));
        column.setPrefWidth(64);
        column.setMinWidth(64);
        column.setCellFactory(_ -> new NumberCell<>());
        return column;
    }

    /** A column whose heading says what it is when it is pointed at. */
    private static <T> TableColumn<GradientRow, T> column(String key) {
        TableColumn<GradientRow, T> column = new TableColumn<>();
        Label heading = new Label(Messages.get(key));
        heading.setTooltip(new Tooltip(Messages.get(key + ".words")));
        column.setGraphic(heading);
        return column;
    }

    @Override
    public Region region() {
        return split;
    }

    @Override
    public void remember(Choices choices) {
        choices.add("gradients.distance", distance.selectedProperty());
        choices.add("gradients.layers", layers.selectedProperty());
    }

    @Override
    public void show(ViewState newState) {
        Snapshot snapshot = newState.snapshot();
        Optional<Parameter> selected = newState.selection().parameter()
                .flatMap(name -> parameter(snapshot, name))
                .or(() -> latest(snapshot));
        showing = true;
        rows.setAll(GradientRow.of(snapshot));
        select(selected.map(Parameter::name));
        showing = false;
        Parameter parameter = selected.orElse(snapshot.program().parameters().getFirst());
        state = newState;
        shown = parameter;
        check.ask(snapshot, Stream.of(parameter.gradient()).filter(snapshot::exists).toList());
        draw();
    }

    @Override
    public void letGo() {
        state = null;
        check.letGo();
        picture.letGo();
    }

    private void draw() {
        ViewState now = state;
        Parameter parameter = shown;
        if (now != null && parameter != null) {
            distance.setDisable(check.found().isEmpty() || layers.isSelected());
            if (layers.isSelected()) {
                GradientsByLayer drawn = new GradientsByLayer(now.snapshot());
                picture.show(drawn::draw, now, Optional.of(GradientPlates.NAME));
                return;
            }
            GradientPicture drawn = new GradientPicture(
                    now, parameter, check.found().stream().findFirst(), check.failure(), distance.isSelected());
            picture.show(
                    drawn::draw, now,
                    Optional.of(parameter.gradient()).filter(now.snapshot()::exists)
                            .map(gradient -> new PlateName(PlateName.HEATMAP, gradient.name())));
        }
    }

    /** Selects a row, and brings it into sight when it is another one than before. */
    private void select(Optional<String> name) {
        Optional<GradientRow> row = table.getItems().stream()
                .filter(each -> name.isPresent() && each.name().equals(name.get()))
                .findFirst();
        row.ifPresentOrElse(table.getSelectionModel()::select, table.getSelectionModel()::clearSelection);
        if (!name.equals(selectedName)) {
            selectedName = name;
            table.layout(); // it scrolls by the rows that it has laid out
            row.ifPresent(each -> table.scrollTo(Math.max(0, table.getItems().indexOf(each) - ROWS_ABOVE)));
        }
    }

    private static Optional<Parameter> parameter(Snapshot snapshot, String name) {
        return snapshot.program().parameters().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The parameter whose gradient has come last; none before any. */
    private static Optional<Parameter> latest(Snapshot snapshot) {
        return snapshot.program().parameters().stream()
                .filter(parameter -> snapshot.exists(parameter.gradient()))
                .max(Comparator.comparingInt(parameter -> snapshot.program().writtenBy(parameter.gradient())));
    }
}
