package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Invariant.Relation;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;
import org.junit.jupiter.api.Test;

/** What the layers state holds of every network's numbers, and not of other numbers. */
@Domain(RandomNetworks.class)
class InvariantCheckTest {

    /** Steps that state something, by identifier and phase; adapters and biases are not in every network. */
    private static final Set<String> STATING = Set.of(
            "embed.token backward", "embed.position backward", "embed.sum backward", "ln.center forward",
            "ln.normalize forward", "ln.affine backward", "ln.var backward", "ln.mean backward", "attn.qkv backward",
            "attn.split forward", "attn.split backward", "attn.merge forward", "attn.merge backward",
            "attn.scores backward", "attn.mask backward", "attn.softmax forward", "attn.softmax backward",
            "attn.values backward", "attn.proj backward", "residual forward", "residual backward", "fork backward",
            "ffn.in backward", "ffn.act forward", "ffn.act backward", "ffn.out backward", "unembed backward",
            "loss.logprobs loss", "loss.probs loss", "loss.logprobs backward");

    @Property(tries = 60)
    void everyInvariantHolds(@ForAll RandomNetwork network) {
        Iteration iteration = walked(network);
        List<String> violated = new ArrayList<>();
        nodes(iteration.program()).forEach(node -> node.invariants().forEach(invariant -> {
            InvariantCheck check = InvariantCheck.of(iteration, invariant);
            if (!check.holds()) {
                violated.add(node + " " + invariant + " " + check);
            }
        }));

        assertThat(violated).isEmpty();
    }

    @Property(tries = 10)
    void everyStepStatesWhatItsFormulasLeaveUnchanged(@ForAll RandomNetwork network) {
        Assume.that(network.config().attention().isCausal()); // else there is no step that masks
        Program program = network.program();
        Set<String> stating = new TreeSet<>();
        nodes(program)
                .filter(node -> node.address().contains(":") && !node.invariants().isEmpty())
                .forEach(node -> {
                    Operation operation = program.operations().get(node.first());
                    stating.add(operation.step() + " " + operation.phase().address());
                });

        assertThat(stating).containsAll(STATING);
    }

    @Property(tries = 20)
    void anotherNumberViolatesEveryEquation(@ForAll RandomNetwork network) {
        Assume.that(network.positions() > 1); // else nothing is masked
        Iteration iteration = walked(network);
        Assume.that(
                Arrays.stream(iteration.matrix("tokens").toArray()).distinct().count() < iteration.matrix("wte.weight")
                        .rows()); // else no token is absent
        List<String> blind = new ArrayList<>();
        nodes(iteration.program()).forEach(node -> node.invariants().stream()
                .filter(invariant -> invariant.relation() == Relation.EQUAL)
                .filter(invariant -> invariant.values().stream().map(Value::root).distinct().count() > 1
                        || invariant.values().size() == 1)
                .filter(invariant -> !isNoticed(iteration, invariant))
                .forEach(invariant -> blind.add(node + " " + invariant)));

        assertThat(blind).isEmpty();
    }

    /** Whether some entry of some value that it speaks of cannot be changed without violating it. */
    private static boolean isNoticed(Iteration iteration, Invariant invariant) {
        return invariant.values().stream().anyMatch(value -> {
            Matrix numbers = iteration.matrix(value);
            return isNoticed(iteration, invariant, numbers, 0, 0)
                    || isNoticed(iteration, invariant, numbers, numbers.rows() - 1, numbers.columns() - 1)
                    || isNoticed(iteration, invariant, numbers, 0, numbers.columns() - 1)
                    || isNoticed(iteration, invariant, numbers, 0, numbers.columns() / 2)
                    || IntStream.range(0, numbers.rows())
                            .anyMatch(row -> isNoticed(iteration, invariant, numbers, row, 0));
        });
    }

    private static boolean isNoticed(Iteration iteration, Invariant invariant, Matrix numbers, int row, int column) {
        double right = numbers.get(row, column);
        numbers.set(row, column, right + 1);
        boolean holds = InvariantCheck.of(iteration, invariant).holds();
        numbers.set(row, column, right);
        return !holds;
    }

    @Property(tries = 10)
    void whatIsNoNumberHoldsNothing(@ForAll RandomNetwork network) {
        Iteration iteration = walked(network);
        Node softmax = iteration.program().node("backward/h.0.attn:softmax").orElseThrow();
        String error = network.config().attention().isCausal() ? "masked" : "scores";
        iteration.matrix("grad/act/h.0.attn." + error).set(0, 0, Double.NaN);

        assertThat(softmax.invariants())
                .isNotEmpty()
                .noneMatch(invariant -> InvariantCheck.of(iteration, invariant).holds());
    }

    /** A residual is held against what is added up, however large both are. */
    @Test
    void aResidualIsNothingOnlyBesideFiniteTerms() {
        assertThat(new InvariantCheck(5.4e154, 1e171).holds()).isTrue();
        assertThat(new InvariantCheck(5.4e154, 5.4e154).holds()).isFalse();
        assertThat(new InvariantCheck(5.4e154, Double.POSITIVE_INFINITY).holds()).isFalse();
        assertThat(new InvariantCheck(0, Double.POSITIVE_INFINITY).holds()).isFalse();
        assertThat(new InvariantCheck(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY).holds()).isFalse();
        assertThat(new InvariantCheck(0, Double.NaN).holds()).isFalse();
    }

    private static Iteration walked(RandomNetwork network) {
        Iteration iteration = network.iteration(network.program(network.fullUpdate()), Workers.CALLER);
        iteration.runAll();
        return iteration;
    }

    private static Stream<Node> nodes(Program program) {
        return program.root().stream();
    }
}
