package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.session.file.SessionFile;
import org.gradwalk.model.metrics.Finding;
import org.gradwalk.model.metrics.Finding.Rule;
import org.gradwalk.model.metrics.Metric;
import org.gradwalk.model.metrics.Metric.Kind;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Breakpoints;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.NonFinite;
import org.gradwalk.model.run.Where;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sample session shows what its text says, by the numbers that are stored in it. */
class SampleSessionsTest {

    private static final long MOST_BYTES = 1_000_000;

    static List<SampleSession> sessions() throws IOException {
        return Samples.read().sessions();
    }

    private static SavedSession read(String id) throws IOException, RefusedException {
        return SessionFile.read(Samples.read().session(id).orElseThrow());
    }

    private static ModelWalk open(String id) throws IOException, RefusedException {
        return ModelWalk.of(
                read(id).walk().memento(Long.MAX_VALUE), Workers.CALLER, new Breakpoints(), () -> Long.MAX_VALUE);
    }

    private static Iteration iteration(ModelWalk walk) {
        return walk.stepper().iteration();
    }

    private static double measured(ModelWalk walk, Metric metric, long iteration) {
        return walk.track().log().view().series(metric).at(iteration).orElseThrow();
    }

    private static double loss(ModelWalk walk, long iteration) {
        return measured(walk, Metric.of(Kind.LOSS), iteration);
    }

    private static double entropy(ModelWalk walk, String layer, int head, long iteration) {
        return measured(walk, new Metric(Kind.ATTENTION_ENTROPY, layer, OptionalInt.of(head), 1), iteration);
    }

    private static List<Finding> findings(ModelWalk walk) {
        return walk.track().log().view().findings();
    }

    private static double norm(ModelWalk walk, String value) {
        return Math.sqrt(Entries.sumOfSquares(iteration(walk).matrix(value)));
    }

    private static Matrix head(ModelWalk walk, String name, int head) {
        Value value = iteration(walk).program().requireValue(name);
        return value.head(iteration(walk).matrix(value), 0, head);
    }

    private static void runOn(ModelWalk walk, int iterations) throws RefusedException {
        for (int i = 0; i < iterations; i++) {
            walk.stepper().toEnd();
            assertThat(walk.stepper().stop()).isEmpty();
            walk.next();
        }
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void itsTextComesWithItAndItIsSmall(SampleSession sample) throws IOException, RefusedException {
        assertThat(SessionFile.read(sample).desk().description()).isEqualTo(sample.text()).hasSizeBetween(200, 700);
        try (InputStream content = Samples.content(sample)) {
            assertThat(content.readAllBytes().length).isLessThan((int) MOST_BYTES);
        }
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void aRunGoesOnFromTheFirstIterationThatIsKept(SampleSession sample) throws IOException, RefusedException {
        ModelWalk walk = open(sample.id());
        walk.to(0, walk.track().history().first(), (_, _) -> true);
        runOn(walk, 2);

        assertThat(walk.previousLoss().orElseThrow()).isBetween(3.5, 4.5);
    }

    @Test
    void theExplodingRunStopsAtAVarianceWhoseInputsAreFinite() throws IOException, RefusedException {
        ModelWalk walk = open("exploding");
        NonFinite stop = walk.stepper().stop().orElseThrow();

        assertThat(iteration(walk).number()).isEqualTo(276);
        assertThat(stop.operation()).hasToString("h.0.ln_2:var");
        assertThat(stop.entry()).isInfinite();
        double input = Entries.largest(iteration(walk).matrix("h.0.ln_2.centered"));
        assertThat(input).isFinite().isBetween(1e169, 1e172);
        assertThat(loss(walk, 180)).isLessThan(3.5);
        assertThat(loss(walk, 275)).isGreaterThan(1e16);
        assertThat(findings(walk)).filteredOn(finding -> finding.rule() == Rule.EXPLODING)
                .anySatisfy(finding -> assertThat(finding.since()).isEqualTo(194))
                .allSatisfy(finding -> assertThat(finding.since()).isGreaterThanOrEqualTo(194));
        assertThat(walk.track().history().states().nearest(216).orElseThrow().iteration()).isGreaterThan(216 - 32);
    }

    @Test
    void clippingFromIteration180OnCuresTheExplodingRun() throws IOException, RefusedException {
        ModelWalk walk = open("exploding");
        walk.to(0, 180, (_, _) -> true);
        walk.stepper().toStart();
        Training before = walk.training();
        walk.change(new Training(
                before.source(), new Update(before.update().optimizer(), true, false), before.schedule(),
                before.settings().withClipNorm(1), before.interventions(), before.frozen()));
        runOn(walk, 150);

        assertThat(walk.runs()).hasSize(2);
        assertThat(loss(walk, 329)).isLessThan(3.5);
        assertThat(findings(walk)).isEmpty();
    }

    @Test
    void theSaturatedSoftmaxPassesNoErrorToQueriesAndKeys() throws IOException, RefusedException {
        ModelWalk walk = open("saturated");

        assertThat(walk.stepper().node()).map(Object::toString).contains("backward/h.1.attn:softmax");
        for (int head = 0; head < 2; head++) {
            assertThat(entropy(walk, "h.1.attn", head, 99)).isLessThan(0.1);
            assertThat(entropy(walk, "h.0.attn", head, 99)).isGreaterThan(1.8);
        }
        assertThat(findings(walk)).as("marks: an entropy near 0 need be no fault").isEmpty();
        walk.stepper().toEnd();
        String gradient = "grad/param/h.1.attn.c_attn.weight.";
        assertThat(norm(walk, gradient + "q")).isLessThan(5e-3 * norm(walk, gradient + "v"));
        double before = norm(walk, gradient + "q");

        walk.change(Intervention.scale("h.1.attn.c_attn.weight", new Where.Block(0, 12, 0, 24), 0.005));
        walk.stepper().toEnd();
        assertThat(norm(walk, gradient + "q")).isGreaterThan(3 * before);
    }

    @Test
    void deadUnitsAreMarkedAndStayDeadUntilTheirBiasIsChanged() throws IOException, RefusedException {
        ModelWalk walk = open("dead-relu");
        Metric dead = Metric.of(Kind.DEAD_RELU, "h.1.mlp");

        assertThat(measured(walk, dead, 0)).isCloseTo(40.0 / 48, within(1e-12));
        assertThat(measured(walk, dead, 99)).isCloseTo(40.0 / 48, within(1e-12));
        assertThat(findings(walk)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.DEAD);
            assertThat(finding.metric()).isEqualTo(dead);
            assertThat(finding.since()).isEqualTo(9);
        });
        walk.stepper().toEnd();
        assertThat(Entries.largest(iteration(walk).matrix("grad/param/h.1.mlp.c_fc.weight").columns(0, 40))).isZero();
        assertThat(iteration(walk).matrix("h.1.mlp.c_fc.bias").columns(0, 40).toArray()).containsOnly(-4);

        walk.change(Intervention.set("h.1.mlp.c_fc.bias", new Where.All(), 0));
        runOn(walk, 1);
        assertThat(measured(walk, dead, 100)).isLessThan(0.3);
    }

