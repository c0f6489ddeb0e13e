package org.gradwalk.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.AdamW;
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
        programs().forEach(program -> {
            for (Phase phase : Phase.values()) {
                program.phase(phase).stream().forEach(node -> words.addAll(words(program, node)));
            }
        });

        assertThat(words).isNotEmpty().doesNotContain("");
    }

    @Test
    void noTwoOperationsOfAStepSayTheSame() {
        List<String> twice = new ArrayList<>();
        programs().forEach(program -> {
            for (Phase phase : Phase.values()) {
                program.phase(phase).stream().forEach(node -> {
                    Set<String> said = new HashSet<>();
                    node.children().stream()
                            .filter(Node::isOperation)
                            .filter(child -> !said.add(words(program, child).getFirst()))
                            .forEach(child -> twice.add(child.address()));
                });
            }
        });

        assertThat(twice).isEmpty();
    }

    private static Stream<Program> programs() {
        GptConfig adapted = Preset.PAPER.config().withLora(LoraConfig.paper(2, 1, EnumSet.allOf(Target.class)));
        return Stream.concat(Stream.of(Preset.values()).map(Preset::config), Stream.of(adapted))
                .flatMap(config -> Stream.of(new AdamW(), new Sgd(true), new Sgd(false))
                        .map(optimizer -> Gpt.program(
                                config, 1, 2, Reduction.SUM, new Update(optimizer, true, true))));
    }

    private static List<String> words(Program program, Node node) {
        var operations = program.operations().subList(node.first(), node.end());
        List<String> words = new ArrayList<>(List.of(StageWords.of(node, operations)));
        StageWords.lookAt(operations).ifPresent(words::add);
        return words;
    }
}
