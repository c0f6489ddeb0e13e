package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Operation.Output;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Finite;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** Whatever is planted in a value of which another one tells, the kernels hand it on to that one. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class TelltalesTest {

    @Property(tries = 60)
    void whatIsNotFiniteIsHandedOn(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        Iteration iteration = network.iteration(program, Workers.CALLER);
        iteration.runAll();
        Random random = new Random(network.seed());
        int told = 0;
        for (Operation operation : program.operations()) {
            for (Operation.Binding input : operation.inputs()) {
                if (program.writtenBy(input.value()) >= 0 && Telltales.tells(operation, input)) {
                    plant(iteration, operation, input.value(), random);
                    told++;
                }
            }
        }
        assertThat(told).as("operations that tell of a value").isGreaterThan(program.operations().size() / 3);
    }

    private static void plant(Iteration iteration, Operation operation, Value value, Random random) {
        Matrix matrix = iteration.matrix(value);
        int row = random.nextInt(matrix.rows());
        int column = random.nextInt(matrix.columns());
        double before = matrix.get(row, column);
        boolean isForbidden = value.layout() == Layout.ATTENTION && iteration.program().value(Gpt.ATTENTION_MASK)
                .filter(mask -> iteration.matrix(mask).get(row % value.extent().positions(), column) == 0)
                .isPresent();
        if (isForbidden) {
            assertThat(before).as("where the mask forbids %s", value).isZero();
            return; // not read there
        }
        for (double number : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
            matrix.set(row, column, number);
            operation.kernel().run(iteration);
            assertThat(operation.outputs().stream().map(Output::value).map(iteration::matrix))
                    .as("%s with %s at (%d, %d) of %s", operation, number, row, column, value)
                    .anyMatch(written -> !Finite.all(Workers.CALLER, written));
        }
        matrix.set(row, column, before);
        operation.kernel().run(iteration);
    }

    @Property(tries = 30)
    void theyAreFewerThanHalfOfAllNumbers(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        Telltales telltales = new Telltales(program);
        long all = program.operations().stream()
                .flatMap(operation -> operation.outputs().stream())
                .mapToLong(output -> output.value().size()).sum();
        long searched = program.operations().stream()
                .flatMap(operation -> telltales.of(operation).stream()).mapToLong(output -> output.value().size())
                .sum();
        assertThat(searched).isLessThan(all / 2).isPositive();
    }
}
