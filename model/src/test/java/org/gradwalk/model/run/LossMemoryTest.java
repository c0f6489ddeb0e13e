package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.api.Test;

class LossMemoryTest {

    private final Program program = Preset.PAPER.program(1, 4);
    private final Iteration walk = new Iteration(
            program, Weights.of(Preset.PAPER.parameters(1)), Workers.CALLER, Preset.PAPER.settings());
    private final List<Operation> operations = program.operations().subList(0, program.phase(Phase.LOSS).end());
    private final LossMemory memory = new LossMemory(walk, operations);

    @Test
    void whatForwardPassAndLossReadAndWriteIsThere() {
        assertThat(operations).isNotEmpty().allSatisfy(operation -> {
            operation.inputs().forEach(input -> assertThat(memory.matrix(input.value())).isNotNull());
            operation.outputs().forEach(output -> assertThat(memory.matrix(output.value())).isNotNull());
        });
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.matrix(program.requireValue("grad/act/h.0.attn.probs")))
                .withMessageContaining("grad/act/h.0.attn.probs");
    }
}
