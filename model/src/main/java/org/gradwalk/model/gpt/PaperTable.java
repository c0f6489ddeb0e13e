package org.gradwalk.model.gpt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Parameter;
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

    /** A formula of a row. */
    public sealed interface Cell {}

    /**
     * A formula, and the node that computes it.
     *
     * @param equation of the value on its left
     * @param node behind which the value is there
     */
    public record Entry(Equation equation, Node node) implements Cell {}

    /**
     * What a name stands for in formulas of other rows. The program has no value of it: it is checked with those.
     *
     * @param named the name, and what it stands for
     * @param bindings what the symbols stand for
     */
    public record Definition(Expression.Named named, List<Binding> bindings) implements Cell {}

    /**
     * A row.
     *
     * @param layer what it is called: the same in every network
     * @param value whose shape and count are shown: what the layer yields, or a parameter; where it is a definition, that
     *     of which it is a part
     * @param forward how the value is computed; none of a parameter, and of tokens
     * @param error of the value, or the gradient of the parameter; none where nothing comes back
     */
    public record Row(
            String layer, Value value, Optional<? extends Cell> forward, Optional<? extends Cell> error) {

        /** Its entries that lead somewhere. */
        public List<Entry> entries() {
            return Stream.<Cell>concat(forward.stream(), error.stream())
                    .filter(Entry.class::isInstance)
                    .map(Entry.class::cast)
                    .toList();
        }

        /** Whether it says what a name stands for. */
        public boolean isDefinition() {
            return forward.filter(Definition.class::isInstance).isPresent();
        }
    }

    /**
     * The rows for a network, from input to output; of its blocks, one.
     *
     * @param block from 0
     */
    public List<Row> rows(Program program, GptConfig config, int block) {
        Builder builder = new Builder(program, config, block);
        switch (this) {
            case NETWORK -> builder.network();
            case HEAD -> builder.head();
            case PARAMETERS -> builder.parameters();
        }
        return List.copyOf(builder.rows);
    }

    /** How many numbers the parameters of a block have. */
    public static long count(Program program, GptConfig config, int block) {
        String prefix = config.blocks().get(block) + ".";
        return program.parameters().stream()
                .map(Parameter::value)
                .filter(value -> value.name().startsWith(prefix))
                .mapToLong(Value::size)
                .sum();
    }

    private static final class Builder {

        private final Program program;
        private final List<String> blocks;
        private final String block;
        private final PaperForms forms;
        private final List<Row> rows = new ArrayList<>();

        Builder(Program program, GptConfig config, int number) {
            this.program = program;
            blocks = config.blocks();
            block = blocks.get(number);
            forms = new PaperForms(
                    program, config.lora(), block, blocks.size() > 1 ? Integer.toString(number) : "");
        }

        void network() {
            row("input", "tokens");
            row("token", "wte");
            row("position", "wpe");
            row("embedding", own("embed"), streamBefore(0));
            int number = blocks.indexOf(block);
            if (number > 0) {
                row("stream", own(blocks.get(number - 1) + ".resid_mlp"), streamBefore(number));
            }
            row("ln_1", own(block + ".ln_1.out"), attentionInput());
            row("mha", block + ".attn.concat");
            row("attn.c_proj", block + ".attn.out");
            row(
                    "resid_attn", own(block + ".resid_attn"), form(forms.stream(
                            block + ".resid_attn", Optional.of(block + ".resid_mlp"), block + ".ln_2")));
            row("ln_2", block + ".ln_2.out");
            row("c_fc", block + ".mlp.fc");
            row("act", block + ".mlp.act");
            row("mlp.c_proj", block + ".mlp.out");
            row("resid_mlp", own(block + ".resid_mlp"), streamBefore(number + 1));
            row("ln_f", "ln_f.out");
            row("lm_head", own("logits"), form(forms.logits()));
            rows.add(new Row("softmax", program.requireValue("probs"), whole("probs"), Optional.empty()));
        }

        /** The error of the stream before a block, or before the last layer norm. */
        private Optional<Entry> streamBefore(int number) {
            String stream = number == 0 ? "embed" : blocks.get(number - 1) + ".resid_mlp";
            return form(number < blocks.size()
                    ? forms.stream(
                            stream, Optional.of(blocks.get(number) + ".resid_attn"), blocks.get(number) + ".ln_1")
                    : forms.stream(stream, Optional.empty(), "ln_f"));
        }

        private Optional<Entry> attentionInput() {
            return forms.isProjectedAlone() ? form(forms.input()) : own("grad/act/" + block + ".ln_1.out");
        }

        void head() {
            String attention = block + ".attn.";
            Value input = program.requireValue(block + ".ln_1.out");
            rows.add(new Row("head.input", input, Optional.empty(), own("grad/act/" + input.name())));
            third("head.queries", "q");
            third("head.keys", "k");
            rows.add(new Row(
                    "head.raw", program.requireValue(attention + "scores"),
                    Optional.of(new Definition(forms.rawWeights(), forms.bindings())),
                    Optional.of(new Definition(forms.rawError(), forms.bindings()))));
            row("head.scores", form(forms.scores()), own("grad/act/" + attention + "scores"));
            if (program.value(attention + "masked").isPresent()) {
                row("head.mask", own(attention + "masked"), form(forms.maskedError()));
            }
            row("head.softmax", attention + "probs");
            third("head.values", "v");
            row("head.output", attention + "heads");
        }

        private void third(String layer, String third) {
            row(layer, form(forms.third(third)), form(forms.throughThird(third)));
        }

        void parameters() {
            parameter("token", "wte.weight");
            parameter("position", "wpe.weight");
            both("ln_1", block + ".ln_1.");
            for (String third : List.of("q", "k", "v")) {
                for (String what : List.of("weight", "bias")) {
                    parameter(
                            "attn." + third, block + ".attn.c_attn." + what + "." + third,
                            _ -> form(forms.gradient(what, third)));
                }
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

        /** In the paper's form, where the layer is done that has a formula of it. */
        private Optional<Entry> form(Equation equation) {
            return fused(equation.value())
                    .map(whole -> new Entry(equation, whole.node()))
                    .or(() -> entry(equation));
        }

        private Optional<Entry> entry(Equation equation) {
            int writer = program.writtenBy(equation.value());
            return Optional.of(new Entry(equation, program.nodeOf(program.operations().get(writer))));
        }

        /** By the operation that writes it, or with what stands beside it written out; none of what is there already. */
        private Optional<Entry> own(String name) {
            return program.value(name).flatMap(forms::own).flatMap(this::entry);
        }

        /** By a layer as a whole, where the layer has such a formula. */
        private Optional<Entry> whole(String name) {
            return program.value(name).flatMap(this::fused).or(() -> own(name));
        }

        private Optional<Entry> fused(Value value) {
            return program.root().stream()
                    .flatMap(node -> node.fused().stream()
                            .filter(equation -> equation.value().equals(value))
                            .map(equation -> new Entry(equation, node)))
                    .findFirst();
        }
    }
}
