package org.gradwalk.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwalk.app.LayoutFaults;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.Scale;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.SampleModel;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Training;
import org.gradwalk.app.session.Walk;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.gpt.PaperNotation;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Notation;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Where;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stage shows of a walk through a text, read from its pictures' marks and targets. */
class StagePictureTest {

    private final Walk walk;

    StagePictureTest() throws Exception {
        SampleModel sample = Samples.read().model(Samples.FIRST_MODEL);
        walk = new Walk(Model.of(sample.id(), Samples.content(sample)), "To be, or not to be");
    }

    @AfterEach
    void close() {
        walk.close();
    }

    @Test
    void theFirstUpdateOfAdaptersSaysWhatIsDecayAndWhatWasZero() {
        walk.after(new Command.Adapt(LoraConfig.standard(4, 8, Set.of(LoraConfig.Target.C_ATTN)), 0));
        Picture all = picture(walk.after(new Command.ToEnd()), 742, 560, ChartTheme.DARK);
        assertThat(texts(all)).contains("h.0.attn.c_attn.lora_A", "weight decay alone")
                .anyMatch(text -> text.startsWith("was 0; ‖Δw‖ "));

        assertThat(texts(at(updateOf("h.0.attn.c_attn.lora_A"))))
                .anyMatch(text -> text.endsWith("weight decay alone."));
        assertThat(texts(at(updateOf("h.0.attn.c_attn.lora_B"))))
                .anyMatch(text -> text.startsWith("The parameter was 0"));

        walk.after(new Command.ToEnd());
        walk.after(new Command.RunIteration());
        assertThat(texts(picture(walk.after(new Command.ToEnd()), 742, 560, ChartTheme.DARK)))
                .doesNotContain("weight decay alone").noneMatch(text -> text.startsWith("was 0"));
    }

    /** A share that is not finite has no length. */
    @Test
    void whereTheParameterWasZeroThereIsNoBar() {
        walk.after(new Command.Adapt(LoraConfig.standard(4, 8, Set.of(LoraConfig.Target.C_ATTN)), 0));
        Picture all = picture(walk.after(new Command.ToEnd()), 742, 560, ChartTheme.DARK);
        Mark.Text decay = text(all, "weight decay alone");
        Mark.Text zero = text(all, "was 0");

        assertThat(zero.x()).isLessThan(decay.x() - 100);
        assertThat(all.marks()).filteredOn(Mark.Box.class::isInstance)
                .as("bars").hasSize((int) texts(all).stream().filter("weight decay alone"::equals).count());
    }

    private static Mark.Text text(Picture picture, String start) {
        return picture.marks().stream().filter(Mark.Text.class::isInstance).map(Mark.Text.class::cast)
                .filter(text -> text.text().startsWith(start)).findFirst().orElseThrow();
    }

    /** Matrices come before invariants, and no room is better said than shown. */
    @Test
    void inALowRoomInvariantsGoFirstAndThenTheMatrices() {
        for (String node : List.of("backward/h.3.attn:c_attn/k", "backward/h.3.attn:c_attn/bias")) {
            Snapshot snapshot = walk.after(new Command.ToNode(node));
            boolean withInvariants = true;
            boolean withMatrices = true;
            for (double height = 600; height > 90; height -= 10) {
                Picture picture = picture(snapshot, 662, height, ChartTheme.DARK);
                boolean invariants = texts(picture).contains("Always:");
                boolean matrices = picture.heatMaps().findAny().isPresent();
                assertThat(invariants).as(node + ", invariants at " + height).isIn(false, withInvariants);
                assertThat(matrices).as(node + ", matrices at " + height).isIn(false, withMatrices);
                assertThat(!invariants || matrices).as(node + ", invariants alone at " + height).isTrue();
                assertThat(picture.heatMaps().filter(cells -> cells.numbers().rows() > 1))
                        .allMatch(cells -> cells.bounds().height() >= 40);
                withInvariants = invariants;
                withMatrices = matrices;
            }
            assertThat(withMatrices).as(node).isFalse();
        }
    }

