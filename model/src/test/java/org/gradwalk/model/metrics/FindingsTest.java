package org.gradwalk.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.gradwalk.model.metrics.Finding.Rule;
import org.gradwalk.model.metrics.Metric.Kind;
import org.gradwalk.model.run.Feed;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.Plan;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Schedule;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.BatchSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is well has no mark; what is planted has one, from the iteration on at which it was planted. */
class FindingsTest {

    private static final int LAYERS = 5;
    private static final List<Metric> METRICS = IntStream.rangeClosed(0, LAYERS)
            .mapToObj(i -> i < LAYERS
                    ? new Metric(Kind.GRADIENT_NORM, "h." + i, OptionalInt.empty(), 100)
                    : Metric.of(Kind.DEAD_RELU, "h.0.mlp"))
            .toList();

    /** A run of 200 iterations with steady norms of 1 and a little wave, changed by hand. */
    private static MetricLog run(BiConsumer<Integer, double[]> planted) {
        MetricLog log = new MetricLog(METRICS);
        for (int i = 0; i < 200; i++) {
            double[] numbers = new double[METRICS.size()];
            for (int layer = 0; layer < LAYERS; layer++) {
                numbers[layer] = 1 + 0.5 * Math.sin(i + layer);
            }
            planted.accept(i, numbers);
            log.append(i, numbers);
        }
        return log;
    }

    @Test
    void aSteadyRunHasNoMark() {
        assertThat(run((_, _) -> {
        }).view().findings()).isEmpty();
    }

    @Test
    void aLayerThatExplodesIsMarkedOnceItLasts() {
        List<Finding> found = run((i, numbers) -> numbers[2] *= i >= 120 ? 30 : 1).view().findings();
        assertThat(found).extracting(Finding::rule, finding -> finding.metric().layer(), Finding::since)
                .containsExactly(tuple(Rule.EXPLODING, "h.2", 122L));
        assertThat(found.getFirst().value()).isBetween(15.0, 45.0);
        assertThat(found.getFirst().limit()).isBetween(9.0, 11.0);
        assertThat(found.getFirst().until()).as("until the median has come up").isBetween(140L, 150L);
    }

    @Test
    void twoLargeGradientsInARowAreNoExplosion() {
        assertThat(run((i, numbers) -> numbers[2] *= i >= 120 && i % 3 != 0 ? 30 : 1).view().findings()).isEmpty();
    }

    @Test
    void aLayerThatVanishesIsMarkedOnceItLasts() {
        assertThat(run((i, numbers) -> numbers[3] *= i >= 100 ? 1e-4 : 1).view().findings())
                .extracting(Finding::rule, finding -> finding.metric().layer(), Finding::since, Finding::until)
                .containsExactly(tuple(Rule.VANISHING, "h.3", 109L, 199L));
        assertThat(run((i, numbers) -> numbers[3] *= i / 9 % 2 == 0 ? 1e-4 : 1).view().findings())
                .as("that comes back every nine iterations").isEmpty();
    }

    @Test
    void aGradientOfZeroIsMarkedAtOnce() {
        assertThat(run((i, numbers) -> numbers[1] *= i >= 7 ? 0 : 1).view().findings())
                .extracting(Finding::rule, finding -> finding.metric().layer(), Finding::since)
                .containsExactly(tuple(Rule.ZERO, "h.1", 7L));
    }

    @Test
    void whatIsNoNumberIsMarked() {
        assertThat(run((i, numbers) -> numbers[0] = i == 60 ? Double.NaN : numbers[0]).view().findings())
                .extracting(Finding::rule, Finding::since, Finding::until)
                .containsExactly(tuple(Rule.NON_FINITE, 60L, 60L));
    }

    @Test
    void deadUnitsAreMarkedOnceTheyStayDead() {
        assertThat(run((i, numbers) -> numbers[LAYERS] = i >= 50 ? 0.6 : 0.4).view().findings())
                .extracting(Finding::rule, finding -> finding.metric().layer(), Finding::since)
                .containsExactly(tuple(Rule.DEAD, "h.0.mlp", 59L));
    }

    @Test
    void marksAreForgottenWithTheirIterations() {
        MetricLog log = run((i, numbers) -> numbers[3] *= i >= 100 ? 1e-4 : 1);
        assertThat(log.upTo(150).view().findings()).extracting(Finding::until).containsExactly(149L);
        MetricLog shorter = log.upTo(109);
        assertThat(shorter.view().findings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Preset.class, names = {"PAPER", "CLASSROOM"})
    void aHealthyTrainingHasNoMark(Preset preset) {
        MetricLog log = train(preset, _ -> preset.settings().learningRate(), 300);
        assertThat(log.view().findings()).isEmpty();
        double[] losses = log.view().series(Metric.of(Kind.LOSS)).numbers();
        assertThat(Arrays.stream(losses).skip(250).sum()).as("loss at the end, and at the start")
                .isLessThan(0.95 * Arrays.stream(losses).limit(50).sum());
    }

    @Test
    void aLearningRateThatIsRaisedFarTooHighIsMarkedSoonAfter() {
        List<Finding> found = train(Preset.CLASSROOM, i -> i < 60 ? 1e-3 : 1, 90).view().findings();
        assertThat(found).isNotEmpty().allSatisfy(finding -> assertThat(finding.since()).isGreaterThan(60));
    }

    private static MetricLog train(Preset preset, IntToDoubleFunction rate, int iterations) {
        int positions = Math.min(32, preset.config().contextLength());
        int vocabulary = preset.config().vocabularySize();
        int[] text = IntStream.range(0, 5000).map(i -> (i * i / 3 + i) % 17 * 31 % vocabulary).toArray();
        Iteration iteration = new Iteration(
                preset.program(preset.batchSize(), positions), Weights.of(preset.parameters(1)), Workers.CALLER,
                preset.settings());
        Plan plan = new Plan(
                new Feed.Drawn(new BatchSampler(text, preset.batchSize(), positions), 1), preset.update(),
                new Schedule.Constant(1), preset.settings());
        Recorder recorder = new Recorder(iteration.program());
        MetricLog log = new MetricLog(recorder.metrics());
        double[] numbers = new double[recorder.metrics().size()];
        for (int i = 0; i < iterations; i++) {
            plan.prepare(iteration);
            iteration.setSettings(preset.settings().withLearningRate(rate.applyAsDouble(i)));
            iteration.runAll();
            recorder.measure(iteration, numbers);
            log.append(iteration.number(), numbers);
            iteration.advance();
        }
        return log;
    }
}
