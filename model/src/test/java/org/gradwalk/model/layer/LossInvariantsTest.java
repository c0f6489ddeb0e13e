package org.gradwalk.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradwalk.model.testing.Agreement.ROUNDING;
import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Agreement.assertVanishes;
import static org.gradwalk.model.testing.Agreement.assertZero;
import static org.gradwalk.model.testing.Algebra.largest;
import static org.gradwalk.model.testing.Algebra.matrix;
import static org.gradwalk.model.testing.Algebra.norm;
import static org.gradwalk.model.testing.Algebra.sum;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.testing.Finished;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;
import org.gradwalk.model.text.Batch;

/** What must hold of the loss whatever the numbers are. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class LossInvariantsTest {

    /** What every error is divided by: N, or 1 where the loss is a sum. */
    private static double divisor(RandomNetwork network) {
        return network.reduction() == Reduction.MEAN ? network.batch().counted() : 1;
    }

    /** The target of a row, or a negative number. */
    private static int target(Finished run, int row) {
        return (int) run.value("targets").get(row, 0);
    }

    @Property(tries = 50)
    void theErrorIsThePredictionMinusTheTruth(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        Matrix p = run.value("probs");
        assertClose("ΔZ", run.error("logits"), matrix(p.rows(), p.columns(), (i, j) -> {
            int target = target(run, i);
            return target < 0 ? 0 : (p.get(i, j) - (target == j ? 1 : 0)) / divisor(network);
        }), 1 / divisor(network));
    }

    @Property(tries = 50)
    void theErrorsRowsSumToZero(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        Matrix error = run.error("logits");
        for (int row = 0; row < error.rows(); row++) {
            int i = row;
            assertVanishes("ΔZ 1", sum(error.columns(), j -> error.get(i, j)), 1 / divisor(network));
        }
    }

    @Property(tries = 50)
    void theSizesOfARowsErrorsAddUpToHowSurprisedTheModelIs(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        Matrix error = run.error("logits");
        for (int row = 0; row < error.rows(); row++) {
            if (target(run, row) >= 0) {
                int i = row;
                double surprise = 1 - run.value("probs").get(row, target(run, row));
                double sizes = sum(error.columns(), j -> Math.abs(error.get(i, j)));
                assertClose("sizes of row " + row, sizes, 2 * surprise / divisor(network), 1 / divisor(network));
                assertThat(norm(error.rows(row, 1))).as("norm of row %d", row)
                        .isLessThanOrEqualTo((1 + ROUNDING) * Math.sqrt(2) / divisor(network));
            }
        }
    }

    @Property(tries = 50)
    void rowsThatDoNotCountHaveNoLossAndExactlyNoError(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        for (int row = 0; row < run.error("logits").rows(); row++) {
            if (target(run, row) < 0) {
                assertZero("loss of row " + row, run.value("loss_per_position").rows(row, 1));
                assertZero("error of the loss of row " + row, run.error("loss_per_position").rows(row, 1));
                assertZero("error of row " + row, run.error("logits").rows(row, 1));
            }
        }
    }

    @Property(tries = 20)
    void allLogitsEqualCostTheLogarithmOfTheVocabulary(@ForAll RandomNetwork network) {
        Iteration iteration = network.iteration();
        iteration.matrix("ln_f.weight").fill(0);
        iteration.matrix("ln_f.bias").fill(0);
        iteration.program().value("lm_head.bias").ifPresent(bias -> iteration.matrix(bias).fill(0));
        iteration.runAll();
        double each = Math.log(network.config().vocabularySize());
        double expected = each * network.batch().counted() / divisor(network);
        assertClose("loss", iteration.matrix("loss").get(0, 0), expected, expected);
    }

    @Property(tries = 20)
    void whereNoTargetCountsThereIsNoLossAndNoGradient(@ForAll RandomNetwork network) {
        Iteration iteration = network.iteration();
        int[][] targets = new int[network.sequences()][network.positions()];
        for (int[] row : targets) {
            Arrays.fill(row, Batch.IGNORED);
        }
        iteration.load(network.batch().tokens(), targets);
        iteration.runAll();
        assertThat(iteration.matrix("loss").get(0, 0)).isEqualTo(0);
        iteration.program().parameters().forEach(parameter -> assertThat(largest(iteration.matrix(
                parameter.gradient()))).as(parameter.name()).isEqualTo(0));
    }
}
