package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.gpt.Initialization;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.layer.Mlp.Activation;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.Batch;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final GptConfig CONFIG = GptConfig.of(50, 5, 2, 2, 8).withFeedForwardWidth(8)
            .withActivation(Activation.RELU);
    private static final int[] TEXT = IntStream.range(0, 41).toArray();

    private static Iteration iteration(int sequences, int positions) {
        Program program = Gpt.program(
                CONFIG, sequences, positions, Reduction.MEAN, new Update(new Sgd(false), false, false));
        return new Iteration(
                program, Weights.of(Initialization.PYTORCH.parameters(CONFIG, 1)), Workers.CALLER,
                Settings.of(1));
    }

    @Test
    void stretchesAreSpreadEvenlyAndLeaveRoomForTheLastTarget() {
        List<Batch> batches = new Evaluation(iteration(2, 5), TEXT, 4).batches();
        assertThat(batches).hasSize(2);
        assertThat(batches.getFirst().tokens()).isDeepEqualTo(new int[][]{{0, 1, 2, 3, 4}, {9, 10, 11, 12, 13}});
        assertThat(batches.getLast().tokens()).isDeepEqualTo(new int[][]{{18, 19, 20, 21, 22}, {27, 28, 29, 30, 31}});
        assertThat(batches.getLast().targets()[1]).containsExactly(28, 29, 30, 31, 32);
    }

    @Test
    void stretchesFillWholeBatches() {
        List<Batch> batches = new Evaluation(iteration(3, 5), TEXT, 4).batches();
        assertThat(batches).hasSize(2);
        assertThat(Arrays.stream(batches.getLast().tokens()).mapToInt(row -> row[4]).max().orElseThrow())
                .isLessThan(40);
    }

    @Test
    void shortestTextIsOneTokenLongerThanAStretch() {
        int[] shortest = Arrays.copyOf(TEXT, 6);
        assertThat(new Evaluation(iteration(1, 5), shortest, 2).batches()).hasSize(2)
                .allMatch(batch -> Arrays.equals(batch.targets()[0], new int[]{1, 2, 3, 4, 5}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Evaluation(iteration(1, 5), Arrays.copyOf(TEXT, 5), 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Evaluation(iteration(1, 5), TEXT, 0));
    }

    @Test
    void lossIsTheMeanOverAllStretches() {
        Iteration iteration = iteration(2, 5);
        Evaluation evaluation = new Evaluation(iteration, TEXT, 4);
        double sum = 0;
        for (Batch batch : evaluation.batches()) {
            iteration.load(batch.tokens(), batch.targets());
            iteration.runAll();
            sum += iteration.matrix("loss").get(0, 0);
        }
        assertThat(evaluation.loss()).isCloseTo(sum / 2, within(1e-14));
    }

    @Test
    void headMeasureIsTheMeanWeightOnThePositionBefore() {
        Iteration iteration = iteration(2, 5);
        Evaluation evaluation = new Evaluation(iteration, TEXT, 2);
        List<HeadMeasure> heads = HeadMeasure.all(evaluation);

        Matrix weights = iteration.matrix("h.1.attn.probs"); // rows (sequence · 2 + head) · 5 + query
        double sum = 0;
        for (int sequence = 0; sequence < 2; sequence++) {
            for (int t = 1; t < 5; t++) {
                sum += weights.get((sequence * 2 + 1) * 5 + t, t - 1);
            }
        }
        assertThat(heads).extracting(head -> head.block() + "." + head.head())
                .containsExactly("0.0", "0.1", "1.0", "1.1");
        assertThat(heads.getLast().previous()).isCloseTo(sum / 8, within(1e-15));
    }

    @Test
    void headThatLooksAtEverythingAlikeHasTheHarmonicMean() {
        Iteration iteration = iteration(1, 5);
        iteration.matrix("h.0.attn.c_attn.weight").fill(0);
        List<HeadMeasure> heads = HeadMeasure.all(new Evaluation(iteration, TEXT, 3));
        double even = (1 / 2.0 + 1 / 3.0 + 1 / 4.0 + 1 / 5.0) / 4;
        assertThat(heads.getFirst().previous()).isCloseTo(even, within(1e-15));
    }

    @Test
    void strongestHeadIsTheOneWithTheLargestWeight() {
        HeadMeasure strong = new HeadMeasure(1, 0, 0.9);
        assertThat(HeadMeasure.strongest(List.of(new HeadMeasure(0, 1, 0.2), strong, new HeadMeasure(1, 1, 0.5))))
                .isEqualTo(strong);
    }

    @Test
    void onePositionHasNoneBeforeIt() {
        Evaluation evaluation = new Evaluation(iteration(1, 1), TEXT, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> HeadMeasure.all(evaluation));
    }
}
