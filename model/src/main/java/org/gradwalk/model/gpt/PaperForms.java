package org.gradwalk.model.gpt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Expression.Heads;
import org.gradwalk.model.formula.Expression.Heads.Direction;
import org.gradwalk.model.formula.Signs;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;

/**
 * Formulas in the form that the tables of L. Boué's paper give them, where that is not the form of the program: on the
 * same values, and evaluated like all others.
 */
final class PaperForms {

    private static final String ERROR = "grad/act/";
    private static final String GRADIENT = "grad/param/";
    /** What comes back through one of several maps beside each other, and what such a map yields. */
    private static final Pattern SUMMAND = Pattern.compile(
            ".*@(.*\\.(c_proj|c_fc)|lm_head)(\\.lora)?|.*@embed|.*\\.base");
    private static final Symbol X = Symbol.of("X", SymbolClass.ACTIVATION);
    private static final Symbol OUTPUT = Symbol.of("O", SymbolClass.ACTIVATION);
    private static final Symbol Q = Symbol.of("Q", SymbolClass.QUERY);
    private static final Symbol K = Symbol.of("K", SymbolClass.KEY);
    private static final Symbol V = Symbol.of("V", SymbolClass.VALUE);
    private static final Symbol S = Symbol.of("S", SymbolClass.ATTENTION);
    private static final Symbol P = Symbol.of("P", SymbolClass.ATTENTION);
    private static final Symbol B = Symbol.of("b", SymbolClass.WEIGHT);
    private static final Symbol DOWN = Symbol.of("down", SymbolClass.WEIGHT);
    private static final Symbol UP = Symbol.of("up", SymbolClass.WEIGHT);
    private static final List<String> THIRDS = List.of("q", "k", "v");

    private final Program program;
    private final Optional<LoraConfig> lora;
    private final String block;
    private final String attention;
    private final PaperLetter raw;
    private final List<Binding> bindings;

    /**
     * Of one block.
     *
     * @param number of the block, or nothing where it is the only one
     */
    PaperForms(Program program, Optional<LoraConfig> lora, String block, String number) {
        this.program = program;
        this.lora = lora;
        this.block = block;
        attention = block + ".attn.";
        raw = PaperLetter.plain("\\rho", "\\mathrm{raw}").ofHead().in(number);
        bindings = attentionBindings();
    }

    private List<Binding> attentionBindings() {
        List<Binding> all = new ArrayList<>(List.of(
                bind(X, block + ".ln_1.out"), bind(Q, attention + "q"), bind(K, attention + "k"),
                bind(V, attention + "v"), bind(S, attention + "scores"), bind(P, attention + "probs"),
                bind(S.error(), ERROR + attention + "scores"),
                bind(OUTPUT.error(), ERROR + attention + "heads")));
        for (String third : THIRDS) {
            all.add(bind(weight(third), attention + "c_attn.weight." + third));
        }
        return List.copyOf(all);
    }

    private Binding bind(Symbol symbol, String name) {
        return new Binding(symbol, program.requireValue(name));
    }

    private static Symbol weight(String third) {
        return Symbol.of("w" + third, SymbolClass.WEIGHT);
    }

    private static Expression weightOfHead(String third) {
        return new Heads(Direction.SPLIT, weight(third));
    }

    /** Of a value, by its own symbol. */
    private Equation equation(String name, Expression formula, List<Binding> known) {
        Value value = program.requireValue(name);
        return new Equation(whole(value).orElseThrow().symbol(), value, formula, known);
    }

    // layer norm

