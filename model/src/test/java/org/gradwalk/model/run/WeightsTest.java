package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.api.Test;

/** What an iteration takes up, and what it leaves as it is. */
class WeightsTest {

    private final Map<String, Matrix> start = Preset.PAPER.parameters(1);

    private static Iteration iteration(Program program, Map<String, Matrix> parameters) {
        return new Iteration(program, Weights.of(parameters), Workers.CALLER, Preset.PAPER.settings());
    }

    @Test
    void aMissingParameterIsNamed() {
        for (String name : start.keySet()) {
            Map<String, Matrix> others = new LinkedHashMap<>(start);
            others.remove(name);
            assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(() -> iteration(Preset.PAPER.program(1, 4), others))
                    .withMessage("The parameter " + name + " is missing");
        }
    }

    @Test
    void anOptimizerRemembersNothingAtTheStart() {
        Iteration iteration = iteration(Preset.PAPER.program(1, 4), start);
        for (Parameter parameter : iteration.program().parameters()) {
            assertThat(parameter.carried()).as(parameter.name()).hasSize(3);
            parameter.carried().subList(1, 3).forEach(carried -> assertThat(
                    iteration.matrix(carried.before()).toArray()).as(carried.before().name()).containsOnly(0));
        }
    }

    @Test
    void withoutAnUpdateTheWeightsAreReadAndStayWhatTheyAre() {
        Program program = Gpt.program(Preset.PAPER.config(), 1, 4, Reduction.MEAN, _ -> {});
        Iteration iteration = iteration(program, start);
        Iteration updated = iteration(Preset.PAPER.program(1, 4), start);
        int[][] tokens = {{1, 2, 3, 4}};
        iteration.load(tokens, tokens);
        updated.load(tokens, tokens);
        iteration.runAll();
        updated.runAll();
        assertThat(iteration.matrix("loss").get(0, 0)).isEqualTo(updated.matrix("loss").get(0, 0));
        iteration.advance();
        assertThat(program.trainedParameters()).isEmpty();
        assertThat(program.parameters()).isNotEmpty().allSatisfy(parameter -> {
            assertThat(parameter.after()).isEqualTo(parameter.value());
            assertThat(iteration.matrix(parameter.after()).toArray())
                    .containsExactly(updated.matrix(parameter.value()).toArray());
        });
    }
}