    @Test
    void withoutAMaskWeightLiesAboveTheDiagonalAndTheLossFallsTooWell() throws IOException, RefusedException {
        ModelWalk walk = open("unmasked");

        assertThat(iteration(walk).program().node("h.0.attn:mask")).isEmpty();
        for (int head = 0; head < 2; head++) {
            Matrix weights = head(walk, "h.0.attn.probs", head);
            double next = 0;
            for (int i = 0; i + 1 < weights.rows(); i++) {
                next += weights.get(i, i + 1) / (weights.rows() - 1);
            }
            assertThat(next).as("mean weight on the next character").isGreaterThan(0.8);
        }
        assertThat(loss(walk, 999)).isLessThan(0.25);
        assertThat(measured(walk, Metric.of(Kind.VALIDATION_LOSS), 999)).isLessThan(0.3);
        assertThat(findings(walk)).isEmpty();
    }

    @Test
    void theIdleHeadAddsNothingAndGetsNoGradient() throws IOException, RefusedException {
        ModelWalk walk = open("idle-head");
        walk.stepper().toEnd();

        for (String name : List.of("h.0.attn.heads", "grad/act/h.0.attn.heads", "grad/act/h.0.attn.scores")) {
            assertThat(Entries.largest(head(walk, name, 1))).as(name).isZero();
            assertThat(Entries.largest(head(walk, name, 0))).as(name).isPositive();
        }
        assertThat(Entries.largest(iteration(walk).matrix("grad/param/h.0.attn.c_proj.weight").rows(6, 6))).isZero();
        assertThat(Entries.largest(iteration(walk).matrix("grad/param/h.0.attn.c_attn.weight").columns(30, 6)))
                .isZero();
        assertThat(entropy(walk, "h.0.attn", 1, 99)).isCloseTo(entropy(walk, "h.0.attn", 0, 99), within(0.1));
        assertThat(findings(walk)).isEmpty();

        walk.change(Intervention.set("h.0.attn.c_proj.weight", new Where.Block(6, 1, 0, 12), 0.1));
        runOn(walk, 2);
        walk.stepper().toEnd();
        assertThat(Entries.largest(head(walk, "h.0.attn.heads", 1))).as("output of the head").isPositive();
    }

    @Test
    void whereTheGradientIsZeroAdamWsFirstStepIsDecayAlone() throws IOException, RefusedException {
        ModelWalk walk = open("first-step");
        Matrix before = iteration(walk).matrix("wte.weight");
        Matrix after = iteration(walk).matrix("after/param/wte.weight");
        Matrix gradient = iteration(walk).matrix("grad/param/wte.weight");
        int absent = 0;
        for (int i = 0; i < before.rows(); i++) {
            boolean occurs = Entries.largest(gradient.rows(i, 1)) > 0;
            absent += occurs ? 0 : 1;
            for (int j = 0; j < before.columns(); j++) {
                double moved = after.get(i, j) - before.get(i, j);
                if (occurs) {
                    assertThat(Math.abs(moved)).isCloseTo(0.001, within(1e-5));
                } else {
                    assertThat(moved).isCloseTo(-0.001 * 0.1 * before.get(i, j), within(1e-17));
                }
            }
        }
        assertThat(absent).isEqualTo(56);
        walk.stepper().toEnd();
        assertThat(keysBiasMoved(walk)).isLessThan(1e-9);

        Training usual = walk.training();
        ModelWalk other = open("first-step");
        other.stepper().toStart();
        other.change(new Training(
                usual.source(), usual.update(), usual.schedule(), usual.settings().withEpsilon(1e-30),
                usual.interventions(), usual.frozen()));
        other.stepper().toEnd();
        assertThat(keysBiasMoved(other)).isCloseTo(0.001, within(1e-6));
    }

    private static double keysBiasMoved(ModelWalk walk) {
        return Entries.largest(iteration(walk).matrix("after/param/h.0.attn.c_attn.bias").columns(12, 12));
    }

    @Test
    void aNameThatNoSessionHasIsNotFound() throws IOException {
        assertThat(Samples.read().session("iliad")).isEqualTo(Optional.empty());
    }
}
