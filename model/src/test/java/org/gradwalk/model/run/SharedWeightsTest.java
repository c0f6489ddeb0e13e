package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.gradwalk.model.testing.Agreement.assertSameBits;

import java.util.List;
import java.util.Map;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.api.Test;

/** Two iterations of programs of different lengths share weights. */
class SharedWeightsTest {

    private final Map<String, Matrix> start = Preset.PAPER.parameters(1);
    private final Weights weights = Weights.of(start);
    private final Iteration first = iteration(weights, 4);
    private final Iteration second = iteration(weights, 3);

    private static Iteration iteration(Weights weights, int positions) {
        Iteration iteration = new Iteration(
                Preset.PAPER.program(1, positions), weights, Workers.CALLER, Preset.PAPER.settings());
        int[][] tokens = new int[1][positions];
        int[][] targets = new int[1][positions];
        for (int t = 0; t < positions; t++) {
            tokens[0][t] = t + 1;
            targets[0][t] = t + 2;
        }
        iteration.load(tokens, targets);
        return iteration;
    }

    private static List<Parameter.Carried> carried(Iteration iteration) {
        return iteration.program().parameters().stream().flatMap(parameter -> parameter.carried().stream()).toList();
    }

    @Test
    void whatOneUpdateWritesIsNotWrittenOverByTheOther() {
        first.runAll();
        Iteration alone = iteration(Weights.of(start), 4);
        alone.runAll();
        second.runAll();
        for (Parameter.Carried pair : carried(first)) {
            assertSame(pair.after().name(), first, alone);
        }
    }

    @Test
    void anUpdateOfOneIsWhereTheOtherBegins() {
        first.runAll();
        first.advance();
        second.runAll();
        for (Parameter.Carried pair : carried(second)) {
            assertSame(pair.before().name(), second, first);
        }
        second.advance();
        first.runAll();
        for (Parameter.Carried pair : carried(first)) {
            assertSame(pair.before().name(), first, second);
        }
    }

    @Test
    void afterAnUpdateOfTheOtherOneMustBeginAgain() {
        second.runAll();
        first.runAll();
        first.advance();
        assertThatIllegalStateException().isThrownBy(() -> second.run(second.program().operations().get(1)));
        assertThatIllegalStateException().isThrownBy(second::advance);
        second.runAll();
        second.advance();
        assertThatIllegalStateException().isThrownBy(() -> first.run(first.program().operations().getLast()));
    }

    @Test
    void updatesInTurnsAreThoseOfWeightsThatAreHandedOver() {
        Weights handed = Weights.of(start);
        for (int turn = 0; turn < 3; turn++) {
            for (Iteration shared : new Iteration[]{first, second, second}) {
                Weights copy = handed.copy();
                Iteration own = iteration(copy, shared.program().extent().positions());
                shared.runAll();
                own.runAll();
                for (Parameter.Carried pair : carried(shared)) {
                    assertSame(pair.before().name(), shared, own);
                    assertSame(pair.after().name(), shared, own);
                }
                shared.advance();
                own.advance();
                handed = copy;
            }
        }
    }

    private static void assertSame(String name, Iteration actual, Iteration expected) {
        assertSameBits(name, actual.matrix(name), expected.matrix(name));
    }
}