    /**
     * The error of a stream: what the layer norm that reads it sends back, with 1/(d σ) taken out, and what has come
     * along the skip path where there is one.
     *
     * @param reader where the skip path ends
     */
    Equation stream(String name, Optional<String> reader, String norm) {
        Symbol past = Symbol.of("past", SymbolClass.ERROR);
        Symbol arriving = Symbol.of("arriving", SymbolClass.ERROR);
        Symbol gain = Symbol.of("gain", SymbolClass.WEIGHT);
        Symbol normalized = Symbol.of("normalized", SymbolClass.ACTIVATION);
        Symbol inverse = Symbol.of("inverse", SymbolClass.STATISTIC);
        int d = program.requireValue(name).columns();
        Expression scaled = gain.downRows().hadamard(arriving);
        Expression passed = Expression.number(1.0 / d, "\\tfrac{1}{d}").times(inverse.acrossColumns())
                .hadamard(Expression.number(d, "d").times(gain.downRows()).hadamard(arriving)
                        .minus(scaled.rowSum().acrossColumns())
                        .minus(normalized.hadamard(normalized.hadamard(scaled).rowSum().acrossColumns())));
        List<Binding> known = new ArrayList<>(List.of(
                bind(arriving, ERROR + norm + ".out"), bind(gain, norm + ".weight"),
                bind(normalized, norm + ".xhat"), bind(inverse, norm + ".rstd")));
        reader.ifPresent(path -> known.add(bind(past, ERROR + name + "@" + path)));
        return equation(ERROR + name, reader.isPresent() ? past.plus(passed) : passed, known);
    }

    // loss

    /** Prediction minus truth, over what each position counts. */
    Equation logits() {
        Symbol predicted = Symbol.of("predicted", SymbolClass.ATTENTION);
        Symbol targets = Symbol.of("targets", SymbolClass.CONSTANT);
        Symbol share = new Symbol("share", "\\Delta_{\\ell}", SymbolClass.ERROR);
        int tokens = program.requireValue("logits").columns();
        return equation(
                ERROR + "logits", share.acrossColumns().hadamard(
                        predicted.minus(new Expression.OneHot(targets, Expression.number(tokens, "\\mathcal{V}")))),
                List.of(
                        bind(share, ERROR + "loss_per_position"), bind(predicted, "probs"), bind(targets, "targets")));
    }

    // attention

    /** Whether no adapters stand beside the map to queries, keys and values. */
    boolean isProjectedAlone() {
        return program.value(attention + "c_attn.base").isEmpty();
    }

    Expression.Named rawWeights() {
        return new Expression.Named(raw.symbol(S), Q.times(K.transposed()));
    }

    Expression.Named rawError() {
        return new Expression.Named(raw.error().symbol(S.error()), scale().times(S.error()));
    }

    private Expression scale() {
        Value queries = program.requireValue(attention + "q");
        double columns = (double) queries.columns() / queries.extent().heads();
        return Expression.number(1 / Math.sqrt(columns), Signs.PLAIN.scale());
    }

    /** The scores, of which the raw weights are a part. */
    Equation scores() {
        return equation(attention + "scores", scale().times(rawWeights()), bindings);
    }

    Equation maskedError() {
        Expression error = OUTPUT.error().times(V.transposed());
        return equation(
                ERROR + attention + "masked",
                error.minus(error.hadamard(P).rowSum().acrossColumns()).hadamard(P), bindings);
    }

    /** What the symbols of attention stand for. */
    List<Binding> bindings() {
        return bindings;
    }

    /** Queries, keys or values of one head. */
    Equation third(String third) {
        Expression product = X.times(weightOfHead(third));
        Optional<Value> bias = program.value(attention + "c_attn.bias." + third);
        List<Binding> known = new ArrayList<>(bindings);
        bias.ifPresent(value -> known.add(new Binding(B, value)));
        Expression map = bias.isPresent() ? product.plus(new Heads(Direction.SPLIT, B).downRows()) : product;
        return equation(
                attention + third, adapter(third, known)
                        .map(up -> map.plus(lora.orElseThrow().scaleInFormulas().times(X.times(DOWN).times(up))))
                        .orElse(map),
                known);
    }

