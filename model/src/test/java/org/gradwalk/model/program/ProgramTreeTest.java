package org.gradwalk.model.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** What must hold of the tree over the operations of every network. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class ProgramTreeTest {

    @Property(tries = 40)
    void childrenCoverTheirParentWithoutGapsInOrder(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        assertThat(program.root().first()).isEqualTo(0);
        assertThat(program.root().end()).isEqualTo(program.operations().size());
        program.root().stream().filter(node -> !node.isOperation()).forEach(node -> {
            int at = node.first();
            for (Node child : node.children()) {
                assertThat(child.first()).as("start of %s", child).isEqualTo(at);
                assertThat(child.end()).as("end of %s", child).isGreaterThan(at);
                assertThat(child.level()).as("level of %s", child).isEqualTo(node.level() + 1);
                at = child.end();
            }
            assertThat(at).as("end of the last child of %s", node).isEqualTo(node.end());
        });
    }

    @Property(tries = 40)
    void leavesAreTheOperationsByAddress(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        assertThat(program.root().stream().filter(Node::isOperation).map(Node::address))
                .containsExactlyElementsOf(program.operations().stream().map(Operation::address).toList());
        program.operations().forEach(operation -> {
            Node node = program.nodeOf(operation);
            assertThat(node.first()).isEqualTo(operation.index());
            assertThat(node.end()).isEqualTo(operation.index() + 1);
        });
    }

    @Property(tries = 40)
    void addressesAreUniqueAndLeadToTheirNodes(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        List<Node> nodes = program.root().stream().toList();
        assertThat(nodes).extracting(Node::address).doesNotHaveDuplicates();
        assertThat(nodes).allSatisfy(node -> assertThat(program.node(node.address())).containsSame(node));
    }

    @Property(tries = 40)
    void aChildIsFoundByEachOfItsOperations(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        program.root().stream().flatMap(node -> node.children().stream().map(child -> List.of(node, child)))
                .forEach(pair -> {
                    Node child = pair.getLast();
                    assertThat(pair.getFirst().childAt(child.first())).containsSame(child);
                    assertThat(pair.getFirst().childAt(child.end() - 1)).containsSame(child);
                });
    }

    @Property(tries = 40)
    void everyForwardStepHasItsPartnerInTheBackwardPassAndTheOtherWayRound(@ForAll RandomNetwork network) {
        Program program = network.program();
        for (Phase phase : List.of(Phase.FORWARD, Phase.LOSS)) {
            Node root = program.phase(phase);
            root.stream().filter(node -> !node.equals(root) && !node.address().contains("/")).forEach(node -> {
                Optional<Node> partner = program.partner(node, Phase.BACKWARD);
                assertThat(partner).as("backward partner of %s", node).isPresent();
                assertThat(partner.get().address()).isEqualTo("backward/" + node.address());
                assertThat(partner.get().row()).isEqualTo(node.row());
                assertThat(program.partner(partner.get(), phase)).containsSame(node);
            });
        }
    }

    @Property(tries = 40)
    void theBackwardPassGoesThroughTheStepsInReverse(@ForAll RandomNetwork network) {
        Program program = network.program();
        List<String> forward = layers(program.phase(Phase.FORWARD));
        List<String> backward = layers(program.phase(Phase.BACKWARD)).stream()
                .map(address -> address.substring("backward/".length()))
                .filter(address -> !address.equals("loss"))
                .toList();
        assertThat(backward).isNotEmpty().containsExactlyElementsOf(forward.reversed());
    }

    /** Addresses of the layers below a phase, in the order in which they run. */
    private static List<String> layers(Node phase) {
        return phase.stream()
                .filter(node -> !node.isOperation() && !node.equals(phase))
                .filter(node -> node.children().getFirst().address().contains(":") && !node.address().contains(":"))
                .map(Node::address)
                .toList();
    }

    @Property(tries = 40)
    void everyTrainedParameterAndNoOtherHasAnUpdateStepUnderItsLayer(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        program.parameters().forEach(parameter -> assertThat(
                program.node("update/" + parameter.layer() + ":" + parameter.local()).isPresent())
                .as("update of %s", parameter.name())
                .isEqualTo(parameter.isTrained()));
    }
}
