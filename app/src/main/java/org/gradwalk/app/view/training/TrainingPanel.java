package org.gradwalk.app.view.training;

import java.util.List;
import java.util.Optional;
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
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Choices;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.PictureMenu;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.app.view.training.TrainingPicture.Looks;
import org.jspecify.annotations.Nullable;

/** The charts of the training, with its last losses above them. */
public final class TrainingPanel implements Panel {

    private static final double GAP = 12;

    private final PictureView view = new PictureView();
    private final Label reading = new Label();
    private final Label words = new Label();
    private final ComboBox<Shown> third = new ComboBox<>();
    private final ToggleButton normsAsMap = map("norms", Shown.GRADIENT_NORM.title());
    private final ToggleButton thirdAsMap = map("third", "");
    private final VBox box;
    private final Actions actions;
    private @Nullable Request shown;
    /** What is to be drawn. */
    private record Request(List<Charted> runs, long current, ChartTheme theme) {}

    /** What was drawn last: written by the painting thread. */
    private volatile @Nullable TrainingPicture drawn;

    public TrainingPanel(Actions actions) {
        this.actions = actions;
        box = new VBox(header(), view);
        box.getStyleClass().add("training");
        box.setMinSize(0, 0);
        VBox.setVgrow(view, Priority.ALWAYS);
        view.setId("training-charts");
        reading.getStyleClass().add("flow-join");
        reading.setId("training-reading");
        reading.setVisible(false);
        view.overlay().getChildren().add(reading);
        view.setOnMouseMoved(this::read);
        view.setOnMouseExited(_ -> reading.setVisible(false));
        view.setOnMouseClicked(this::go);
        new PictureMenu(view, actions);
    }

    private ToggleButton map(String id, String of) {
        ToggleButton button = new ToggleButton(Messages.get("training.as.map"));
        button.getStyleClass().add("look-button");
        button.setId("training-" + id + "-map");
        button.setTooltip(new Tooltip(Messages.get("training.as.map." + id + ".tooltip")));
        button.setAccessibleText(of + " " + Messages.get("training.as.map"));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.selectedProperty().addListener((_, _, _) -> draw());
        return button;
    }

    private HBox header() {
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
        choices.visibleProperty().bind(third.valueProperty().isNotNull());
        choices.managedProperty().bind(choices.visibleProperty());
        HBox header = new HBox(8, words, choices);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("training-header");
        return header;
    }

    @Override
    public Region region() {
        return box;
    }

    @Override
    public void remember(Choices choices) {
        choices.add("training.norms.map", normsAsMap.selectedProperty());
        choices.add("training.third.map", thirdAsMap.selectedProperty());
        choices.add(
                "training.third", Shown.values(), () -> third.getValue() == null ? "" : third.getValue().name(),
                third::setValue);
    }

    @Override
    public void show(ViewState newState) {
        Snapshot snapshot = newState.snapshot();
        Request request = new Request(Charted.of(snapshot.runs()), snapshot.number(), newState.theme());
        if (request.equals(shown)) {
            return; // a step within an iteration changes nothing here
        }
        shown = request;
        List<Charted> runs = request.runs;
        words.setText(TrainingPicture.headline(runs, request.current).orElse(""));
        List<Shown> selectable = runs.isEmpty() ? List.of() : Shown.selectable(runs.getLast().log());
        if (!third.getItems().equals(selectable)) {
            Shown chosen = third.getValue();
            third.getItems().setAll(selectable);
            third.setValue(
                    selectable.contains(chosen) ? chosen : selectable.stream().findFirst().orElse(null));
        }
        draw();
    }

    @Override
    public void letGo() {
        shown = null;
        drawn = null;
        reading.setVisible(false);
        view.clear();
    }

    private void draw() {
        Request now = shown;
        if (now != null) {
            Shown chosen = third.getValue();
            thirdAsMap.setDisable(chosen == null || !chosen.isOfPlaces());
            Looks looks = new Looks(
                    Optional.ofNullable(chosen).orElse(Shown.UPDATE_RATIO), normsAsMap.isSelected(),
                    thirdAsMap.isSelected());
            view.show((width, height) -> {
                TrainingPicture picture = new TrainingPicture(now.runs, now.current, looks, width, height);
                drawn = picture;
                return picture.picture();
            }, now.theme);
        }
    }

    private void read(MouseEvent event) {
        Optional<String> told = Optional.ofNullable(drawn)
                .flatMap(picture -> picture.reading(event.getX(), event.getY()));
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
            Optional.ofNullable(drawn)
                    .flatMap(picture -> picture.click(event.getX(), event.getY()))
                    .ifPresent(actions::execute);
        }
    }
}
