package org.gradwalk.app.view.check;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.gradwalk.app.export.TableFormat;
import org.gradwalk.app.gallery.CheckTable;
import org.gradwalk.app.session.Checker;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Runs;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Training;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.NumberCell;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.file.WholeFile;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.ThreeWay;
import org.gradwalk.model.run.ThreeWayCheck;
import org.jspecify.annotations.Nullable;

/** Checks everything that the walk has computed so far, and lists what came out. */
public final class ChecksPanel implements Panel {

    private static final double NAMES = 170;
    private static final double WIDEST = 2000;
    private static final double NUMBERS = 70;
    private static final double VERDICT = 50;

    private final Button run = new Button(Messages.get("checks.run"));
    private final Button save = new Button(Messages.get("checks.save"));
    private final ProgressBar progress = new ProgressBar(0);
    private final Label summary = new Label(Messages.get("checks.nothing"));
    private final ObservableList<CheckRow> rows = FXCollections.observableArrayList();
    private final TableView<CheckRow> table = new TableView<>();
    private final VBox box;
    private final Checker checker;
    private final Actions actions;
    private @Nullable Snapshot snapshot;
    /** Of which the rows tell, whatever iteration it is. */
    private Optional<Checked> listed = Optional.empty();
    private boolean running;
    /** Whether that was said. */
    private boolean nothingComputed;
    private long asked;

    /** A network that reads a text, as it is trained and was changed by hand. */
    private record Checked(String model, Training training, List<Runs.Edit> edits) {

        static Checked of(Snapshot snapshot) {
            return new Checked(snapshot.model().name(), snapshot.runs().training(), snapshot.runs().edits());
        }
    }

