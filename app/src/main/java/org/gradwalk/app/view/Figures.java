package org.gradwalk.app.view;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Grid;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Scale;
import org.gradwalk.app.chart.Side;
import org.gradwalk.app.chart.Window;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.model.formula.Signs;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.layer.Loss;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.text.Tokenizer;

/** Values as heat maps: which part is shown, what its axes are called, which colours it gets. */
public final class Figures {

    /** Values with a column for each token that the model knows. */
    private static final Pattern OVER_VOCABULARY = Pattern
            .compile("(^|/)(logits|logprobs|probs|lm_head\\.(weight|bias))$");
    /** Logarithms of probabilities, and the errors of what only lowers the loss. */
    private static final Pattern NEVER_POSITIVE = Pattern.compile("(logprobs|grad/act/(logprobs|probs))");
    private static final Pattern NEVER_NEGATIVE = Pattern
            .compile("((?!grad/).*\\.(var|rstd)|(grad/act/)?loss_per_position|(after/)?state/exp_avg_sq/.*)");
    /** One number for each position, of which only those with a target count. */
    private static final Set<String> OF_POSITIONS = Set.of(
            Loss.PER_POSITION, "grad/act/" + Loss.PER_POSITION);
    /** What stands before the name of a parameter in the names of what belongs to it. */
    private static final String OF_PARAMETER = "^([a-z]+/)?(param/|state/[a-z_]+/)";

    private Figures() {}

    /** The part of a value that the selection shows; none where the value is not there yet. */
    public static Optional<Matrix> shown(ViewState state, Value value) {
        return state.snapshot()
                .numbers(value)
                .map(whole -> value.head(whole, state.selection().sequence(), state.selection().head()));
    }

    /** The part of a value that belongs to the selected sequence, with all heads; none where it is not there yet. */
    public static Optional<Matrix> whole(ViewState state, Value value) {
        return state.snapshot().numbers(value).map(all -> value.sequence(all, state.selection().sequence()));
    }

    /** What the rows and the columns of a value run over. */
    public record Sides(Axis rows, Axis columns) {

        /** As far as the value alone tells: a row of parameters has its entries along its columns. */
        public static Sides of(Value value) {
            return new Sides(rowAxis(value), columnAxis(value));
        }
    }

    /** A part of a value as a heat map, under its symbol. */
    public static HeatMap heatMap(
            ViewState state, Value value, Matrix numbers, Symbol symbol, Sides sides, boolean turned) {
        return heatMap(
                state, value, numbers, Optional.of(symbol), ValueWords.of(value), Ink.of(symbol.kind()), sides, turned);
    }

    /** The mask as its formula has it: what is added to scores (0 or −∞), or what errors are multiplied by (1 or 0). */
    public static HeatMap mask(ViewState state, Value value, Matrix numbers, Symbol symbol, Sides sides,
            boolean added) {
        HeatMap map = heatMap(
                state, value, numbers, Optional.of(symbol),
                Messages.get(added ? "value.mask.added" : "value.mask.factor"), Ink.of(symbol.kind()), sides, false);
        if (!added) {
            return map;
        }
        Matrix logarithms = numbers.copy();
        for (int i = 0; i < logarithms.rows(); i++) {
            for (int j = 0; j < logarithms.columns(); j++) {
                logarithms.set(i, j, Math.log(numbers.get(i, j)));
            }
        }
        return map.withNumbers(logarithms).withScale(Scale.symmetric(0));
    }

    /** A part of a value as a heat map, without a symbol. */
    public static HeatMap heatMap(ViewState state, Value value, Matrix numbers, String caption, Ink ink) {
        return heatMap(state, value, numbers, Optional.empty(), caption, ink, Sides.of(value), false);
    }

    private static HeatMap heatMap(
            ViewState state, Value value, Matrix numbers, Optional<Symbol> symbol, String caption, Ink ink, Sides sides,
            boolean turned) {
        Snapshot snapshot = state.snapshot();
        Side rows = side(state, sides.rows, rowLabels(state, value));
        Side columns = side(state, sides.columns, columnLabels(state, value));
        Matrix shown = turned ? numbers.transposedCopy() : numbers;
        Window window = state.selection().windows()
                .getOrDefault(windowName(value.name(), turned), Window.all(shown))
                .within(shown);
        return new HeatMap(
                value.name(), turned,
                turned ? symbol.map(letter -> transposed(letter, state.notation().signs())) : symbol, caption, shown,
                hatched(state, value).map(allowed -> turned ? allowed.transposedCopy() : allowed),
                turned ? columns : rows, turned ? rows : columns, scale(value, numbers), ink, window, false,
                state.fineness(), ByHand.excerpt(snapshot, value, numbers));
    }

    /** Of the vocabulary, what the text has comes first. */
    private static Side side(ViewState state, Axis axis, List<String> labels) {
        if (!axis.equals(Axis.VOCABULARY)) {
            return new Side(axis, labels);
        }
        Tokenizer tokenizer = state.snapshot().model().tokenizer();
        Set<String> tokens = Set.copyOf(state.tokens());
        List<Integer> read = IntStream.range(0, labels.size())
                .filter(token -> tokens.contains(tokenizer.symbol(token)))
                .boxed()
                .toList();
        return new Side(axis, labels, read);
    }

