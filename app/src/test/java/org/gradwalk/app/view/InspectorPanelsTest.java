package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.gradwalk.app.NoCssWarnings;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.session.Checker;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Walk;
import org.gradwalk.app.view.attention.AttentionPanel;
import org.gradwalk.app.view.check.ChecksPanel;
import org.gradwalk.app.view.compare.ComparePanel;
import org.gradwalk.app.view.gradients.GradientsPanel;
import org.gradwalk.app.view.layernorm.LayerNormPanel;
import org.gradwalk.app.view.predictions.PredictionsPanel;
import org.gradwalk.app.view.training.TrainingPanel;
import org.gradwalk.model.program.Notation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The panels of the inspector follow the walk and the pointer, unless a person has chosen something. */
@ExtendWith(NoCssWarnings.class)
class InspectorPanelsTest {

    private final FxRobot robot = new FxRobot();
    private final SelectingActions actions = new SelectingActions();
    private final Walk walk = new Walk("To be");

    @BeforeEach
    void open() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void close() throws TimeoutException {
        walk.close();
        FxToolkit.cleanupStages();
    }

    @Test
    void theGradientThatHasJustComeIsSelectedUnlessOneWasChosen() throws TimeoutException {
        GradientsPanel panel = new GradientsPanel(new Checker(), actions);
        put(panel, walk.after(new Command.ToLoss()));
        assertThat(selectedRow()).as("before any gradient").isEmpty();

        show(panel, walk.after(new Command.ToNode("backward/lm_head")));
        assertThat(selectedRow()).hasValueSatisfying(row -> assertThat(row).contains("lm_head.weight"));
        assertThat(actions.selection().parameter()).as("what a person has chosen").isEmpty();

        actions.select(selection -> selection.withParameter(Optional.of("wte.weight")));
        show(panel, walk.after(new Command.ToNode("backward/h.3")));
        assertThat(selectedRow()).hasValueSatisfying(row -> assertThat(row).contains("wte.weight"));
    }

    @Test
    void theFiguresAreThoseOfTheRowPointedAt() throws TimeoutException {
        LayerNormPanel panel = new LayerNormPanel(actions);
        actions.select(selection -> selection.withKept(Highlight.at(Axis.POSITION, 3)));
        put(panel, walk.after(new Command.ToNode("backward/h.0.ln_1")));
        assertThat(figures().getFirst()).isEqualTo("\"b\" at 3");
        List<String> selected = figures();

        robot.interact(() -> actions.pointing().to(Highlight.at(Axis.POSITION, 1)));
        assertThat(figures().getFirst()).isEqualTo("\"o\" at 1");
        assertThat(figures()).isNotEqualTo(selected).doesNotContain("–");

        robot.interact(() -> actions.pointing().to(Highlight.NONE));
        assertThat(figures()).isEqualTo(selected);
    }

    @Test
    void aHiddenPanelLetsGoOfTheMomentItHasShown() throws TimeoutException {
        List<Panel> panels = List.of(
                new AttentionPanel(actions), new LayerNormPanel(actions), new GradientsPanel(new Checker(), actions),
                new PredictionsPanel(actions), new ChecksPanel(new Checker(), actions), new ComparePanel(actions),
                new TrainingPanel(actions));
        for (Panel panel : panels) {
            WeakReference<Snapshot> moment = shown(panel);
            robot.interact(panel::letGo);
            waitFor("the moment of " + panel.getClass().getSimpleName() + " to be gone", () -> {
                System.gc();
                return moment.refersTo(null);
            });
        }
    }

    /** Shows a moment that nobody else keeps. */
    private WeakReference<Snapshot> shown(Panel panel) throws TimeoutException {
        Snapshot snapshot = walk.after(new Command.ToEnd());
        put(panel, snapshot);
        waitFor("the picture", () -> robot.from(panel.region()).lookup(".picture").queryAllAs(PictureView.class)
                .stream().allMatch(PictureView::isPainted));
        walk.after(new Command.ToStart());
        return new WeakReference<>(snapshot);
    }

    private static void waitFor(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain for " + what, e);
        }
    }

    private void put(Panel panel, Snapshot snapshot) throws TimeoutException {
        FxToolkit.setupStage(stage -> {
            Scene scene = new Scene(new VBox(panel.region()), 380, 610);
            Theme.DARK.applyTo(scene);
            stage.setScene(scene);
            stage.show();
        });
        show(panel, snapshot);
    }

    private void show(Panel panel, Snapshot snapshot) {
        robot.interact(() -> panel.show(new ViewState(snapshot, actions.selection(), ChartTheme.DARK, Notation.PLAIN)));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Optional<String> selectedRow() {
        return Optional.ofNullable(
                robot.lookup(".gradient-table").queryAs(TableView.class).getSelectionModel().getSelectedItem())
                .map(Object::toString);
    }

    private List<String> figures() {
        return robot.lookup(".figures .label").queryAllAs(Label.class).stream().map(Label::getText).toList();
    }
}