    public ChecksPanel(Checker checker, Actions actions) {
        this.checker = checker;
        this.actions = actions;
        run.setId("check-all");
        run.setTooltip(new Tooltip(KeyAction.CHECK_ALL.tooltip()));
        run.setOnAction(_ -> toggle());
        save.setId("save-checks");
        save.setTooltip(new Tooltip(Messages.get("checks.save.tooltip")));
        save.setOnAction(_ -> save());
        save.setDisable(true);
        summary.setId("checks-summary");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.managedProperty().bind(progress.visibleProperty());
        progress.setVisible(false);
        HBox line = new HBox(8, run, save);
        line.setAlignment(Pos.CENTER_LEFT);
        SortedList<CheckRow> sorted = new SortedList<>(rows);
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        Label empty = new Label(Messages.get("checks.empty"));
        empty.setWrapText(true);
        empty.getStyleClass().add("placeholder-words");
        table.setPlaceholder(empty);
        table.getStyleClass().add("gradient-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        TableColumn<CheckRow, String> names = text("checks.value", CheckRow::name, NAMES);
        names.setMaxWidth(WIDEST); // the one that gets what room there is
        names.setCellFactory(_ -> new NameCell());
        table.getColumns().add(names);
        table.getColumns().add(number("checks.formula", CheckRow::formula));
        table.getColumns().add(number("checks.differences", CheckRow::differences));
        table.getColumns().add(text("checks.verdict", CheckRow::verdict, VERDICT));
        table.setRowFactory(_ -> row());
        VBox.setVgrow(table, Priority.ALWAYS);
        box = new VBox(8, line, progress, summary, table);
        box.getStyleClass().add("inspector-panel");
    }

    /** A name that may be too long for its column: pointed at, it is told in full. */
    private static final class NameCell extends TableCell<CheckRow, String> {

        private final Tooltip whole = new Tooltip();

        @Override
        protected void updateItem(@Nullable String name, boolean empty) {
            super.updateItem(name, empty);
            setText(empty ? null : name);
            whole.setText(name);
            setTooltip(name == null || empty ? null : whole);
        }
    }

    private TableRow<CheckRow> row() {
        TableRow<CheckRow> row = new TableRow<>();
        row.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && row.getItem() != null && snapshot != null) {
                int written = snapshot.program().writtenBy(row.getItem().check().value());
                actions.execute(new Command.ToNode(
                        snapshot.program().nodeOf(snapshot.program().operations().get(written)).address()));
            }
        });
        return row;
    }

    private static TableColumn<CheckRow, String> text(String key, Function<CheckRow, String> value, double width) {
        TableColumn<CheckRow, String> column = new TableColumn<>();
        head(column, key);
        column.setCellValueFactory(features -> new ReadOnlyStringWrapper(value.apply(features.getValue())));
        column.setPrefWidth(width);
        column.setMaxWidth(width);
        return column;
    }

    private static TableColumn<CheckRow, Number> number(String key, ToDoubleFunction<CheckRow> value) {
        TableColumn<CheckRow, Number> column = new TableColumn<>();
        head(column, key);
        column.setCellValueFactory(
                features -> new ReadOnlyDoubleWrapper(value.applyAsDouble(features.getValue())));
        column.setPrefWidth(NUMBERS);
        column.setMaxWidth(NUMBERS);
        column.setCellFactory(_ -> new NumberCell<>());
        return column;
    }

    private static void head(TableColumn<CheckRow, ?> column, String key) {
        Label head = new Label(Messages.get(key));
        head.setTooltip(new Tooltip(Messages.get(key + ".tooltip")));
        column.setGraphic(head);
    }

    /** Checks everything, or gives up. */
    public void toggle() {
        if (running) {
            end(Messages.get("checks.cancelled", rows.size()));
        } else if (snapshot != null) {
            start(snapshot);
        }
    }

    private void start(Snapshot from) {
        asked++;
        long request = asked;
        rows.clear();
        List<Value> values = new ThreeWayCheck(from.iteration()).values(from.position().operations());
        if (values.isEmpty()) {
            nothingComputed = true;
            end(Messages.get("checks.none", KeyAction.OVER.shortKey(), KeyAction.TO_LOSS.shortKey()));
            return;
        }
        running = true;
        run.setText(Messages.get("checks.cancel"));
        progress.setProgress(0);
        progress.setVisible(true);
        save.setDisable(true);
        checker.check(from, values, new Checker.Listener() {
            @Override
            public void checked(ThreeWay known) {
                later(() -> show(known.figures(), values.size(), from.number()));
            }

            @Override
            public void broken() {
                later(() -> end(Messages.get("checks.broken", rows.size(), values.size())));
            }

            @Override
            public void failed(RefusedException reason) {
                later(() -> end(Messages.get(reason.key(), reason.arguments())));
            }

            private void later(Runnable action) {
                Platform.runLater(() -> {
                    if (request == asked && running) {
                        action.run();
                    }
                });
            }
        });
    }

    private void show(ThreeWay known, int all, long iteration) {
        rows.add(new CheckRow(known));
        progress.setProgress((double) rows.size() / all);
        List<String> wrong = rows.stream().filter(row -> !row.check().agrees()).map(CheckRow::name).toList();
        String found = wrong.isEmpty()
                ? Messages.get("checks.agree", rows.size(), all, iteration)
                : Messages.get("checks.disagree", wrong.size(), rows.size(), wrong.getFirst());
        summary.setText(found);
        if (rows.size() == all) {
            end(found);
        }
    }

    private void end(String words) {
        running = false;
        checker.rest();
        summary.setText(words);
        run.setText(Messages.get("checks.run"));
        progress.setVisible(false);
        save.setDisable(rows.isEmpty());
    }

    private void save() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.get("checks.save.tooltip"));
        chooser.setInitialFileName("checks.csv");
        Optional.ofNullable(chooser.showSaveDialog(box.getScene().getWindow())).ifPresent(this::save);
    }

    private void save(File file) {
        String table = TableFormat.CSV.text(CheckTable.of(rows.stream().map(CheckRow::check).toList()));
        Thread.ofVirtual().start(() -> {
            String words;
            try {
                WholeFile.write(file.toPath(), table);
                words = Messages.get("checks.saved", file.getName());
            } catch (IOException e) {
                words = Messages.get("checks.unsaved", file.getName(), e.toString());
            }
            String outcome = words;
            Platform.runLater(() -> summary.setText(outcome));
        });
    }

    @Override
    public Region region() {
        return box;
    }

    @Override
    public void show(ViewState state) {
        snapshot = state.snapshot();
        Optional<Checked> now = Optional.of(Checked.of(snapshot));
        boolean first = nothingComputed && snapshot.position().operations() > 0;
        if (!listed.equals(now) || first) {
            listed = now;
            forget();
        }
    }

    @Override
    public void letGo() {
        snapshot = null;
    }

    /** What was found of something else says nothing of this. */
    private void forget() {
        asked++;
        nothingComputed = false;
        rows.clear();
        end(Messages.get("checks.nothing"));
    }
}
