package org.gradwalk.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.gradwalk.app.LayoutFaults;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.Scale;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.SampleModel;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.session.Session;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stage shows of a walk through a text, read from its pictures' marks and targets. */
class StagePictureTest {

    private final BlockingQueue<Snapshot> shown = new LinkedBlockingQueue<>();
    private final Session session;

    StagePictureTest() throws Exception {
        SampleModel sample = Samples.read().model(Samples.FIRST_MODEL);
        Model model = Model.of(sample.id(), Samples.content(sample));
        session = new Session(model, "To be, or not to be", new Session.Listener() {
            @Override
            public void show(Snapshot snapshot) {
                shown.add(snapshot);
            }

            @Override
            public void refuse(RefusedException refused) {
                throw new AssertionError(refused);
            }
        });
    }

    @BeforeEach
    void nothingShown() {
        shown.clear();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private Picture at(String node) throws InterruptedException {
        session.execute(new Command.ToNode(node));
        return picture(shown.take(), 742, 560, ChartTheme.DARK);
    }

    private static Picture picture(Snapshot snapshot, double width, double height, ChartTheme theme) {
        return new StagePicture(new ViewState(snapshot, Selection.NONE, theme), snapshot.node().orElseThrow())
                .draw(width, height);
    }

    private static Target.Cells map(Picture picture, String name) {
        return picture.heatMaps().filter(map -> map.name().equals(name)).findFirst().orElseThrow();
    }

    private static Scale scale(Picture picture, String name) {
        Bounds bounds = map(picture, name).bounds();
        return picture.marks().stream()
                .filter(mark -> mark instanceof Mark.Cells cells && cells.bounds().equals(bounds))
                .map(mark -> ((Mark.Cells) mark).scale())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(Picture picture) {
        return picture.marks().stream()
                .filter(Mark.Text.class::isInstance)
                .map(mark -> ((Mark.Text) mark).text())
                .toList();
    }

    private static List<String> names(Picture picture) {
        return picture.heatMaps().map(Target.Cells::name).toList();
    }

    @Test
    void whatIsNeverPositiveGoesUpToZero() throws InterruptedException {
        Scale scale = scale(at("loss:pick"), "logprobs");

        assertThat(scale.kind()).isEqualTo(Scale.Kind.NEGATIVE);
        assertThat(scale.low()).isNegative();
        assertThat(scale.high()).isZero();
    }

    @Test
    void theMaskHasTheTokensOnBothSidesAndHatchesWhatIsForbidden() throws InterruptedException {
        Target.Cells mask = map(at("h.0.attn:mask"), "const/attention_mask");

        assertThat(mask.symbol()).isEqualTo("M");
        assertThat(mask.rows().labels()).startsWith("T", "o", "·").isEqualTo(mask.columns().labels());
        assertThat(mask.grid().number(3, 3)).isZero();
        assertThat(mask.grid().number(3, 4)).isNaN();
        assertThat(mask.numbers().get(3, 4)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void goingBackALayerShowsErrorsAndTheGradientsOfItsParameters() throws InterruptedException {
        assertThat(names(at("backward/lm_head"))).containsExactly(
                "grad/act/logits", "grad/act/ln_f.out", "grad/param/lm_head.weight");
        assertThat(names(at("backward/h.0.attn:c_proj"))).containsExactlyInAnyOrder(
                "grad/act/h.0.attn.out", "grad/act/h.0.attn.concat", "grad/param/h.0.attn.c_proj.weight",
                "grad/param/h.0.attn.c_proj.bias");
        assertThat(names(at("backward/h.0"))).startsWith("grad/act/h.0.resid_mlp", "grad/act/embed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"backward/loss", "backward/loss:logprobs", "backward/h.1.attn:softmax", "backward/h.0.ln_1"})
    void rowsThatSumToZeroAreSaidToDoSoAtEveryLevel(String node) throws InterruptedException {
        assertThat(texts(at(node))).anyMatch(text -> text.startsWith("Each row sums to 0"));
    }

    @Test
    void whatHasOneShapeHasOneSize() throws InterruptedException {
        Picture picture = at("update/h.0.attn:c_proj.weight/exp_avg");

        assertThat(picture.heatMaps()
                .map(map -> List.of(map.bounds().width(), map.bounds().height()))
                .collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(texts(picture)).contains("= 0.9000");
    }

    @Test
    void aPositionHasOneSizeAsRowAndAsColumnOfAProduct() throws InterruptedException {
        Picture picture = at("h.0.attn:values");
        Bounds weights = map(picture, "h.0.attn.probs").bounds();
        Bounds values = map(picture, "h.0.attn.v").bounds();

        assertThat(weights.width()).isEqualTo(weights.height()).isEqualTo(values.height());
    }

    @Test
    void clippingShowsAllParametersAndTheLimit() throws InterruptedException {
        assertThat(texts(at("update/clip"))).contains("wte.weight", "h.3.mlp.c_proj.weight", "= 1");
        assertThat(texts(at("update"))).contains("wte.weight").doesNotContain("= 1");
    }

    @Test
    void captionsAreWordsAndAShape() throws InterruptedException {
        assertThat(texts(at("backward/h.1.attn:softmax"))).contains(
                "attention weights 19×19", "error of attention weights 19×19", "error of masked scores 19×19");
    }

    /** In the room that the stage has at 1440 × 900 and at 1280 × 720, of all blocks the first. */
    @ParameterizedTest
    @CsvSource({"720, 560, DARK", "612, 390, LIGHT"})
    void nothingIsCutOrCovered(double width, double height, ChartTheme theme) throws InterruptedException {
        session.execute(new Command.ToStart());
        List<String> nodes = shown.take().program().root().stream()
                .map(Node::address)
                .filter(address -> !address.matches("(.*/)?h\\.[1-9].*"))
                .toList();
        List<String> faults = new ArrayList<>();
        for (String node : nodes) {
            session.execute(new Command.ToNode(node));
            faults.addAll(LayoutFaults.of(picture(shown.take(), width, height, theme), theme));
        }

        assertThat(faults).isEmpty();
    }
}
