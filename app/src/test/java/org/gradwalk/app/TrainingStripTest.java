package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.chart.Plot;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Run;
import org.gradwalk.app.session.Runs;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Walk;
import org.gradwalk.app.view.SelectingActions;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.app.view.training.Trained;
import org.gradwalk.app.view.training.TrainingPanel;
import org.gradwalk.model.metrics.MetricLog;
import org.gradwalk.model.program.Notation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The charts of the training: read with the pointer, left by a click. */
@ExtendWith(NoCssWarnings.class)
class TrainingStripTest {

    private static final double WIDTH = 720;
    private static final MetricLog LOG = Trained.log(3e-3, 80);

    private final FxRobot robot = new FxRobot();
    private final List<Command> commands = new ArrayList<>();
    private TrainingPanel panel;

    private final class Recording extends SelectingActions {

        @Override
        public void execute(Command command) {
            commands.add(command);
        }
    }

    @BeforeEach
    void open() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        panel = WaitForAsyncUtils.waitForAsyncFx(5000, () -> new TrainingPanel(new Recording()));
    }

    @AfterEach
    void close() throws TimeoutException {
        FxToolkit.cleanupStages();
    }

    private Scene put(Theme theme, Optional<MetricLog> log) throws TimeoutException {
        Scene[] scene = new Scene[1];
        FxToolkit.setupStage(stage -> {
            VBox.setVgrow(panel.region(), Priority.ALWAYS);
            scene[0] = new Scene(new VBox(panel.region()), WIDTH, 220);
            theme.applyTo(scene[0]);
            stage.setScene(scene[0]);
            stage.show();
        });
        try (Walk walk = new Walk("To be")) {
            Snapshot at = walk.start();
            Run run = at.runs().run();
            Run measured = new Run(
                    0, Optional.empty(), 0, 80, log.map(MetricLog::view).orElse(run.log()));
            Snapshot snapshot = new Snapshot(
                    at.version(), at.model(), at.iteration(), 40, at.changes(), at.position(), at.node(), at.next(),
                    at.stop(),
                    at.hit(), at.norms(), at.previousLoss(),
                    new Runs(List.of(measured), 0, at.runs().training(), List.of(), Optional.empty()),
                    Optional.empty());
            robot.interact(() -> panel.show(new ViewState(
                    snapshot, Selection.NONE, ChartTheme.valueOf(theme.name()), Notation.PLAIN)));
        }
        WaitForAsyncUtils.waitForFxEvents();
        PictureView view = robot.lookup("#training-charts").queryAs(PictureView.class);
        WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, view::isPainted);
        WaitForAsyncUtils.waitForFxEvents();
        return scene[0];
    }

    private String text(String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    @ParameterizedTest
    @EnumSource(value = Theme.class, names = {"DARK", "LIGHT"})
    void nothingIsCutInEitherTheme(Theme theme) throws TimeoutException {
        Scene scene = put(theme, Optional.of(LOG));
        List<String> faults = new ArrayList<>();
        robot.interact(() -> faults.addAll(LayoutFaults.of(scene)));
        assertThat(faults).filteredOn(fault -> !fault.contains(text("#training-words"))).isEmpty();
        assertThat(text("#training-words")).startsWith("loss ").contains("validation ");
    }

    @Test
    void pointingReadsAndAClickGoesThere() throws TimeoutException {
        put(Theme.DARK, Optional.of(LOG));
        Node view = robot.lookup("#training-charts").query();
        var origin = view.localToScreen(10 + Plot.Course.LEFT + 60, 90);

        robot.moveTo(origin);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(text("#training-reading")).startsWith("iteration ").contains(": ");
        robot.clickOn(origin);
        assertThat(commands).singleElement().isInstanceOfSatisfying(Command.ToIteration.class, to -> {
            assertThat(to.run()).isZero();
            double chart = (view.getBoundsInLocal().getWidth() - 48) / 3; // margins and gaps
            double share = 60 / (chart - Plot.Course.LEFT - Plot.Course.RIGHT);
            assertThat(to.iteration()).isEqualTo(Math.round(79 * share));
        });
    }

    @Test
    void withoutATrainingThereIsNothingToChoose() throws TimeoutException {
        put(Theme.DARK, Optional.empty());
        assertThat(robot.lookup("#training-third").query().getParent().isVisible()).isFalse();
        assertThat(text("#training-words")).isEmpty();
    }
}
