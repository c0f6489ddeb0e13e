package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.NonFinite.Input;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** Wherever an infinity comes from, the walk stops at the first operation that writes one on, and tells what it read. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class NonFinitePropertiesTest {

    private static boolean isProper(Value value, double entry) {
        return !Double.isNaN(entry) && entry != Double.POSITIVE_INFINITY
                && (entry != Double.NEGATIVE_INFINITY || value.mayBeMinusInfinity());
    }

    private static boolean allProper(Value value, Matrix matrix) {
        for (double entry : matrix.toArray()) {
            if (!isProper(value, entry)) {
                return false;
            }
        }
        return true;
    }

    /** The first improper entry that the operations of an iteration write, in their order. */
    private static Optional<NonFinite> scan(Iteration iteration) {
        for (Operation operation : iteration.program().operations()) {
            iteration.run(operation);
            for (Operation.Output output : operation.outputs()) {
                Matrix matrix = iteration.matrix(output.value());
                for (int i = 0; i < matrix.rows(); i++) {
                    for (int j = 0; j < matrix.columns(); j++) {
                        if (!isProper(output.value(), matrix.get(i, j))) {
                            return Optional.of(
                                    new NonFinite(operation, output.value(), i, j, matrix.get(i, j)));
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Property(tries = 100)
    void theWalkStopsAtTheFirstOperationThatWroteOneAndTellsItsInputs(
            @ForAll RandomNetwork network, @ForAll @IntRange(max = 9999) int choice,
            @ForAll @IntRange(max = 2) int kind) {
        Program program = network.program(network.fullUpdate());
        List<Parameter> parameters = program.parameters();
        Value planted = parameters.get(choice % parameters.size()).value();
        int entry = choice % (int) planted.size();
        double number = List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN).get(kind);
        Iteration scanned = network.iteration(program, Workers.CALLER);
        scanned.matrix(planted).set(entry / planted.columns(), entry % planted.columns(), number);
        Iteration walked = network.iteration(program, Workers.CALLER);
        walked.matrix(planted).set(entry / planted.columns(), entry % planted.columns(), number);

        Optional<NonFinite> expected = scan(scanned);
        Stepper stepper = new Stepper(walked);
        stepper.toEnd();

        assertThat(stepper.stop()).isEqualTo(expected);
        expected.ifPresent(found -> {
            List<Input> inputs = found.operation().inputs().stream()
                    .map(input -> new Input(
                            input.symbol(), input.value(),
                            allProper(input.value(), scanned.matrix(input.value()))))
                    .toList();
            assertThat(found.inputs(walked)).isEqualTo(inputs);
            assertThat(inputs).filteredOn(input -> !input.finite()).extracting(Input::value)
                    .as("before, only the weight or a value of its numbers is not finite")
                    .allMatch(value -> value.root().equals(planted.root()));
            assertThat(stepper.node()).contains(program.nodeOf(found.operation()));
        });
    }
}
