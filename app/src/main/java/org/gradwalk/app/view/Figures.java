package org.gradwalk.app.view;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradwalk.app.chart.Grid;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Scale;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.text.Tokenizer;

/** Values as heat maps: which part is shown, what its axes are called, which colours it gets. */
public final class Figures {

    private Figures() {}

    /** The part of a value that the selection shows; none where the value is not there yet. */
    public static Optional<Matrix> shown(ViewState state, Value value) {
        return state.snapshot()
                .numbers(value)
                .map(whole -> value.head(whole, state.selection().sequence(), state.selection().head()));
    }

    /** A value that is there, as a heat map. */
    public static HeatMap heatMap(ViewState state, Value value, Symbol symbol, String caption) {
        Matrix numbers = shown(state, value).orElseThrow();
        return heatMap(state.snapshot(), value, numbers, symbolText(symbol), caption, Ink.of(symbol.kind()));
    }

    /** A part of a value as a heat map. */
    public static HeatMap heatMap(
            Snapshot snapshot, Value value, Matrix numbers, String symbol, String caption, Ink ink) {
        return new HeatMap(
                value.name(), symbol, caption, numbers, mask(snapshot, value), rowLabels(snapshot, value),
                columnLabels(snapshot, value), scale(value, numbers), ink);
    }

    /** A symbol as one line of text; the formula sets it properly. */
    public static String symbolText(Symbol symbol) {
        String name = symbol.name();
        return switch (symbol.kind()) {
            case ERROR -> "Δ" + name.substring(1);
            case GRADIENT -> name.startsWith("d") ? "∂" + name.substring(1) : name;
            default -> name;
        };
    }

    private static Scale scale(Value value, Matrix numbers) {
        boolean shares = value.name().endsWith("probs") && !value.name().startsWith("grad/");
        return shares ? Scale.shares() : Scale.symmetric(Grid.of(numbers, numbers.rows(), numbers.columns()).largest());
    }

    /** Forbidden pairs are hatched where the step has taken them out. */
    private static Optional<Matrix> mask(Snapshot snapshot, Value value) {
        String name = value.name();
        boolean takenOut = value.layout() == Layout.ATTENTION
                && (name.endsWith(".masked") || name.startsWith("grad/") == name.endsWith(".scores"));
        return takenOut ? snapshot.numbers(Gpt.ATTENTION_MASK) : Optional.empty();
    }

    private static List<String> rowLabels(Snapshot snapshot, Value value) {
        return switch (value.layout()) {
            case SEQUENCES, HEADS, ATTENTION -> tokens(snapshot);
            case POSITIONS -> numbered(value.rows());
            case PARAMETER -> value.name().endsWith("wte.weight") ? vocabulary(snapshot) : List.of();
            case VECTOR, SCALAR -> List.of();
        };
    }

    private static List<String> columnLabels(Snapshot snapshot, Value value) {
        if (value.layout() == Layout.ATTENTION || value.name().equals(Gpt.ATTENTION_MASK)) {
            return tokens(snapshot);
        }
        boolean overVocabulary = value.columns() == snapshot.model().tokenizer().vocabularySize()
                && (value.layout() == Layout.SEQUENCES || value.name().contains("lm_head"));
        return overVocabulary ? vocabulary(snapshot) : List.of();
    }

    /** The tokens as they are written on axes. */
    public static List<String> tokens(Snapshot snapshot) {
        return snapshot.tokens().stream().map(Figures::visible).toList();
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
