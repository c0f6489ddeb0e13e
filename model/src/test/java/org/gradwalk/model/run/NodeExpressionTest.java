package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.derivation.Shape;
import org.gradwalk.model.derivation.UnreadableException;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.FormulaScope.Part;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be named where a node has run, and what it stands for. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class NodeExpressionTest {

    private static final Iteration PAPER = new Iteration(
            Preset.PAPER.program(2, 4), Weights.of(Preset.PAPER.parameters(1)),
            Workers.CALLER, Preset.PAPER.settings());

    static {
        PAPER.load(new int[][]{{1, 2, 3, 4}, {5, 6, 7, 8}}, new int[][]{{2, 3, 4, 5}, {6, 7, 8, 9}});
        PAPER.runAll();
    }

    private static Node node(String address) {
        return PAPER.program().node(address).orElseThrow();
    }

    private static NodeExpression read(String node, String text) {
        return NodeExpression.read(PAPER.program(), node(node), text);
    }

    @Property(tries = 20)
    void everySymbolOfAnOperationNamesItsValue(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        Iteration iteration = network.iteration(program, Workers.CALLER);
        iteration.runAll();
        for (Operation operation : program.operations()) {
            for (Operation.Output output : operation.outputs()) {
                String name = output.symbol().name();
                Value value = output.value();
                NodeExpression named = NodeExpression.read(program, program.nodeOf(operation), name);
                NodeExpression full = NodeExpression.read(
                        program, program.nodeOf(operation), "`" + value.name() + "`");
                boolean ofHeads = value.layout() == Value.Layout.HEADS || value.layout() == Value.Layout.ATTENTION;
                assertThat(named.parts())
                        .as("%s at %s", name, operation)
                        .hasSize(ofHeads ? network.sequences() * network.config().heads() : 1);
                assertThat(full.parts()).isEqualTo(named.parts());
                for (Part part : named.parts()) {
                    Matrix whole = iteration.matrix(value);
                    Matrix expected = part instanceof Part.Head(int sequence, int head)
                            ? value.head(whole, sequence, head)
                            : whole;
                    double[] found = named.value(iteration, part).toArray();
                    assertThat(found).as("%s at %s", name, operation).containsExactly(expected.toArray());
                    assertThat(full.value(iteration, part).toArray()).containsExactly(expected.toArray());
                    assertThat(named.shape().sizes().stream().mapToInt(i -> i).reduce(1, (a, b) -> a * b))
                            .as("shape %s", named.shape()).isEqualTo(found.length);
                }
            }
        }
    }

    @Property(tries = 20)
    void everyNodeHasNamesThatCanAllBeRead(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        Iteration iteration = network.iteration(program, Workers.CALLER);
        iteration.runAll();
        program.root().stream().forEach(node -> NodeExpression.names(program, node).arrays().keySet().forEach(name -> {
            NodeExpression read = NodeExpression.read(program, node, "max(abs(" + name + ")) >= 0");
            assertThat(read.isCondition()).isTrue();
            assertThat(read.parts()).as("%s at %s", name, node).isNotEmpty()
                    .allMatch(part -> read.value(iteration, part).get(0, 0) == 1);
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "h.0, X, embed", "h.0, Y, h.0.resid_mlp", "backward/h.0, X, embed", "backward/h.0, Y, h.0.resid_mlp",
        "backward/h.0, dX, grad/act/embed", "backward/h.0, dY, grad/act/h.0.resid_mlp", "forward, Y, logits",
        "h.0.ln_1, X, embed", "h.0.ln_1, Y, h.0.ln_1.out", "backward/h.0.ln_1, dY, grad/act/h.0.ln_1.out",
        "h.0.mlp:c_fc, W, h.0.mlp.c_fc.weight", "h.0.mlp:c_fc, b, h.0.mlp.c_fc.bias",
        "h.0.attn:c_attn, W, h.0.attn.c_attn.weight", "backward/h.0.mlp:c_fc, dW, grad/param/h.0.mlp.c_fc.weight",
        "backward/h.0.mlp:c_fc/bias, db, grad/param/h.0.mlp.c_fc.bias", "lm_head:unembed, W, lm_head.weight",
        "update/ln_f:weight, W, ln_f.weight", "update/ln_f:weight/param, dW, grad/param/ln_f.weight",
        "loss:probs, X, logprobs", "loss:probs, Y, probs", "lm_head, X, ln_f.out", "loss, L, loss", "loss, Z, logits",
        "backward/loss, dZ, grad/act/logits",
        "backward/h.0.attn, dX, grad/act/h.0.ln_1.out", "backward/h.0.attn, WO, h.0.attn.c_proj.weight",
        "update/h.0.attn:c_proj.weight, theta, h.0.attn.c_proj.weight",
        "update/h.0.attn:c_proj.weight, thetaNext, after/param/h.0.attn.c_proj.weight",
        "update/h.0.attn:c_proj.weight, g, grad/param/h.0.attn.c_proj.weight"})
    void namesStandForTheseValues(String node, String name, String value) {
        NodeExpression read = read(node, name);
        assertThat(read.parts()).containsExactly(new Part.Whole());
        assertThat(read.value(PAPER, new Part.Whole()).toArray()).containsExactly(PAPER.matrix(value).toArray());
    }

    @Test
    void numbersThatSteerAnUpdateHaveTheirNames() {
        assertThat(read("update/ln_f:weight", "eta").value(PAPER, new Part.Whole()).get(0, 0))
                .isEqualTo(PAPER.settings().learningRate());
    }

    @Test
    void whatHasHeadsIsReadOfEach() {
        NodeExpression read = read("h.0.attn", "P @ V");
        assertThat(read.shape()).isEqualTo(Shape.matrix(4, 16));
        assertThat(read.parts()).containsExactly(
                new Part.Head(0, 0), new Part.Head(0, 1), new Part.Head(1, 0), new Part.Head(1, 1));
        Value heads = PAPER.program().requireValue("h.0.attn.heads");
        for (Part part : read.parts()) {
            Part.Head of = (Part.Head) part;
            Matrix expected = heads.head(PAPER.matrix(heads), of.sequence(), of.head());
            Matrix found = read.value(PAPER, part);
            for (int i = 0; i < expected.rows(); i++) {
                for (int j = 0; j < expected.columns(); j++) {
                    assertThat(found.get(i, j)).isCloseTo(
                            expected.get(i, j), within(1e-12));
                }
            }
        }
    }

    @Test
    void whatSequencesShareStandsBesideEachOfThem() {
        NodeExpression read = read("embed", "all(X == Xtok + Xpos)");
        assertThat(read.parts()).containsExactly(new Part.Sequence(0), new Part.Sequence(1));
        assertThat(read.parts()).allMatch(part -> read.value(PAPER, part).get(0, 0) == 1);
        assertThat(read("embed", "norm(Xpos)").parts()).containsExactly(new Part.Whole());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "h.0.mlp; norm(dX) > 10; dX is not there yet: it is computed later, by backward/h.0.mlp",
        "h.0.attn:scores; max(P) > 1; P is not there yet: it is computed later, by h.0.attn:softmax.",
        "h.0.attn:scores; max(Sm) > 1; Sm is not there yet: it is computed later, by h.0.attn:mask.",
        "h.0; `logits` @ `logits` > 1; logits is not there yet: it is computed later, by lm_head:unembed.",
        "h.0; `logit` > 1; There is no logit here",
        "update; norm(grad) > 1; There is no grad here, no array has a short name."})
    void whatIsNotThereSaysSo(String node, String text, String message) {
        assertThatExceptionOfType(UnreadableException.class)
                .isThrownBy(() -> NodeExpression.condition(PAPER.program(), node(node), text))
                .withMessageContaining(message.replace("here, no", "here; no"));
    }
}
