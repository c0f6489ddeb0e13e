package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.gpt.Initialization;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.run.Trainer.Progress;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.BatchSampler;
import org.gradwalk.model.text.Corpus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    /** Wide enough that threads share the products. */
    private static final GptConfig CONFIG = GptConfig.of(7, 16, 2, 2, 32);
    private static final Update UPDATE = new Update(new AdamW(), true, false);
    private static final Schedule SCHEDULE = new Schedule.Constant(3e-3);
    /** A text that repeats itself, so that much of it can be learned. */
    private static final Corpus CORPUS = Corpus.of(
            IntStream.range(0, 1000).map(i -> (i * i / 3 + i) % 7).toArray(), 0.2);

    private static Iteration iteration(Workers workers) {
        Program program = Gpt.program(CONFIG, 4, 16, Reduction.MEAN, UPDATE);
        return new Iteration(program, Weights.of(Initialization.GPT2.parameters(CONFIG, 3)), workers,
                Settings.of(1).withClipNorm(1));
    }

    private static Iteration iteration() {
        return iteration(Workers.CALLER);
    }

    private static Trainer trainer(Iteration iteration, Corpus corpus, Schedule schedule, long seed) {
        Feed feed = new Feed.Drawn(new BatchSampler(corpus.training(), 4, 16), seed);
        return new Trainer(iteration, new Plan(feed, UPDATE, schedule, iteration.settings()), corpus.validation());
    }

    private static Map<String, double[]> parameters(Iteration iteration) {
        Map<String, double[]> parameters = new LinkedHashMap<>();
        iteration.program().parameters()
                .forEach(parameter -> parameters.put(parameter.name(), iteration.matrix(parameter.value()).toArray()));
        return parameters;
    }

    private static void assertSameBits(Map<String, double[]> actual, Map<String, double[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, numbers) -> assertThat(actual.get(name)).as(name).isEqualTo(numbers));
    }

    @Test
    void modelLearns() throws NonFiniteException {
        List<Progress> reports = new ArrayList<>();
        trainer(iteration(), CORPUS, SCHEDULE, 7).run(60, 30, reports::add);

        assertThat(reports.getFirst().loss()).isCloseTo(Math.log(7), within(0.1));
        assertThat(reports.getLast().validationLoss().orElseThrow()).isLessThan(0.7 * Math.log(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void sameSeedGivesTheSameBitsWithAnyNumberOfThreads(int threads) throws NonFiniteException {
        Iteration alone = iteration();
        long done = trainer(alone, CORPUS, SCHEDULE, 7).run(5, 2, _ -> {
        });
        assertThat(done).isEqualTo(5);
        try (Workers workers = Workers.of(threads)) {
            Iteration together = iteration(workers);
            trainer(together, CORPUS, SCHEDULE, 7).run(5, 2, _ -> {
            });
            assertSameBits(parameters(together), parameters(alone));
        }
    }

    @Test
    void anotherSeedGivesAnotherModel() throws NonFiniteException {
        Iteration one = iteration();
        Iteration other = iteration();
        trainer(one, CORPUS, SCHEDULE, 7).step();
        trainer(other, CORPUS, SCHEDULE, 8).step();
        assertThat(one.matrix("wte.weight").toArray()).isNotEqualTo(other.matrix("wte.weight").toArray());
    }

    @Test
    void validatingChangesNothing() throws NonFiniteException {
        Iteration often = iteration();
        Iteration never = iteration();
        trainer(often, CORPUS, SCHEDULE, 7).run(4, 1, _ -> {
        });
        Trainer trainer = trainer(never, CORPUS, SCHEDULE, 7);
        for (int i = 0; i < 4; i++) {
            trainer.step();
        }
        assertSameBits(parameters(often), parameters(never));
    }

    @Test
    void walkingThroughAnIterationIsTheSameAsAStep() throws NonFiniteException {
        Iteration stepped = iteration();
        double loss = trainer(stepped, CORPUS, SCHEDULE, 7).step();

        Iteration walked = iteration();
        Trainer trainer = trainer(walked, CORPUS, SCHEDULE, 7);
        trainer.prepare();
        walked.runAll();
        assertThat(trainer.finish()).isEqualTo(loss);
        assertSameBits(parameters(walked), parameters(stepped));
    }

    @Test
    void batchAndLearningRateAreThoseOfTheIteration() throws NonFiniteException {
        Iteration iteration = iteration();
        Trainer trainer = trainer(iteration, CORPUS, new Schedule.WarmUpCosine(1e-2, 4, 10), 7);
        trainer.step();
        trainer.step();
        trainer.prepare();

        assertThat(iteration.settings().learningRate()).isEqualTo(1e-2 * 3 / 5);
        assertThat(iteration.settings().clipNorm()).isEqualTo(1);
        double[] tokens = iteration.matrix(Gpt.TOKENS).toArray();
        int[][] expected = new BatchSampler(CORPUS.training(), 4, 16).draw(7, 2).tokens();
        for (int b = 0; b < 4; b++) {
            for (int t = 0; t < 16; t++) {
                assertThat(tokens[16 * b + t]).isEqualTo(expected[b][t]);
            }
        }
    }

    @Test
    void everyIterationIsReportedAndValidatedWhereAsked() throws NonFiniteException {
        List<Progress> reports = new ArrayList<>();
        trainer(iteration(), CORPUS, SCHEDULE, 7).run(5, 2, reports::add);

        assertThat(reports).extracting(Progress::iterations).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(reports).allMatch(report -> report.of() == 5 && report.perSecond() > 0);
        assertThat(reports).extracting(report -> report.validationLoss().isPresent())
                .containsExactly(false, true, false, true, true);
    }

    @Test
    void secondsLeftAreTheRestAtThePace() {
        assertThat(new Progress(40, 100, 1, OptionalDouble.empty(), 20).secondsLeft()).isEqualTo(3);
    }

    @Test
    void stopEndsTheRunAfterTheIterationThatItIsAt() throws NonFiniteException {
        Iteration iteration = iteration();
        Trainer trainer = trainer(iteration, CORPUS, SCHEDULE, 7);
        long done = trainer.run(100, 100, progress -> {
            if (progress.iterations() == 3) {
                trainer.stop();
            }
        });
        assertThat(done).isEqualTo(3);
        assertThat(iteration.number()).isEqualTo(3);
        assertThat(trainer.run(100, 100, _ -> {
        })).as("iterations of a run that was stopped before it began").isZero();
    }

    @Test
    void withoutValidationTextThereIsNoValidationLoss() throws NonFiniteException {
        Trainer trainer = trainer(iteration(), Corpus.of(CORPUS.training(), 0), SCHEDULE, 7);
        List<Progress> reports = new ArrayList<>();
        trainer.run(1, 1, reports::add);
        assertThat(trainer.validation()).isEmpty();
        assertThat(reports.getFirst().validationLoss()).isEmpty();
    }

    @Test
    void firstOperationThatWroteNoNumberIsNamedAndItsUpdateIsNotTaken() {
        Iteration iteration = iteration();
        iteration.matrix("h.1.mlp.c_fc.weight").set(2, 3, Double.NaN);
        Trainer trainer = trainer(iteration, CORPUS, SCHEDULE, 7);

        assertThatExceptionOfType(NonFiniteException.class).isThrownBy(trainer::step)
                .withMessage("iteration 0: h.1.mlp:c_fc wrote NaN into h.1.mlp.fc (row 0, column 3); try a smaller"
                        + " learning rate")
                .satisfies(e -> assertThat(e.found().value().name()).isEqualTo("h.1.mlp.fc"));
        assertThat(iteration.number()).isZero();
    }

    @Test
    void updateThatIsNotFiniteIsNotTaken() {
        Iteration iteration = iteration();
        Map<String, double[]> before = parameters(iteration);
        iteration.setSettings(iteration.settings().withWeightDecay(10));
        Trainer trainer = trainer(iteration, CORPUS, new Schedule.Constant(Double.MAX_VALUE), 7);

        assertThatExceptionOfType(NonFiniteException.class).isThrownBy(trainer::step)
                .withMessageStartingWith("iteration 0: update/");
        assertSameBits(parameters(iteration), before);
    }
}
