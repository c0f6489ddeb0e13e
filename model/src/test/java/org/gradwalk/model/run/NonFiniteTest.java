package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Stepper.Move;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A walk stops where numbers stop being numbers, and says where that is. */
class NonFiniteTest {

    private final Iteration iteration = new Iteration(
            Preset.PAPER.program(1, 4), Weights.of(Preset.PAPER.parameters(1)), Workers.CALLER,
            Preset.PAPER.settings());
    private final Stepper stepper = new Stepper(iteration);

    @BeforeEach
    void load() {
        iteration.load(new int[][]{{1, 2, 3, 4}}, new int[][]{{2, 3, 4, 5}});
    }

    private void assertStop(String operation, String value, int row, int column, double entry) {
        Optional<NonFinite> stop = stepper.stop();
        assertThat(stop).map(found -> found.operation().address()).contains(operation);
        assertThat(stop).map(found -> found.value().name()).contains(value);
        assertThat(stop).map(NonFinite::row).contains(row);
        assertThat(stop).map(NonFinite::column).contains(column);
        assertThat(stop).map(NonFinite::entry).contains(entry);
        assertThat(stepper.node()).map(Object::toString).contains(operation);
    }

    /** With ε = 0 a row whose features are all equal has no normal form. */
    private void makeRow2Constant() {
        iteration.matrix("wte.weight").rows(3, 1).fill(1);
        iteration.matrix("wpe.weight").rows(2, 1).fill(0);
    }

    @Test
    void aConstantRowWithoutEpsilonStopsAtItsInverseDeviation() {
        makeRow2Constant();
        stepper.toEnd();
        assertStop("h.0.ln_1:rstd", "h.0.ln_1.rstd", 2, 0, Double.POSITIVE_INFINITY);
    }

    @Test
    void aProductThatOverflowsStopsThere() {
        iteration.matrix("ln_f.weight").fill(0);
        iteration.matrix("ln_f.bias").fill(2);
        iteration.matrix("lm_head.weight").columns(5, 1).fill(Double.MAX_VALUE);
        stepper.toEnd();
        assertStop("lm_head:unembed", "logits", 0, 5, Double.POSITIVE_INFINITY);
    }

    @Test
    void aWeightThatIsNotANumberStopsWhereItIsReadFirst() {
        iteration.matrix("wte.weight").set(4, 7, Double.NaN);
        stepper.toEnd();
        assertStop("embed:token", "wte", 3, 7, Double.NaN);
    }

    @Test
    void anUpdateThatOverflowsStopsInTheUpdate() {
        iteration.setSettings(iteration.settings().withLearningRate(Double.MAX_VALUE));
        iteration.matrix("wte.weight").set(0, 0, 1);
        iteration.setSettings(iteration.settings().withWeightDecay(4));
        stepper.toEnd();
        assertThat(stepper.stop()).map(found -> found.operation().address()).contains("update/embed:wte.weight/param");
    }

    @Test
    void itSaysWhichInputsWereStillFinite() {
        iteration.matrix("lm_head.weight").set(0, 5, Double.NaN);
        stepper.toEnd();
        assertStop("lm_head:unembed", "logits", 0, 5, Double.NaN);
        assertThat(stepper.stop().orElseThrow().inputs(iteration))
                .extracting(input -> input.value().name() + " " + input.finite())
                .containsExactly("ln_f.out true", "lm_head.weight false", "lm_head.bias true");
    }

    @Test
    void minusInfinityIsAProperInputWhereItIsAProperEntry() {
        Program program = iteration.program();
        stepper.to(program.node("h.0.attn:softmax").orElseThrow());
        Operation softmax = program.operations().get(stepper.position().operations() - 1);
        NonFinite none = new NonFinite(softmax, softmax.result().value(), 0, 0, Double.NaN);
        assertThat(none.inputs(iteration)).allMatch(NonFinite.Input::finite);
    }

    @Test
    void aBreakpointAtTheSameOperationIsToldToo() {
        Breakpoints breakpoints = new Breakpoints();
        breakpoints.set(List.of(Breakpoint.at("h.0.ln_1:rstd").when("any(isinf(r))"), Breakpoint.at("h.0.ln_1")));
        Stepper walk = new Stepper(iteration, breakpoints);
        makeRow2Constant();
        walk.toEnd();
        assertThat(walk.stop()).isPresent();
        assertThat(walk.hit().map(Hit::node)).isEqualTo(walk.node());
        assertThat(walk.node()).map(Object::toString).contains("h.0.ln_1:rstd");
        Stepper.Position stopped = walk.position();
        walk.toEnd();
        assertThat(walk.position()).as("nothing behind the stop is reached").isEqualTo(stopped);
        assertThat(breakpoints.hits(Breakpoint.at("h.0.ln_1"))).isZero();
    }

    @Test
    void forbiddenScoresDoNotStopTheWalk() {
        Matrix masked = iteration.matrix("h.0.attn.masked");
        stepper.toEnd();
        assertThat(masked.get(0, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(stepper.stop()).isEmpty();
        assertThat(stepper.atEnd()).isTrue();
    }

    @Test
    void theWalkDoesNotGoOnBehindAStop() {
        makeRow2Constant();
        stepper.toEnd();
        Stepper.Position stopped = stepper.position();
        for (Move move : Move.values()) {
            assertThat(stepper.forward(move)).as("moving %s", move).isFalse();
            assertThat(stepper.position()).isEqualTo(stopped);
        }
        assertThat(stepper.computed()).isEqualTo(stopped.operations());
    }

    @Test
    void oneCanWalkBackFromAStopAndMeetItAgain() {
        makeRow2Constant();
        stepper.toEnd();
        assertThat(stepper.back(Move.OVER)).isTrue();
        assertThat(stepper.stop()).as("stop before the operation").isEmpty();
        assertThat(stepper.forward(Move.OVER)).isTrue();
        assertStop("h.0.ln_1:rstd", "h.0.ln_1.rstd", 2, 0, Double.POSITIVE_INFINITY);
    }

    @Test
    void aRestartForgetsTheStop() {
        makeRow2Constant();
        stepper.toEnd();
        iteration.matrix("wpe.weight").set(2, 0, 1);
        stepper.restart();
        stepper.toEnd();
        assertThat(stepper.stop()).isEmpty();
        assertThat(stepper.atEnd()).isTrue();
    }
}