    @Test
    void aShareIsSaidToBeSignedAndTellsHowItIsMeasured() {
        Picture picture = at("backward/h.3.fork_mlp");

        assertThat(texts(picture)).filteredOn(text -> text.contains("signed share ")).hasSize(2);
        assertThat(picture.targets()).filteredOn(Target.Named.class::isInstance)
                .filteredOn(target -> ((Target.Named) target).words().contains("Negative where it works")).hasSize(2);
    }

    /** Many narrow maps side by side leave room for one number below each. */
    @Test
    void legendsOfNarrowMapsTouchNothing() {
        walk.after(new Command.Adapt(LoraConfig.standard(2, 8, Set.of(LoraConfig.Target.C_ATTN)), 0));
        Snapshot snapshot = walk.after(new Command.ToNode("backward/h.3.attn:c_attn"));

        assertThat(texts(picture(snapshot, 662, 400, ChartTheme.DARK))).anyMatch(text -> text.startsWith("±0."));
        for (ChartTheme theme : ChartTheme.values()) {
            assertThat(LayoutFaults.of(picture(snapshot, 662, 400, theme), theme)).isEmpty();
        }
    }

    @Test
    void numbersHaveATrueMinus() {
        for (String node : List.of("backward/h.3.attn:softmax", "backward/h.3.fork_mlp", "h.0.ln_1")) {
            assertThat(texts(at(node))).as(node).noneMatch(text -> text.matches(".*-[0-9.].*"));
        }
    }

    @Test
    void theEmbeddingSaysHowManyPositionsAddIntoItsRows() {
        assertThat(texts(at("backward/embed:token")))
                .anyMatch(text -> text.startsWith("19 positions add into 9 of the 65 rows"));
        assertThat(texts(at("embed:token"))).noneMatch(text -> text.contains("positions add into"));
    }

    private String updateOf(String parameter) {
        Program program = walk.start().program();
        Value after = program.trainedParameters().stream().filter(each -> each.name().equals(parameter)).findFirst()
                .orElseThrow().after();
        return program.operations().get(program.writtenBy(after)).address();
    }

    private Picture at(String node) {
        return picture(walk.after(new Command.ToNode(node)), 742, 560, ChartTheme.DARK);
    }

