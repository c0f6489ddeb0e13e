package org.gradwalk.model.gpt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;

/**
 * A table of L. Boué, <em>Deep learning for pedestrians: backpropagation in Transformers</em> (arXiv 2512.23329), on the
 * values of a program: what stands in each row, by which formula, and where in the walk it is computed.
 */
public enum PaperTable {
    /** What each layer yields, and the error that arrives there. */
    NETWORK,
    /** The same inside one attention layer, for each of its heads. */
    HEAD,
    /** The parameters, and their gradients. */
    PARAMETERS;

    /**
     * A formula, and the node that computes it.
     *
     * @param equation of the value on its left
     * @param node behind which the value is there
     */
    public record Entry(Equation equation, Node node) {}

    /**
     * A row.
     *
     * @param layer what it is called: the same in every network
     * @param value whose shape and count are shown: what the layer yields, or a parameter
     * @param forward how the value is computed; none of a parameter, and of tokens
     * @param error of the value, or the gradient of the parameter; none where nothing comes back
     */
    public record Row(String layer, Value value, Optional<Entry> forward, Optional<Entry> error) {

        /** Its entries that lead somewhere. */
        public List<Entry> entries() {
            return Stream.concat(forward.stream(), error.stream()).toList();
        }
    }

    /**
     * The rows for a network, from input to output; of its blocks, one.
     *
     * @param block from 0
     */
    public List<Row> rows(Program program, GptConfig config, int block) {
        Builder builder = new Builder(program, config.blocks().get(block));
        switch (this) {
            case NETWORK -> builder.network();
            case HEAD -> builder.head();
            case PARAMETERS -> builder.parameters();
        }
        return List.copyOf(builder.rows);
    }

    private static final class Builder {

        private final Program program;
        private final String block;
        private final List<Row> rows = new ArrayList<>();

        Builder(Program program, String block) {
            this.program = program;
            this.block = block;
        }

        void network() {
            row("input", "tokens");
            row("token", "wte");
            row("position", "wpe");
            row("embedding", own("embed"), whole("grad/act/embed"));
            if (!block.equals("h.0")) {
                Value stream = input();
                rows.add(new Row("stream", stream, own(stream.name()), whole("grad/act/" + stream.name())));
            }
            row("ln_1", whole(block + ".ln_1.out"), whole("grad/act/" + block + ".ln_1.out"));
            row("mha", block + ".attn.concat");
            row("attn.c_proj", block + ".attn.out");
            row("resid_attn", own(block + ".resid_attn"), whole("grad/act/" + block + ".resid_attn"));
            row("ln_2", whole(block + ".ln_2.out"), own("grad/act/" + block + ".ln_2.out"));
            row("c_fc", block + ".mlp.fc");
            row("act", block + ".mlp.act");
            row("mlp.c_proj", block + ".mlp.out");
            row("resid_mlp", own(block + ".resid_mlp"), whole("grad/act/" + block + ".resid_mlp"));
            row("ln_f", whole("ln_f.out"), own("grad/act/ln_f.out"));
            row("lm_head", own("logits"), whole("grad/act/logits"));
            rows.add(new Row("softmax", program.requireValue("probs"), whole("probs"), Optional.empty()));
        }

        /** The stream before the block. */
        private Value input() {
            return program.requireValue(block + ".fork_attn.skip").root();
        }

        void head() {
            String attention = block + ".attn.";
            String input = "grad/act/" + block + ".ln_1.out";
            rows.add(new Row(
                    "head.input", program.requireValue(block + ".ln_1.out"), Optional.empty(), whole(input)));
            row("head.queries", whole(attention + "q"), whole(input + "@" + attention + "q"));
            row("head.keys", whole(attention + "k"), whole(input + "@" + attention + "k"));
            row("head.scores", attention + "scores");
            row("head.mask", attention + "masked");
            row("head.softmax", attention + "probs");
            row("head.values", whole(attention + "v"), whole(input + "@" + attention + "v"));
            row("head.output", attention + "heads");
        }

        void parameters() {
            parameter("token", "wte.weight");
            parameter("position", "wpe.weight");
            both("ln_1", block + ".ln_1.");
            for (String third : List.of("q", "k", "v")) {
                parameter("attn." + third, block + ".attn.c_attn.weight." + third);
                parameter("attn." + third, block + ".attn.c_attn.bias." + third);
            }
            adapters("c_attn", block + ".attn.c_attn.");
            both("attn.c_proj", block + ".attn.c_proj.");
            both("ln_2", block + ".ln_2.");
            both("c_fc", block + ".mlp.c_fc.");
            both("mlp.c_proj", block + ".mlp.c_proj.");
            both("ln_f", "ln_f.");
            both("lm_head", "lm_head.");
        }

        /** Weight and bias as far as the network has them, and what stands beside them. */
        private void both(String layer, String prefix) {
            parameter(layer, prefix + "weight");
            parameter(layer, prefix + "bias");
            adapters(layer, prefix);
        }

        private void adapters(String layer, String prefix) {
            for (String part : List.of("", "q.", "k.", "v.")) {
                parameter("lora." + layer, prefix + part + LoraConfig.A, this::whole);
                parameter("lora." + layer, prefix + part + LoraConfig.B, this::whole);
            }
        }

        private void parameter(String layer, String name) {
            parameter(layer, name, gradient -> own(gradient).or(() -> whole(gradient)));
        }

        private void parameter(String layer, String name, Function<String, Optional<Entry>> gradient) {
            program.value(name).ifPresent(value -> rows.add(
                    new Row(layer, value, Optional.empty(), gradient.apply("grad/param/" + name))));
        }

        /** A value and its error, each by the operation that writes it. */
        private void row(String layer, String name) {
            rows.add(new Row(layer, program.requireValue(name), own(name), own("grad/act/" + name)));
        }

        private void row(String layer, Optional<Entry> forward, Optional<Entry> error) {
            rows.add(new Row(layer, forward.orElseThrow().equation().value(), forward, error));
        }

        /** By the operation that writes it; none of what is there from the start. */
        private Optional<Entry> own(String name) {
            return program.value(name).flatMap(value -> program.equation(value).map(equation -> new Entry(
                    equation, program.nodeOf(program.operations().get(program.writtenBy(value))))));
        }

        /** By a layer as a whole, where the layer has such a formula. */
        private Optional<Entry> whole(String name) {
            return program.value(name)
                    .flatMap(value -> program.root().stream()
                            .flatMap(node -> node.fused().stream()
                                    .filter(equation -> equation.value().equals(value))
                                    .map(equation -> new Entry(equation, node)))
                            .findFirst())
                    .or(() -> own(name));
        }
    }
}
