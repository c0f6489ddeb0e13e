package org.gradwalk.model.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradwalk.model.testing.Agreement.ROUNDING;
import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Algebra.frobenius;

import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** Clipping limits the length of all gradients together and leaves their direction; a sum becomes a mean before. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class ClippingTest {

    private static Iteration run(RandomNetwork network, Reduction reduction, double limit) {
        Update update = new Update(new Sgd(false), true, reduction == Reduction.SUM);
        Program program = Gpt.program(
                network.config(), network.sequences(), network.positions(), reduction, update);
        Iteration iteration = network.iteration(program, Workers.CALLER);
        iteration.setSettings(iteration.settings().withClipNorm(limit));
        iteration.runAll();
        return iteration;
    }

    private static double total(Iteration iteration, ToDoubleFunction<Parameter> ofParameter) {
        return iteration.program().trainedParameters().stream().mapToDouble(ofParameter).sum();
    }

    @Property(tries = 30)
    void clippedGradientsAreNoLongerThanTheLimitAndPointTheSameWay(
            @ForAll RandomNetwork network, @ForAll @DoubleRange(min = 0.01, max = 10) double limit) {
        Iteration iteration = run(network, Reduction.MEAN, limit);
        double squares = total(iteration, p -> frobenius(
                iteration.matrix(p.gradient()), iteration.matrix(p.gradient())));
        double clippedSquares = total(iteration, p -> frobenius(
                iteration.matrix("clipped/param/" + p.name()), iteration.matrix("clipped/param/" + p.name())));
        double product = total(iteration, p -> frobenius(
                iteration.matrix(p.gradient()), iteration.matrix("clipped/param/" + p.name())));

        assertClose("norm", iteration.matrix("grad_norm").get(0, 0), Math.sqrt(squares), Math.sqrt(squares));
        assertThat(Math.sqrt(clippedSquares)).as("norm after clipping").isLessThanOrEqualTo(limit * (1 + ROUNDING));
        assertClose("product of the lengths", product, Math.sqrt(squares * clippedSquares), product);
    }

    @Property(tries = 20)
    void aLimitThatIsNotReachedLeavesEveryBit(@ForAll RandomNetwork network) {
        Iteration iteration = run(network, Reduction.MEAN, 1e9);
        for (Parameter parameter : iteration.program().trainedParameters()) {
            assertSameBits(
                    parameter.name(), iteration.matrix("clipped/param/" + parameter.name()),
                    iteration.matrix(parameter.gradient()));
        }
    }

    @Property(tries = 30)
    void withALossThatIsASumTheUpdateIsThatOfTheMean(
            @ForAll RandomNetwork network, @ForAll @DoubleRange(min = 0.01, max = 10) double limit) {
        Iteration sum = run(network, Reduction.SUM, limit);
        Iteration mean = run(network, Reduction.MEAN, limit);
        double norm = mean.matrix("grad_norm").get(0, 0);
        assertClose("norm", sum.matrix("grad_norm").get(0, 0), norm, norm);
        for (Parameter parameter : mean.program().trainedParameters()) {
            assertClose(
                    parameter.name(), sum.matrix("mean/param/" + parameter.name()),
                    mean.matrix(parameter.gradient()), norm);
            assertClose(
                    parameter.name(), sum.matrix("after/param/" + parameter.name()),
                    mean.matrix("after/param/" + parameter.name()), 1 + norm);
        }
    }
}
