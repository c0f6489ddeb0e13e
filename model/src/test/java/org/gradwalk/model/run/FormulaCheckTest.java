package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.gpt.PaperTable;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.UpdateRule;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** Every formula of every operation, evaluated literally on what the operation read, yields what the engine wrote. */
@Domain(RandomNetworks.class)
class FormulaCheckTest {

    /** Of the largest entry: an operation rounds a few times more or less than its formula. */
    private static final double TOLERANCE = 1e-11;

    @Property(tries = 40)
    void everyFormulaYieldsWhatTheEngineComputed(@ForAll RandomNetwork network) {
        check(network, network.fullUpdate());
    }

    @Property(tries = 10)
    void soDoFormulasOfSgd(@ForAll RandomNetwork network) {
        check(network, new Update(new Sgd(true), false, network.divided()));
    }

    private static void check(RandomNetwork network, UpdateRule update) {
        Iteration iteration = network.iteration(network.program(update), Workers.CALLER);
        iteration.runAll();
        List<String> faults = new ArrayList<>();
        Stream.concat(equations(iteration.program()), inTables(network, iteration.program())).forEach(equation -> {
            Matrix engine = iteration.matrix(equation.value());
            double difference = largestDifference(FormulaCheck.value(iteration, equation), engine);
            if (!(difference <= TOLERANCE * (1 + Entries.largest(engine)))) {
                faults.add(equation.value() + " differs by " + difference);
            }
        });

        assertThat(faults).isEmpty();
    }

    /** Those of all operations, and those of all layers as a whole. */
    private static Stream<Equation> equations(Program program) {
        return Stream.concat(
                program.operations().stream().flatMap(operation -> operation.equations().stream()),
                program.root().stream().flatMap(node -> node.fused().stream()));
    }

    /** Those that the tables of the paper have. */
    private static Stream<Equation> inTables(RandomNetwork network, Program program) {
        GptConfig config = network.config();
        return IntStream.range(0, config.blocks().size())
                .boxed()
                .flatMap(block -> Arrays.stream(PaperTable.values())
                        .flatMap(table -> table.rows(program, config, block).stream()))
                .flatMap(row -> row.entries().stream())
                .map(PaperTable.Entry::equation);
    }

    private static double largestDifference(Matrix a, Matrix b) {
        double largest = 0;
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                boolean same = a.get(i, j) == b.get(i, j);
                largest = Math.max(largest, same ? 0 : Math.abs(a.get(i, j) - b.get(i, j)));
            }
        }
        return largest;
    }
}
