package org.gradwalk.model.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Algebra.largest;
import static org.gradwalk.model.testing.Algebra.matrix;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** What must hold of AdamW whatever the numbers are. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class AdamWTest {

    private static final Settings SETTINGS = RandomNetwork.SETTINGS;

    private static Iteration iteration(RandomNetwork network) {
        Update update = new Update(new AdamW(), false, network.divided());
        Iteration iteration = network.iteration(network.program(update), Workers.CALLER);
        iteration.runAll();
        return iteration;
    }

    /** The gradient that reaches the optimizer. */
    private static Matrix gradient(RandomNetwork network, Iteration iteration, Parameter parameter) {
        return iteration.matrix((network.divided() ? "mean/param/" : "grad/param/") + parameter.name());
    }

    @Property(tries = 30)
    void theFirstStepMovesEveryEntryByTheRateTowardsTheGradientsSign(@ForAll RandomNetwork network) {
        Iteration iteration = iteration(network);
        double rate = SETTINGS.learningRate();
        for (Parameter parameter : iteration.program().trainedParameters()) {
            Matrix before = iteration.matrix(parameter.value());
            Matrix g = gradient(network, iteration, parameter);
            Matrix expected = matrix(before.rows(), before.columns(), (i, j) -> before.get(i, j)
                    * (1 - rate * SETTINGS.weightDecay())
                    - rate * g.get(i, j) / (Math.abs(g.get(i, j)) + SETTINGS.epsilon()));
            assertClose(
                    parameter.name(), iteration.matrix("after/param/" + parameter.name()), expected,
                    largest(before) + rate);
        }
    }

    @Property(tries = 30)
    void theFirstMomentsAreTheGradientsShare(@ForAll RandomNetwork network) {
        Iteration iteration = iteration(network);
        for (Parameter parameter : iteration.program().trainedParameters()) {
            Matrix g = gradient(network, iteration, parameter);
            assertClose(
                    "m", iteration.matrix("after/state/exp_avg/" + parameter.name()),
                    matrix(g.rows(), g.columns(), (i, j) -> (1 - SETTINGS.beta1()) * g.get(i, j)));
            assertClose(
                    "u", iteration.matrix("after/state/exp_avg_sq/" + parameter.name()),
                    matrix(g.rows(), g.columns(), (i, j) -> (1 - SETTINGS.beta2()) * g.get(i, j) * g.get(i, j)));
        }
    }

    @Property(tries = 30)
    void rowsWithoutAGradientShrinkAllTheSame(@ForAll RandomNetwork network) {
        Iteration iteration = iteration(network.with(network.config().withoutLora()));
        Matrix before = iteration.matrix("wpe.weight");
        Matrix after = iteration.matrix("after/param/wpe.weight");
        double keep = 1 - SETTINGS.learningRate() * SETTINGS.weightDecay();
        for (int row = network.positions(); row < before.rows(); row++) {
            for (int j = 0; j < before.columns(); j++) {
                assertThat(after.get(row, j)).as("unused row %d", row).isEqualTo(keep * before.get(row, j));
            }
        }
    }
}
