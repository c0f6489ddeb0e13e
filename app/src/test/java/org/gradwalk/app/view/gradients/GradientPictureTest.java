package org.gradwalk.app.view.gradients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradwalk.app.LayoutFaults;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Walk;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.program.Notation;
import org.gradwalk.model.program.Parameter;
import org.junit.jupiter.api.Test;

/** Every gradient has room for its sizes in the smallest window. */
class GradientPictureTest {

    private static final double WIDTH = 382;
    private static final double HEIGHT = 350;

    @Test
    void theSizesOfEveryParameterAreWholeInTheSmallestWindow() {
        try (Walk walk = new Walk("To be")) {
            walk.after(new Command.Adapt(
                    LoraConfig.paper(2, 1, Set.of(LoraConfig.Target.C_ATTN, LoraConfig.Target.LM_HEAD)), 0));
            Snapshot end = walk.after(new Command.ToEnd());
            List<String> faults = new ArrayList<>();
            for (Parameter parameter : end.program().parameters()) {
                Picture picture = new GradientPicture(
                        new ViewState(end, Selection.NONE, ChartTheme.DARK, Notation.PLAIN), parameter,
                        Optional.empty(), Optional.empty(), false).draw(WIDTH, HEIGHT);
                LayoutFaults.of(picture, ChartTheme.DARK).forEach(fault -> faults.add(parameter.name() + ": " + fault));
                assertThat(picture.marks()).filteredOn(Mark.Text.class::isInstance)
                        .filteredOn(mark -> ((Mark.Text) mark).text().equals(Messages.get("gradients.update")))
                        .as(parameter.name()).hasSize(1)
                        .allMatch(mark -> ((Mark.Text) mark).y() < HEIGHT - 2);
            }
            assertThat(faults).isEmpty();
        }
    }
}
