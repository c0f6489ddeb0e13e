package org.gradwalk.app.view.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.Test;

class FlowLayoutTest {

    private final Program program = Preset.CLASSROOM.program(1, 5);
    private final FlowLayout layout = new FlowLayout(program, 900);

    @Test
    void thePartsCoverTheIterationWithoutAGap() {
        int operations = 0;
        for (FlowLayout.Part part : layout.parts()) {
            assertThat(part.first()).as(part.toString()).isEqualTo(operations);
            assertThat(part.end()).isGreaterThan(part.first());
            operations = part.end();
        }
        assertThat(operations).isEqualTo(program.operations().size());
    }

    @Test
    void aPlaceInTheRiverIsThatOfItsOperation() {
        for (int operations = 0; operations <= program.operations().size(); operations++) {
            assertThat(layout.operations(layout.x(operations))).isEqualTo(operations);
        }
    }
}
