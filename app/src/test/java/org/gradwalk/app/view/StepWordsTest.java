package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Optimizer;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.Test;

/** A step that nobody has put into words would break the stage. */
class StepWordsTest {

    @Test
    void everyStepOfEveryProgramHasItsWords() {
        Set<String> keys = new TreeSet<>();
        for (Preset preset : Preset.values()) {
            for (Optimizer optimizer : new Optimizer[]{new AdamW(), new Sgd(true), new Sgd(false)}) {
                Gpt.program(preset.config(), 1, 2, Reduction.SUM, new Update(optimizer, true, true)).operations()
                        .forEach(operation -> keys.addAll(keys(operation)));
            }
        }

        assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(Messages.get(key)).as(key).isNotBlank());
    }

    private static Set<String> keys(Operation operation) {
        return Set.of("step." + operation.step() + "." + operation.phase().address(), "look." + operation.step());
    }
}
