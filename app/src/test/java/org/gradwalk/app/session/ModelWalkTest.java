package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import org.gradwalk.model.run.Breakpoints;
import org.gradwalk.model.run.KeptStates;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Stepper;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.api.Test;

/** Where memory becomes full, a walk is where it was. */
class ModelWalkTest {

    private static ModelWalk walk() throws RefusedException {
        Model model = new Opening.FromPreset(Preset.CLASSROOM, 1).read();
        return ModelWalk.of(
                model, Training.of(model, new Source.Sentence("To be")), Workers.CALLER, new Breakpoints(),
                () -> 1 << 20);
    }

    private static Map<String, double[]> weights(ModelWalk walk) {
        KeptStates.State state = walk.saved().now();
        return state.numbers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toArray()));
    }

    @Test
    void aJumpForWhichThereIsNoMemoryLeavesItWhereItWas() throws RefusedException {
        ModelWalk walk = walk();
        for (int i = 0; i < 3; i++) {
            walk.stepper().toEnd();
            walk.next();
        }
        walk.stepper().toLoss();
        Map<String, double[]> weights = weights(walk);
        Stepper.Position position = walk.stepper().position();
        Matrix logits = walk.stepper().iteration().matrix("logits").copy();

        assertThatThrownBy(() -> walk.to(0, 1, (_, _) -> {
            throw new OutOfMemoryError("on purpose");
        })).isInstanceOf(OutOfMemoryError.class);

        assertThat(walk.stepper().position()).isEqualTo(position);
        assertThat(walk.stepper().iteration().number()).isEqualTo(3);
        assertThat(walk.stepper().iteration().matrix("logits").toArray()).isEqualTo(logits.toArray());
        assertThat(weights(walk)).usingRecursiveComparison().isEqualTo(weights);
    }
}
