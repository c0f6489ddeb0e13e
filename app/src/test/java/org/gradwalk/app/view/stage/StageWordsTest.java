package org.gradwalk.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradwalk.app.EveryProgram;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.junit.jupiter.api.Test;

/** A layer or a step that nobody has put into words would break the stage. */
class StageWordsTest {

    @Test
    void everyNodeOfEveryProgramHasItsWords() {
        List<String> words = new ArrayList<>();
        EveryProgram.all().forEach(program -> {
            for (Phase phase : Phase.values()) {
                program.phase(phase).stream().forEach(node -> words.addAll(words(program, node)));
            }
        });

        assertThat(words).isNotEmpty().doesNotContain("");
    }

    @Test
    void noTwoOperationsOfAStepSayTheSame() {
        List<String> twice = new ArrayList<>();
        EveryProgram.all().forEach(program -> {
            for (Phase phase : Phase.values()) {
                program.phase(phase).stream().filter(node -> node.address().contains(":")).forEach(node -> {
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

    private static List<String> words(Program program, Node node) {
        var operations = program.operations().subList(node.first(), node.end());
        List<String> words = new ArrayList<>(List.of(StageWords.of(node, operations)));
        StageWords.lookAt(operations).ifPresent(words::add);
        return words;
    }
}
