package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.layer.Mlp.Activation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.run.Differences.Derivative;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** Every gradient is what a small change does to the loss. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class GradientsTest {

    private static final double RELATIVE = 1e-6;
    /** What rounding leaves of the differences of a loss of size 1. */
    private static final double ABSOLUTE = 1e-9;
    private static final int SAMPLES = 4;

    @Property(tries = 30)
    void theGradientOfEveryParameterIsTheLossesDerivative(@ForAll RandomNetwork network) {
        Iteration iteration = network.finished();
        Random random = new Random(network.seed());
        for (Parameter parameter : iteration.program().parameters()) {
            compare(network, iteration, parameter.value(), parameter.gradient(), random);
        }
    }

    @Property(tries = 30)
    void theErrorOfEveryIntermediateValueIsTheLossesDerivative(@ForAll RandomNetwork network) {
        Iteration iteration = network.finished();
        Random random = new Random(network.seed());
        Program program = iteration.program();
        for (Value value : program.values()) {
            Optional<Value> error = program.error(value);
            // probs is a side value: the loss is not computed from it, its error is that of −log p
            if (error.isPresent() && !value.name().equals("probs")) {
                compare(network, iteration, value, error.get(), random);
            }
        }
    }

    private static void compare(
            RandomNetwork network, Iteration iteration, Value value, Value gradient, Random random) {
        boolean relu = network.config().activation() == Activation.RELU;
        Differences differences = new Differences(iteration, relu);
        for (int i = 0; i < SAMPLES; i++) {
            int row = random.nextInt(value.rows());
            int column = random.nextInt(value.columns());
            if (!leftOut(iteration, value, row, column)) {
                double analytic = iteration.matrix(gradient).get(row, column);
                differences.at(value, row, column).ifPresent(numeric -> assertAgreement(
                        gradient.name() + " at (" + row + ", " + column + ")", analytic, numeric));
            }
        }
    }

    /** Entries that nothing is computed from, though they are part of a value. */
    private static boolean leftOut(Iteration iteration, Value value, int row, int column) {
        boolean aboveDiagonal = value.layout() == Layout.ATTENTION && column > row % value.extent().positions();
        boolean ignored = iteration.matrix("targets").get(row % iteration.matrix("targets").rows(), 0) < 0;
        return (aboveDiagonal && value.name().endsWith("probs"))
                || (ignored && value.name().equals("loss_per_position"));
    }

    private static void assertAgreement(String what, double analytic, Derivative numeric) {
        double allowed = RELATIVE * Math.abs(analytic) + ABSOLUTE + 2 * numeric.noise();
        assertThat(Math.abs(analytic - numeric.slope()))
                .as("%s: %s by backpropagation, %s by differences", what, analytic, numeric)
                .isLessThanOrEqualTo(allowed);
    }

    @Property(tries = 30)
    void theDifferencesAreSharpEnoughToTell(@ForAll RandomNetwork network) {
        Iteration iteration = network.finished();
        Differences differences = new Differences(iteration, false);
        Value gain = iteration.program().requireValue("ln_f.weight");
        assertThat(differences.at(gain, 0, 0).orElseThrow().noise()).isLessThan(1e-6);
    }
}
