package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.gradwalk.model.derivation.Derivation;
import org.gradwalk.model.derivation.Names;
import org.gradwalk.model.derivation.Verdict;
import org.gradwalk.model.derivation.Writer;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.UpdateRule;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** Every step of every network can be asked for, and its own formula, typed as in NumPy, is a right answer. */
@Domain(RandomNetworks.class)
class DerivationQuestionTest {

    @Property(tries = 6)
    void theProgramsOwnFormulaIsARightAnswerEverywhere(@ForAll RandomNetwork network) {
        check(network, network.fullUpdate());
    }

    @Property(tries = 4)
    void soIsThatOfSgd(@ForAll RandomNetwork network) {
        check(network, new Update(new Sgd(true), false, network.divided()));
    }

    private static void check(RandomNetwork network, UpdateRule update) {
        Iteration iteration = network.iteration(network.program(update), Workers.CALLER);
        iteration.runAll();
        List<String> wrong = new ArrayList<>();
        for (Node node : iteration.program().root().stream().toList()) {
            DerivationQuestion.of(iteration, iteration.program(), node).ifPresent(asked -> {
                String text = Writer.write(asked.equation().formula(), asked.names(), asked.question().shape());
                Verdict verdict = Derivation.check(text, asked.names(), asked.question());
                if (!(verdict instanceof Verdict.Agrees)) {
                    wrong.add(node + " " + asked.equation().value() + ": " + text + ": " + verdict.words());
                }
            });
        }

        assertThat(wrong).isEmpty();
    }

    @Property(tries = 6)
    void whatIsAskedForCannotBeTyped(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        Iteration iteration = network.iteration(program, Workers.CALLER);
        iteration.runAll();
        List<DerivationQuestion> questions = program.root().stream()
                .flatMap(node -> DerivationQuestion.of(iteration, program, node).stream())
                .toList();

        assertThat(questions).hasSizeGreaterThan(20).allSatisfy(asked -> assertThat(asked.names().arrays().values())
                .extracting(Names.Known::symbol)
                .doesNotContain(asked.equation().symbol()));
    }

    @Property(tries = 6)
    void everyOperationThatComputesCanBeAskedFor(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        Iteration iteration = network.iteration(program, Workers.CALLER);
        iteration.runAll();

        assertThat(program.operations()).filteredOn(operation -> operation.template() != Template.RELABEL)
                .allSatisfy(operation -> assertThat(
                        DerivationQuestion.of(iteration, program, program.nodeOf(operation))).isPresent());
    }
}