    private static Symbol transposed(Symbol symbol, Signs signs) {
        return new Symbol(symbol.name() + ".T", "{" + symbol.latex() + "}" + signs.transposed(), symbol.kind());
    }

    /** What a selection calls the part of a heat map that is looked at. */
    static String windowName(String value, boolean turned) {
        return turned ? value + ".T" : value;
    }

    private static Axis rowAxis(Value value) {
        return switch (value.layout()) {
            case SEQUENCES, HEADS, ATTENTION, POSITIONS -> Axis.POSITION;
            case PARAMETER -> value.name().endsWith("wte.weight")
                    ? Axis.VOCABULARY
                    : new Axis(parameter(value) + " rows");
            case VECTOR, SCALAR -> Axis.NONE;
        };
    }

    private static Axis columnAxis(Value value) {
        if (OVER_VOCABULARY.matcher(value.name()).find()) {
            return Axis.VOCABULARY;
        }
        return switch (value.layout()) {
            case ATTENTION -> Axis.KEY;
            case POSITIONS -> value.name().equals(Gpt.ATTENTION_MASK)
                    ? Axis.KEY
                    : new Axis(value.name() + " columns");
            case SEQUENCES, HEADS -> value.columns() == 1 ? Axis.NONE : new Axis(value.name() + " columns");
            case PARAMETER, VECTOR -> new Axis(parameter(value) + " columns");
            case SCALAR -> Axis.NONE;
        };
    }

    /** The parameter that a value belongs to: itself, its gradient, a moment of it, or any of these after the update. */
    private static String parameter(Value value) {
        return value.name().replaceFirst(OF_PARAMETER, "");
    }

    private static Scale scale(Value value, Matrix numbers) {
        String name = value.name();
        if ((name.endsWith("probs") && !name.endsWith("logprobs") && !name.startsWith("grad/"))
                || name.equals(Gpt.ATTENTION_MASK)) {
            return Scale.shares();
        }
        double largest = Grid.of(numbers, Window.all(numbers), numbers.rows(), numbers.columns()).largest();
        if (NEVER_POSITIVE.matcher(name).matches()) {
            return Scale.negative(-largest);
        }
        return NEVER_NEGATIVE.matcher(name).matches() ? Scale.positive(largest) : Scale.symmetric(largest);
    }

    /** What does not count is hatched. */
    private static Optional<Matrix> hatched(ViewState state, Value value) {
        return OF_POSITIONS.contains(value.name())
                ? counted(state)
                : mask(state.snapshot(), value);
    }

    /** 1 for each position of the selected sequence that has a target, else 0; none where all have one. */
    private static Optional<Matrix> counted(ViewState state) {
        return shown(state, state.snapshot().program().requireValue(Gpt.TARGETS))
                .map(targets -> {
                    Matrix counted = targets.copy();
                    for (int i = 0; i < counted.rows(); i++) {
                        counted.set(i, 0, targets.get(i, 0) < 0 ? 0 : 1);
                    }
                    return counted;
                })
                .filter(counted -> Arrays.stream(counted.toArray()).anyMatch(count -> count == 0));
    }

    /** Forbidden pairs are hatched where the step has taken them out. */
    private static Optional<Matrix> mask(Snapshot snapshot, Value value) {
        String name = value.name();
        boolean takenOut = name.equals(Gpt.ATTENTION_MASK)
                || (value.layout() == Layout.ATTENTION
                        && (name.endsWith(".masked") || name.startsWith("grad/") == name.endsWith(".scores")));
        return takenOut ? snapshot.numbers(Gpt.ATTENTION_MASK) : Optional.empty();
    }

    private static List<String> rowLabels(ViewState state, Value value) {
        return switch (value.layout()) {
            case SEQUENCES, HEADS, ATTENTION -> tokens(state);
            case POSITIONS -> value.name().equals(Gpt.ATTENTION_MASK) ? tokens(state) : numbered(value.rows());
            case PARAMETER -> value.name().endsWith("wte.weight") ? vocabulary(state.snapshot()) : List.of();
            case VECTOR, SCALAR -> List.of();
        };
    }

    private static List<String> columnLabels(ViewState state, Value value) {
        Axis axis = columnAxis(value);
        if (axis.equals(Axis.KEY)) {
            return tokens(state);
        }
        return axis.equals(Axis.VOCABULARY) ? vocabulary(state.snapshot()) : List.of();
    }

    /** The tokens as they are written on axes. */
    public static List<String> tokens(ViewState state) {
        return state.tokens().stream().map(Figures::visible).toList();
    }

    private static List<String> vocabulary(Snapshot snapshot) {
        Tokenizer tokenizer = snapshot.model().tokenizer();
        return IntStream.range(0, tokenizer.vocabularySize())
                .mapToObj(tokenizer::symbol)
                .map(Figures::visible)
                .toList();
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    /** A token that can be seen: a space becomes a dot, a line break a pilcrow. */
    public static String visible(String token) {
        return token.replace(' ', '·').replace('\n', '¶');
    }
}
