package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradwalk.model.testing.Agreement.assertSameBits;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Stepper.Move;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.Bits;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** From one iteration to the next: what was after is now before. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class TrainingTest {

    private static Iteration iteration(RandomNetwork network) {
        return network.iteration(network.program(network.fullUpdate()), Workers.CALLER);
    }

    @Property(tries = 20)
    void theNextIterationStartsWithWhatTheUpdateWrote(@ForAll RandomNetwork network) {
        Iteration iteration = iteration(network);
        Stepper stepper = new Stepper(iteration);
        for (int i = 1; i <= 3; i++) {
            stepper.toEnd();
            Map<Parameter.Carried, Matrix> after = new LinkedHashMap<>();
            iteration.program().parameters().forEach(parameter -> parameter.carried().forEach(
                    carried -> after.put(carried, iteration.matrix(carried.after()).copy())));

            stepper.nextIteration();

            after.forEach((carried, expected) -> assertSameBits(
                    carried.before().name(), iteration.matrix(carried.before()), expected));
            assertThat(iteration.number()).isEqualTo(i);
            assertThat(iteration.step()).isEqualTo(i + 1);
            assertThat(stepper.position().operations()).isEqualTo(0);
            assertThat(stepper.computed()).isEqualTo(0);
        }
    }

    @Property(tries = 20)
    void fiveIterationsStepByStepGiveTheSameBitsAsFiveAtOnce(@ForAll RandomNetwork network, @ForAll Move move) {
        Iteration stepped = iteration(network);
        Stepper stepper = new Stepper(stepped);
        Iteration atOnce = iteration(network);
        for (int i = 0; i < 5; i++) {
            while (stepper.forward(move)) {
                assertThat(stepper.stop()).isEmpty();
            }
            atOnce.runAll();
            Bits.assertSame(stepped, atOnce);
            stepper.nextIteration();
            atOnce.advance();
        }
    }

    @Property(tries = 20)
    void iterationsOnOtherInputWorkWithTheSameWeights(@ForAll RandomNetwork network) {
        Iteration training = iteration(network);
        Weights weights = Weights.of(parameters(training));
        Iteration first = new Iteration(training.program(), weights, Workers.CALLER, RandomNetwork.SETTINGS);
        first.load(network.batch().tokens(), network.batch().targets());
        Program program = Gpt.program(network.config(), 1, 1, network.reduction(), network.fullUpdate());
        Iteration second = new Iteration(program, weights, Workers.CALLER, RandomNetwork.SETTINGS);
        for (int i = 0; i < 3; i++) {
            first.runAll();
            first.advance();

            second.load(new int[][]{{1}}, new int[][]{{0}});
            second.runAll();

            Iteration fresh = new Iteration(program, weights.copy(), Workers.CALLER, RandomNetwork.SETTINGS);
            fresh.load(new int[][]{{1}}, new int[][]{{0}});
            fresh.runAll();
            Bits.assertSame(second, fresh);
        }
    }

    private static Map<String, Matrix> parameters(Iteration iteration) {
        Map<String, Matrix> parameters = new LinkedHashMap<>();
        iteration.program().parameters().forEach(
                parameter -> parameters.put(parameter.name(), iteration.matrix(parameter.value())));
        return parameters;
    }
}
