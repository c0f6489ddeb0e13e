package org.gradwalk.app.view.training;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.session.Run;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.app.view.training.TrainingPicture.Looks;
import org.gradwalk.model.metrics.MetricLog;
import org.jspecify.annotations.Nullable;

/** The strip at the bottom: the charts of the training, and its losses in the title line. It can be folded. */
public final class TrainingPanel implements Panel {

    private static final double HEIGHT = 190;
    private static final double GAP = 12;

    private final PictureView view = new PictureView();
    private final Label reading = new Label();
    private final Label words = new Label();
    private final ToggleButton fold = new ToggleButton();
    private final ComboBox<Shown> third = new ComboBox<>();
    private final ToggleButton normsAsMap = map("norms", Shown.GRADIENT_NORM.title());
    private final ToggleButton thirdAsMap = map("third", "");
    private final VBox box;
    private final Actions actions;
    private @Nullable ViewState state;

    public TrainingPanel(Actions actions) {
        this.actions = actions;
        box = new VBox(header(), view);
        box.getStyleClass().add("training");
        box.setMinWidth(0);
        view.managedProperty().bind(fold.selectedProperty().not());
        view.visibleProperty().bind(view.managedProperty());
        view.setId("training");
        view.setPrefHeight(HEIGHT);
        view.setMinHeight(Region.USE_PREF_SIZE);
        reading.getStyleClass().add("flow-join");
        reading.setId("training-reading");
        reading.setVisible(false);
        view.overlay().getChildren().add(reading);
        view.setOnMouseMoved(this::read);
        view.setOnMouseExited(_ -> reading.setVisible(false));
        view.setOnMouseClicked(this::go);
    }

    private ToggleButton map(String id, String of) {
        ToggleButton button = new ToggleButton(Messages.get("training.as.map"));
        button.getStyleClass().add("look-button");
        button.setId("training-" + id + "-map");
        button.setTooltip(new Tooltip(Messages.get("training.as.map." + id + ".tooltip")));
        button.setAccessibleText(of + " " + Messages.get("training.as.map"));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> draw());
        return button;
    }

    private HBox header() {
        fold.setId("fold-training");
        fold.getStyleClass().add("fold-button");
        fold.setTooltip(new Tooltip(Messages.get("training.fold")));
        fold.setAccessibleText(Messages.get("training.fold"));
        fold.textProperty().bind(fold.selectedProperty().map(folded -> folded ? "▸" : "▾"));
        Label title = new Label(Messages.get("training.title"));
        title.getStyleClass().add("strip-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        words.getStyleClass().add("strip-words");
        words.setId("training-words");
        words.setTooltip(new Tooltip());
        words.getTooltip().textProperty().bind(words.textProperty());
        words.setMaxWidth(Double.MAX_VALUE);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        third.setId("training-third");
        third.setTooltip(new Tooltip(Messages.get("training.third.tooltip")));
        third.setOnAction(_ -> draw());
        HBox choices = new HBox(6, normsAsMap, third, thirdAsMap);
        choices.setAlignment(Pos.CENTER_RIGHT);
        choices.setMinWidth(Region.USE_PREF_SIZE);
        HBox header = new HBox(8, fold, title, words, choices);
        choices.visibleProperty().bind(fold.selectedProperty().not().and(third.valueProperty().isNotNull()));
        choices.managedProperty().bind(choices.visibleProperty());
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("strip-header");
        return header;
    }

    @Override
    public Region region() {
        return box;
    }

    /** Whether only the title line is shown. */
    public BooleanProperty foldedProperty() {
        return fold.selectedProperty();
    }

    @Override
    public void show(ViewState newState) {
        state = newState;
        List<Run> runs = newState.snapshot().runs();
        words.setText(TrainingPicture.headline(runs, newState.snapshot().number()).orElse(""));
        List<Shown> selectable = runs.isEmpty() ? List.of() : selectable(runs.getLast().log().view());
        if (!third.getItems().equals(selectable)) {
            Shown chosen = third.getValue();
            third.getItems().setAll(selectable);
            third.setValue(
                    selectable.contains(chosen) ? chosen : selectable.stream().findFirst().orElse(null));
        }
        draw();
    }

    private static List<Shown> selectable(MetricLog.View log) {
        return log.isEmpty() ? List.of() : Shown.selectable(log);
    }

    private void draw() {
        ViewState now = state;
        if (now != null) {
            Shown chosen = third.getValue();
            thirdAsMap.setDisable(chosen == null || !chosen.isOfPlaces());
            view.show((width, height) -> picture(now, chosen, width, height).draw(), now.theme());
        }
    }

    private TrainingPicture picture(ViewState now, @Nullable Shown chosen, double width, double height) {
        Looks looks = new Looks(
                Optional.ofNullable(chosen).orElse(Shown.UPDATE_RATIO), normsAsMap.isSelected(),
                thirdAsMap.isSelected());
        return new TrainingPicture(now.snapshot().runs(), now.snapshot().number(), looks, width, height);
    }

    private Optional<TrainingPicture> picture() {
        return Optional.ofNullable(state)
                .map(now -> picture(now, third.getValue(), view.getWidth(), view.getHeight()));
    }

    private void read(MouseEvent event) {
        Optional<String> told = picture().flatMap(drawn -> drawn.reading(event.getX(), event.getY()));
        reading.setVisible(told.isPresent());
        told.ifPresent(text -> {
            reading.setText(text);
            reading.autosize();
            boolean fits = event.getX() + GAP + reading.getWidth() <= view.getWidth();
            double y = Math.min(event.getY() + GAP, view.getHeight() - reading.getHeight());
            reading.relocate(
                    Math.max(0, fits ? event.getX() + GAP : event.getX() - GAP - reading.getWidth()),
                    Math.max(0, y));
        });
    }

    private void go(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
            picture().flatMap(drawn -> drawn.click(event.getX(), event.getY())).ifPresent(actions::execute);
        }
    }
}
