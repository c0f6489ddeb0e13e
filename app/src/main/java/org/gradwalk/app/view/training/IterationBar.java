package org.gradwalk.app.view.training;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Run;
import org.gradwalk.app.session.Runs;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;

/** The way through the iterations of a run: a slider over all that can come back, and which run it is. */
public final class IterationBar implements Panel {

    private final ComboBox<String> choice = new ComboBox<>();
    private final Slider slider = new Slider();
    private final Label place = new Label();
    private final HBox box = new HBox(8, choice, slider, place);
    private final Actions actions;
    private Optional<Runs> runs = Optional.empty();
    /** Whether the walk moves the controls, and nobody's hand. */
    private boolean following;

    public IterationBar(Actions actions) {
        this.actions = actions;
        box.getStyleClass().add("iterations");
        box.setAlignment(Pos.CENTER_RIGHT);
        box.setMinWidth(0);
        HBox.setHgrow(box, Priority.ALWAYS);
        HBox.setHgrow(slider, Priority.ALWAYS);
        choice.setId("run");
        choice.setTooltip(new Tooltip(Messages.get("iterations.choose")));
        choice.managedProperty().bind(choice.visibleProperty());
        choice.setOnAction(_ -> {
            int number = choice.getSelectionModel().getSelectedIndex();
            if (!following && number >= 0) {
                runs.map(now -> now.all().get(number)).ifPresent(
                        run -> go(run, Math.clamp(Math.round(slider.getValue()), run.first(), run.last())));
            }
        });
        slider.setId("iterations");
        slider.setMaxWidth(Double.MAX_VALUE);
        slider.setMinWidth(60);
        slider.setBlockIncrement(1);
        slider.setTooltip(new Tooltip(Messages.get("iterations.slider")));
        slider.setAccessibleText(Messages.get("iterations.slider"));
        slider.valueProperty().addListener((_, before, _) -> slid(before.longValue()));
        slider.valueChangingProperty().addListener((_, _, _) -> slid(-1));
        place.setId("iteration-place");
        place.getStyleClass().add("strip-words");
        place.setMinWidth(Region.USE_PREF_SIZE);
    }

    /** While the knob is held, its place is only told. */
    private void slid(long before) {
        if (!following) {
            long iteration = Math.round(slider.getValue());
            runs.ifPresent(all -> {
                tell(all.run(), iteration);
                if (!slider.isValueChanging() && iteration != before) {
                    go(all.run(), iteration);
                }
            });
        }
    }

    private void go(Run run, long iteration) {
        actions.execute(new Command.ToIteration(run.number(), iteration));
    }

    private void tell(Run run, long iteration) {
        place.setText(Messages.get("iterations.of", Long.toString(iteration), Long.toString(run.last())));
    }

    @Override
    public Region region() {
        return box;
    }

    @Override
    public void show(ViewState state) {
        Runs now = state.snapshot().runs();
        runs = Optional.of(now);
        if (slider.isValueChanging()) {
            return; // somebody holds the knob
        }
        following = true;
        Run run = now.run();
        List<String> labels = now.all().stream().map(RunWords::label).toList();
        if (!choice.getItems().equals(labels)) {
            choice.getItems().setAll(labels);
        }
        choice.getSelectionModel().select(now.current());
        choice.setVisible(labels.size() > 1);
        slider.setDisable(run.first() == run.last());
        slider.setMin((double) run.first());
        slider.setMax(Math.max((double) run.last(), run.first() + 1.0));
        slider.setValue((double) state.snapshot().number());
        tell(run, state.snapshot().number());
        following = false;
    }
}
