package org.gradwalk.model.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Algebra.frobenius;
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

/** What must hold of gradient descent whatever the numbers are. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class SgdTest {

    private static Iteration iteration(RandomNetwork network, boolean momentum) {
        Update update = new Update(new Sgd(momentum), false, network.divided());
        return network.iteration(network.program(update), Workers.CALLER);
    }

    private static Matrix gradient(RandomNetwork network, Iteration iteration, Parameter parameter) {
        return iteration.matrix((network.divided() ? "mean/param/" : "grad/param/") + parameter.name());
    }

    @Property(tries = 30)
    void aStepGoesAgainstTheGradient(@ForAll RandomNetwork network) {
        Iteration iteration = iteration(network, false);
        iteration.runAll();
        double rate = iteration.settings().learningRate();
        for (Parameter parameter : iteration.program().trainedParameters()) {
            Matrix before = iteration.matrix(parameter.value());
            Matrix g = gradient(network, iteration, parameter);
            assertClose(
                    parameter.name(), iteration.matrix("after/param/" + parameter.name()),
                    matrix(before.rows(), before.columns(), (i, j) -> before.get(i, j) - rate * g.get(i, j)));
        }
    }

    @Property(tries = 30)
    void theSecondStepWithMomentumRemembersTheFirst(@ForAll RandomNetwork network) {
        Iteration iteration = iteration(network, true);
        iteration.runAll();
        Parameter parameter = iteration.program().trainedParameters().getLast();
        Matrix first = iteration.matrix("after/state/momentum_buffer/" + parameter.name()).copy();
        iteration.advance();
        iteration.runAll();
        Matrix g = gradient(network, iteration, parameter);
        double kappa = iteration.settings().momentum();
        assertClose(
                "u", iteration.matrix("after/state/momentum_buffer/" + parameter.name()),
                matrix(g.rows(), g.columns(), (i, j) -> kappa * first.get(i, j) + g.get(i, j)),
                largest(first) + largest(g));
    }

    @Property(tries = 30)
    void aSmallStepLowersTheLossByTheRateTimesTheSquaredGradient(@ForAll RandomNetwork network) {
        Iteration iteration = iteration(network, false);
        double rate = 1e-7;
        iteration.setSettings(Settings.of(rate));
        iteration.runAll();
        double before = iteration.matrix("loss").get(0, 0);
        double predicted = 0;
        for (Parameter parameter : iteration.program().trainedParameters()) {
            predicted -= rate * frobenius(
                    iteration.matrix(parameter.gradient()), gradient(network, iteration, parameter));
        }
        iteration.advance();
        iteration.runAll();
        double change = iteration.matrix("loss").get(0, 0) - before;
        assertThat(change).as("change of the loss").isCloseTo(
                predicted, within(1e-3 * Math.abs(predicted) + 1e-13 * (1 + Math.abs(before))));
    }
}
