package org.gradwalk.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Optimizer;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.Test;

/** A layer or a step that nobody has put into words would break the stage. */
class StageWordsTest {

    @Test
    void everyNodeOfEveryProgramHasItsWords() {
        List<String> words = new ArrayList<>();
        List<GptConfig> configs = new ArrayList<>(
                Arrays.stream(Preset.values()).map(Preset::config).toList());
        configs.add(Preset.PAPER.config().withLora(LoraConfig.paper(2, 1, EnumSet.allOf(Target.class))));
        for (GptConfig config : configs) {
            for (Optimizer optimizer : new Optimizer[]{new AdamW(), new Sgd(true), new Sgd(false)}) {
                Program program = Gpt.program(
                        config, 1, 2, Reduction.SUM, new Update(optimizer, true, true));
                for (Phase phase : Phase.values()) {
                    program.phase(phase).stream().forEach(node -> words.addAll(words(program, node)));
                }
            }
        }

        assertThat(words).isNotEmpty().doesNotContain("");
    }

    private static List<String> words(Program program, Node node) {
        var operations = program.operations().subList(node.first(), node.end());
        List<String> words = new ArrayList<>(List.of(StageWords.of(node, operations)));
        StageWords.lookAt(operations).ifPresent(words::add);
        return words;
    }
}