    /** The columns of B that an adapter beside the map has for one head, if there is one; it is bound, and A with it. */
    private Optional<Expression> adapter(String third, List<Binding> known) {
        for (String part : List.of("", third + ".")) {
            Optional<Value> down = program.value(attention + "c_attn." + part + LoraConfig.A);
            if (down.isPresent()) {
                known.add(new Binding(DOWN, down.get()));
                known.add(bind(UP, attention + "c_attn." + part + LoraConfig.B));
                return Optional.of(new Heads(Direction.SPLIT, part.isEmpty()
                        ? new Expression.Block(UP, THIRDS.indexOf(third), THIRDS.size())
                        : UP));
            }
        }
        return Optional.empty();
    }

    /** What comes back to the input through them, over all heads. */
    Equation throughThird(String third) {
        return equation(
                ERROR + block + ".ln_1.out@" + attention + third, new Heads(Direction.SUM, passed(third)), bindings);
    }

    /** What comes back to the input of attention. */
    Equation input() {
        return equation(
                ERROR + block + ".ln_1.out", new Heads(Direction.SUM, Expression.sum(
                        List.of(passed("v"), passed("q"), passed("k")))),
                bindings);
    }

    private Expression passed(String third) {
        return arriving(third).times(weightOfHead(third).transposed());
    }

    /** The error of one head's queries, keys or values. */
    private Expression arriving(String third) {
        return switch (third) {
            case "q" -> rawError().times(K);
            case "k" -> rawError().transposed().times(Q);
            default -> P.transposed().times(OUTPUT.error());
        };
    }

    /** The gradient of their weight, or of their bias. */
    Equation gradient(String parameter, String third) {
        return equation(
                GRADIENT + attention + "c_attn." + parameter + "." + third,
                parameter.equals("weight")
                        ? new Heads(Direction.MERGE, X.transposed().times(arriving(third)))
                        : new Heads(Direction.MERGE, arriving(third)).columnSum(),
                bindings);
    }

    // sums

    /** By the operation that writes it, with the summands of maps beside each other written out. */
    Optional<Equation> own(Value value) {
        return program.fused(value)
                .filter(equation -> equation.bindings().stream()
                        .anyMatch(binding -> binding.value().name().endsWith(".base")))
                .findFirst()
                .or(() -> program.equation(value))
                .map(this::writtenOut);
    }

    private Equation writtenOut(Equation sum) {
        List<Equation> used = new ArrayList<>();
        Expression formula = writtenOut(sum.formula(), sum, used);
        Map<Symbol, Value> known = new HashMap<>();
        List<Binding> all = used.stream().flatMap(each -> each.bindings().stream()).toList();
        boolean unique = all.stream().allMatch(binding -> binding.value()
                .equals(known.computeIfAbsent(binding.symbol(), _ -> binding.value())));
        return used.isEmpty() || !unique
                ? sum
                : new Equation(left(sum.symbol()), sum.value(), formula, Stream.concat(
                        all.stream(), sum.bindings().stream()).toList());
    }

    /** Of a name that no symbol of a summand has. */
    private static Symbol left(Symbol symbol) {
        return new Symbol("left", symbol.latex(), symbol.kind());
    }

    private Expression writtenOut(Expression formula, Equation sum, List<Equation> used) {
        return switch (formula) {
            case Expression.Sum(Expression left, Expression right) ->
                writtenOut(left, sum, used).plus(writtenOut(right, sum, used));
            case Symbol symbol -> sum.value(symbol)
                    .filter(value -> SUMMAND.matcher(value.name()).matches())
                    .flatMap(this::whole)
                    .<Expression>map(equation -> {
                        used.add(equation);
                        return equation.formula();
                    })
                    .orElse(symbol);
            default -> formula;
        };
    }

    /** By a layer as a whole, else by the operation that writes it. */
    private Optional<Equation> whole(Value value) {
        return program.fused(value).findFirst().or(() -> program.equation(value));
    }
}