    private static Picture picture(Snapshot snapshot, double width, double height, ChartTheme theme) {
        return new StagePicture(new ViewState(snapshot, Selection.NONE, theme, Notation.PLAIN),
                snapshot.node().orElseThrow(), Optional.of(new Invariants(Runnable::run, Duration.ZERO, () -> {})))
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
    void whatIsNeverPositiveGoesUpToZero() {
        Scale scale = scale(at("loss:pick"), "logprobs");

        assertThat(scale.kind()).isEqualTo(Scale.Kind.NEGATIVE);
        assertThat(scale.low()).isNegative();
        assertThat(scale.high()).isZero();
    }

    @Test
    void theMaskHasTheTokensOnBothSidesAndHatchesWhatIsForbidden() {
        Target.Cells mask = map(at("h.0.attn:mask"), "const/attention_mask");

        assertThat(mask.symbol()).isEqualTo("M");
        assertThat(mask.rows().labels()).startsWith("T", "o", "·").isEqualTo(mask.columns().labels());
        assertThat(mask.grid().number(3, 3)).isZero();
        assertThat(mask.grid().number(3, 4)).isNaN();
        assertThat(mask.numbers().get(3, 4)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aPositionWithoutATargetIsHatchedAndHasNoNumber() {
        for (Picture picture : List.of(at("loss:pick"), at("loss:mean"))) {
            Target.Cells losses = map(picture, "loss_per_position");

            assertThat(losses.grid().number(17, 0)).isPositive();
            assertThat(losses.grid().number(18, 0)).isNaN();
            assertThat(picture.marks()).anyMatch(
                    mark -> mark instanceof Mark.Hatch hatch && hatch.shape().equals(losses.bounds().shape()));
        }
        assertThat(map(at("backward/loss:mean"), "grad/act/loss_per_position").grid().number(18, 0)).isNaN();
    }

    @Test
    void goingBackALayerShowsErrorsAndTheGradientsOfItsParameters() {
        assertThat(names(at("backward/lm_head"))).containsExactly(
                "grad/act/logits", "grad/act/ln_f.out", "grad/param/lm_head.weight");
        assertThat(names(at("backward/h.0.attn:c_proj"))).containsExactlyInAnyOrder(
                "grad/act/h.0.attn.out", "grad/act/h.0.attn.concat", "grad/param/h.0.attn.c_proj.weight",
                "grad/param/h.0.attn.c_proj.bias");
        assertThat(names(at("backward/h.0"))).startsWith("grad/act/h.0.resid_mlp", "grad/act/embed");
    }

    /** The result has its place, and neither number nor formula nor fact tells of it. */
    @ParameterizedTest
    @ValueSource(strings = {"h.0.attn:softmax", "h.0.attn:scores", "backward/h.0.fork_attn", "backward/h.0.ln_1",
        "loss:mean", "embed:token"})
    void whatIsWithheldIsAskedFor(String node) {
        Snapshot snapshot = walk.after(new Command.ToNode(node));
        Snapshot withheld = snapshot.withheld();
        Value result = snapshot.program().operations().get(snapshot.node().orElseThrow().end() - 1).result().value();

        Picture open = picture(snapshot, 742, 560, ChartTheme.DARK);
        Picture closed = picture(withheld, 742, 560, ChartTheme.DARK);

        assertThat(snapshot.isWithheld()).isFalse();
        assertThat(withheld.isWithheld()).isTrue();
        assertThat(withheld.numbers(result)).isEmpty();
        assertThat(names(closed)).isEqualTo(names(open).stream()
                .filter(name -> !withheld.withholds(withheld.program().value(name).orElseThrow())).toList());
        assertThat(texts(closed)).contains("?").noneMatch(text -> text.startsWith("Each row sums"));
        assertThat(texts(open)).doesNotContain("?");
        assertThat(closed.targets()).as("nothing but the symbols left of an equals sign, and numbers that are read")
                .filteredOn(Target.Named.class::isInstance)
                .extracting(target -> withheld.program().value(((Target.Named) target).name()).orElseThrow())
                .allMatch(value -> withheld.withholds(value) || value.layout() == Value.Layout.SCALAR);
        assertThat(LayoutFaults.of(closed, ChartTheme.DARK)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            backward/h.1.attn:softmax ; grad/act/h.1.attn.masked ; 5 ; 2 ; [^()]+ · \\([^()]+ − [^()]+\\)
            h.0.ln_1:normalize        ; h.0.ln_1.xhat            ; 3 ; 7 ; \\S+ · \\S+
            backward/h.0.mlp:c_fc/weight ; grad/param/h.0.mlp.c_fc.weight ; 3 ; 7 ; .+ \\+ .+ \\+ … \\(19\\)
            backward/h.0.ln_1:affine/bias ; grad/param/h.0.ln_1.bias ; 0 ; 7 ; .+ \\+ .+ \\+ … \\(19\\)
            """)
    void anEntryOfTheResultTellsHowItComesAbout(String node, String value, int row, int column, String arithmetic) {
        Picture picture = at(node);

        assertThat(picture.explanation(map(picture, value), row, column))
                .hasValueSatisfying(words -> assertThat(words).matches(arithmetic));
    }

    @Test
    void anInvariantOfLargeTermsTellsWhatIsLeftOfThem() {
        Snapshot snapshot = walk.after(new Command.ToNode("backward/h.1.attn:softmax"));
        for (String name : List.of("grad/act/h.1.attn.masked", "grad/act/h.1.attn.probs")) {
            Matrix numbers = snapshot.numbers(name).orElseThrow();
            Entries.scale(Workers.CALLER, numbers, 0x1p500, numbers);
        }
        assertThat(texts(picture(snapshot, 742, 560, ChartTheme.DARK)))
                .anyMatch(text -> text.matches("residual \\S+e−1\\d of its terms"));
    }

    /** The first of them has a letter of its own in the paper. */
    @Test
    void theRuleOfAllUpdatesSpeaksOfNoneOfTheParameters() {
        Snapshot end = walk.after(new Command.ToEnd());
        assertThat(letters(end, new PaperNotation(4))).contains("\\theta").isEqualTo(letters(end, Notation.PLAIN));
    }

    private static List<String> letters(Snapshot snapshot, Notation notation) {
        Picture picture = new StagePicture(
                new ViewState(snapshot, Selection.NONE, ChartTheme.DARK, notation), snapshot.node().orElseThrow(),
                Optional.empty()).draw(742, 560);
        return picture.marks().stream().filter(Mark.Formula.class::isInstance)
                .flatMap(mark -> ((Mark.Formula) mark).formula().occurrences().stream())
                .map(occurrence -> occurrence.symbol().latex()).distinct().toList();
    }

    @Test
    void ofAWholeUpdateNothingIsWithheld() {
        assertThat(walk.after(new Command.ToEnd()).withheld().isWithheld()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backward/loss", "backward/loss:logprobs", "backward/h.1.attn:softmax", "backward/h.0.ln_1",
                "backward/h.1.attn:values/v"})
    void invariantsStandBelowWithTheirResidualsAtEveryLevel(String node) {
        assertThat(texts(at(node))).anyMatch(text -> text.matches("residual .+ of its terms"))
                .noneMatch(text -> text.startsWith("does not hold"));
    }

    @Test
    void anInvariantThatIsViolatedIsSaidNotToHold() {
        Snapshot snapshot = walk.after(new Command.ToNode("backward/h.1.attn:softmax"));
        snapshot.numbers("grad/act/h.1.attn.masked").orElseThrow().set(1, 0, 1);

        assertThat(texts(picture(snapshot, 742, 560, ChartTheme.DARK)))
                .anyMatch(text -> text.startsWith("does not hold: off by "));
    }

    @Test
    void whatIsWithheldHasNoInvariants() {
        Snapshot snapshot = walk.after(new Command.ToNode("backward/h.1.attn:softmax")).withheld();

        assertThat(texts(picture(snapshot, 742, 560, ChartTheme.DARK)))
                .noneMatch(text -> text.startsWith("residual ") || text.equals("holds"));
    }

    @Test
    void whatIsSmallForLackOfHeightStandsTogetherWithTheArrowBetween() {
        Picture picture = picture(
                walk.after(new Command.ToNode("h.1.attn:softmax")), 742, 260, ChartTheme.DARK);
        Bounds before = map(picture, "h.1.attn.masked").bounds();
        Bounds after = map(picture, "h.1.attn.probs").bounds();
        assertThat(after.x() - before.right()).isBetween(20.0, 190.0);
        Mark.Text arrow = picture.marks().stream().filter(Mark.Text.class::isInstance).map(Mark.Text.class::cast)
                .filter(text -> text.text().equals("→")).findFirst().orElseThrow();
        assertThat(arrow.x() - before.right()).isCloseTo(after.x() - arrow.x(), within(HeatMap.GUTTER));
    }

    @Test
    void whatHasOneShapeHasOneSize() {
        Picture picture = at("update/h.0.attn:c_proj.weight/exp_avg");

        assertThat(picture.heatMaps()
                .map(map -> List.of(map.bounds().width(), map.bounds().height()))
                .collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(texts(picture)).contains("= 0.9000");
    }

    @Test
    void aPositionHasOneSizeAsRowAndAsColumnOfAProduct() {
        Picture picture = at("h.0.attn:values");
        Bounds weights = map(picture, "h.0.attn.probs").bounds();
        Bounds values = map(picture, "h.0.attn.v").bounds();

        assertThat(weights.width()).isEqualTo(weights.height()).isEqualTo(values.height());
    }

    @Test
    void clippingShowsAllParametersAndTheLimit() {
        assertThat(texts(at("update/clip"))).contains("wte.weight", "h.3.mlp.c_proj.weight", "= 1");
        assertThat(texts(at("update"))).contains("wte.weight", "= 0.9900");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update", "update/embed", "update/h.1", "update/h.1.attn", "update/ln_f"})
    void anUpdateOfSeveralParametersShowsItsRuleAndSettings(String node) {
        Picture picture = at(node);

        assertThat(texts(picture)).contains("= 0.9000", "= 0.9900", "= 0.001000");
        assertThat(picture.marks()).filteredOn(Mark.Formula.class::isInstance).hasSizeGreaterThan(3);
    }

    @Test
    void theListOfUpdatesCanBeMovedToItsEnd() {
        Snapshot snapshot = walk.after(new Command.ToNode("update"));
        Picture start = picture(snapshot, 662, 400, ChartTheme.DARK);
        Target.Rows rows = start.targets().stream().filter(Target.Rows.class::isInstance).map(Target.Rows.class::cast)
                .findFirst().orElseThrow();
        assertThat(texts(start)).contains("wte.weight", "and " + (rows.count() - rows.shown()) + " more")
                .doesNotContain("lm_head.weight");

        Selection moved = Selection.NONE.withWindow(rows.name(), rows.moved(1000));
        Picture end = new StagePicture(
                new ViewState(snapshot, moved, ChartTheme.DARK, Notation.PLAIN), snapshot.node().orElseThrow(),
                Optional.empty()).draw(662, 400);
        assertThat(texts(end)).contains("lm_head.weight").doesNotContain("wte.weight")
                .noneMatch(text -> text.endsWith(" more"));
    }

    @Test
    void onPaperNoUpdateIsLeftOut() {
        Snapshot snapshot = walk.after(new Command.ToNode("update"));
        Picture plate = StagePlates.stages(new ViewState(snapshot, Selection.NONE, ChartTheme.PRINT, Notation.PLAIN))
                .filter(each -> each.address().equals("update")).findFirst().orElseThrow().drawing().draw(662, 1);

        assertThat(texts(plate)).contains("wte.weight", "lm_head.weight").noneMatch(text -> text.endsWith(" more"));
    }

    @Test
    void aParameterThatWasChangedByHandHasASignInTheListOfUpdates() {
        walk.after(new Command.Change(Intervention.scale("h.1.ln_1.weight", new Where.All(), 3)));
        Picture picture = picture(
                walk.after(new Command.ToNode("update/h.1")), 700, 600, ChartTheme.DARK);
        assertThat(picture.targets()).filteredOn(Target.Named.class::isInstance).map(Target.Named.class::cast)
                .filteredOn(named -> named.words().contains("by hand"))
                .singleElement().satisfies(sign -> {
                    assertThat(sign.name()).isEqualTo("h.1.ln_1.weight");
                    assertThat(picture.targetAt(sign.bounds().x() + 1, sign.bounds().y() + 1)).contains(sign);
                });
    }

    @Test
    void theUpdateOfOneParameterShowsItsStepBesideItsGradient() {
        Snapshot snapshot = walk.after(new Command.ToNode("update/embed:wte.weight"));
        Picture picture = picture(snapshot, 742, 560, ChartTheme.DARK);
        Matrix before = snapshot.numbers("wte.weight").orElseThrow();
        Matrix after = snapshot.numbers("after/param/wte.weight").orElseThrow();
        Matrix step = map(picture, "after/param/wte.weight").numbers();
        double largest = 0;
        for (int i = 0; i < step.rows(); i++) {
            for (int j = 0; j < step.columns(); j++) {
                assertThat(step.get(i, j)).isEqualTo(after.get(i, j) - before.get(i, j));
                largest = Math.max(largest, Math.abs(step.get(i, j)));
            }
        }
        assertThat(largest).isPositive();
        assertThat(scale(picture, "after/param/wte.weight").high()).isEqualTo(largest);
        assertThat(map(picture, "grad/param/wte.weight").numbers().get(0, 0))
                .isEqualTo(snapshot.numbers("grad/param/wte.weight").orElseThrow().get(0, 0));
        assertThat(map(picture, "after/param/wte.weight").bounds().x())
                .isGreaterThan(map(picture, "grad/param/wte.weight").bounds().right());
    }

    @Test
    void updatesOfPlainDescentAreListedToo() {
        Training training = walk.start().runs().training();
        walk.after(new Command.Train(new Training(
                training.source(), new Update(new Sgd(false), false, false), training.schedule(), training.settings(),
                training.interventions(), training.frozen())));
        assertThat(texts(at("update"))).contains("wte.weight", "wpe.weight", "h.0.ln_1.weight");
        assertThat(map(at("update/embed:wte.weight"), "after/param/wte.weight").numbers().rows()).isEqualTo(65);
    }

    /** The painter leaves what is no number free, as what a mask forbids: on the stage it is filled. */
    @Test
    void whatIsNotFiniteIsFilledWhereItIsSeen() {
        Snapshot snapshot = walk.after(new Command.ToNode("h.0.attn:softmax"));
        Matrix scores = snapshot.numbers("h.0.attn.probs").orElseThrow();
        scores.set(2, 1, Double.NaN);
        scores.set(3, 0, Double.POSITIVE_INFINITY);
        Picture picture = picture(snapshot, 742, 560, ChartTheme.DARK);
        Bounds cells = map(picture, "h.0.attn.probs").bounds();
        double size = cells.width() / 19;
        assertThat(picture.marks()).filteredOn(Mark.Box.class::isInstance).map(Mark.Box.class::cast)
                .filteredOn(box -> box.fill().equals(Optional.of(Ink.of(Ink.Role.BREAKPOINT))))
                .map(box -> box.bounds().x() + box.bounds().width() / 2)
                .containsExactly(cells.x() + 1.5 * size, cells.x() + 0.5 * size);
    }

    @Test
    void captionsAreWordsAndAShape() {
        assertThat(texts(at("backward/h.1.attn:softmax"))).contains(
                "attention weights 19×19", "error of attention weights 19×19", "error of masked scores 19×19");
    }

    /** In the room that the stage has at 1440 × 900 and at 1280 × 720, of all blocks the first. */
    @ParameterizedTest
    @CsvSource({"720, 560, DARK", "612, 390, LIGHT"})
    void nothingIsCutOrCovered(double width, double height, ChartTheme theme) {
        List<String> nodes = walk.start().program().root().stream()
                .map(Node::address)
                .filter(address -> !address.matches("(.*/)?h\\.[1-9].*"))
                .toList();
        List<String> faults = new ArrayList<>();
        for (String node : nodes) {
            faults.addAll(LayoutFaults.of(picture(walk.after(new Command.ToNode(node)), width, height, theme), theme));
        }

        assertThat(faults).isEmpty();
    }

    /** Below the stage other things can be opened, so that nearly nothing is left of it. */
    @ParameterizedTest
    @ValueSource(doubles = {20, 60, 110})
    void withHardlyAnyRoomItIsStillDrawn(double height) {
        walk.start().program().root().stream()
                .map(Node::address)
                .filter(address -> !address.matches("(.*/)?h\\.[1-9].*"))
                .forEach(node -> assertThat(
                        picture(walk.after(new Command.ToNode(node)), 612, height, ChartTheme.LIGHT).marks())
                        .as(node).isNotEmpty());
    }
}
