package org.gradwalk.app.view.gradients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.assertj.core.data.Offset;
import org.gradwalk.app.LayoutFaults;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.Plot;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Walk;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;

/** The curve over the depth is that of the gradients of the walk. */
class GradientsByLayerTest {

    private static Plot.Curves curves(Picture picture) {
        return (Plot.Curves) picture.marks().stream()
                .filter(Mark.Plotted.class::isInstance)
                .map(mark -> ((Mark.Plotted) mark).plot())
                .findFirst().orElseThrow();
    }

    @Test
    void aPointIsTheNormOfAllGradientsOfItsLayer() {
        try (Walk walk = new Walk("To be")) {
            Snapshot end = walk.after(new Command.ToEnd());
            Picture picture = new GradientsByLayer(end).draw(382, 350);
            Plot.Curves curves = curves(picture);

            double squares = List.of("weight", "bias").stream()
                    .map(name -> end.numbers("grad/param/h.1.ln_2." + name).orElseThrow())
                    .mapToDouble(Entries::sumOfSquares)
                    .sum();
            int place = curves.places().indexOf("h.1.ln_2");
            assertThat(curves.curves().getLast().y()[place]).isCloseTo(Math.sqrt(squares), Offset.offset(1e-15));
            assertThat(curves.places()).startsWith("embed", "h.0.ln_1", "h.0.attn").endsWith("ln_f", "lm_head");
            assertThat(curves.curves().getFirst().y()).hasSize(end.program().parameters().size());
            assertThat(LayoutFaults.of(picture, ChartTheme.DARK)).isEmpty();
        }
    }

    @Test
    void whatIsNotReachedHasNoPoint() {
        try (Walk walk = new Walk("To be")) {
            walk.after(new Command.ToLoss());
            Snapshot head = walk.after(new Command.ToNode("backward/lm_head"));
            Plot.Curves curves = curves(new GradientsByLayer(head).draw(382, 350));

            assertThat(curves.curves().getLast().y()[curves.places().indexOf("lm_head")]).isPositive();
            assertThat(curves.curves().getLast().y()[curves.places().indexOf("h.3.mlp")]).isNaN();
        }
    }

    @Test
    void layersWithoutAGradientAreNamed() throws RefusedException {
        Model model = new Opening.FromPreset(Preset.CLASSROOM, 1).read();
        SequencedMap<String, Matrix> parameters = new LinkedHashMap<>(model.parameters());
        parameters.computeIfPresent("lm_head.weight", (_, head) -> Matrix.zeros(head.rows(), head.columns()));
        Model deaf = new Model(
                model.name(), model.config(), model.tokenizer(), parameters, model.initialization(), model.update(),
                model.settings());
        try (Walk walk = new Walk(deaf, "To be")) {
            Picture picture = new GradientsByLayer(walk.after(new Command.ToEnd())).draw(382, 350);

            assertThat(curves(picture).curves().getLast().y()).startsWith(0, 0).satisfies(
                    norms -> assertThat(norms[norms.length - 1]).isPositive());
            assertThat(picture.marks()).filteredOn(Mark.Text.class::isInstance)
                    .extracting(mark -> ((Mark.Text) mark).text())
                    .contains("18 layers are 0 and not on the axis: embed … ln_f");
            assertThat(LayoutFaults.of(picture, ChartTheme.DARK)).isEmpty();
        }
    }
}
