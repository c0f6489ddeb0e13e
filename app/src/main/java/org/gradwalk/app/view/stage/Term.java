package org.gradwalk.app.view.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Figures.Sides;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.program.Notation;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Matrix;

/**
 * Something that an operation reads or writes, and its symbol.
 *
 * @param symbol in the formula
 * @param value what it stands for
 * @param sides what its rows and columns run over
 * @param result whether it is written
 * @param perHead whether it is that of the selected head, where it has heads
 */
record Term(Symbol symbol, Value value, Sides sides, boolean result, boolean perHead) {

    /** Gradients of parameters that are shown beside the errors have at least this much room each. */
    private static final double LEAST_ROOM = 170;
    /** Of rows of numbers, which lie below a matrix, there are at most as many, if the height allows. */
    private static final int MOST_ROWS = 2;
    private static final double ROW_HEIGHT = 100;
    private static final double MATRIX_HEIGHT = 320;

    /** All that an operation reads and writes. */
    static List<Term> of(Operation operation) {
        Map<Value, Sides> sides = Alignment.of(operation);
        boolean perHead = operation.isPerHead();
        boolean adds = operation.result().formula() instanceof Expression.Masked masked
                && masked.outside() == Expression.Masked.Outside.MINUS_INFINITY;
        return Stream.concat(
                operation.inputs().stream()
                        .map(input -> term(
                                adds && input.value().name().equals(Gpt.ATTENTION_MASK)
                                        ? Expression.Masked.ADDED
                                        : input.symbol(),
                                input.value(), sides, false, perHead)),
                operation.outputs().stream()
                        .map(output -> term(output.symbol(), output.value(), sides, true, perHead)))
                .toList();
    }

    /** What goes into several operations and what comes out, with as many gradients as have room. */
    static List<Term> of(Program program, List<Operation> operations, double width, double height) {
        Ends ends = Ends.of(program, operations);
        Map<Value, Sides> sides = new HashMap<>();
        for (Operation operation : operations) {
            Alignment.of(operation).forEach(sides::putIfAbsent);
        }
        boolean perHead = operations.stream().allMatch(Operation::isPerHead);
        List<Term> terms = new ArrayList<>();
        ends.incoming().forEach(end -> terms.add(term(end.symbol(), end.value(), sides, false, perHead)));
        ends.outgoing().forEach(end -> terms.add(term(end.symbol(), end.value(), sides, true, perHead)));
        int matrices = Math.max(terms.size() + (ends.outgoing().isEmpty() ? 1 : 0), (int) (width / LEAST_ROOM));
        int mostRows = Math.clamp((long) ((height - MATRIX_HEIGHT) / ROW_HEIGHT), 0, MOST_ROWS);
        int rows = 0;
        for (Binding end : ends.gradients()) {
            Term gradient = term(end.symbol(), end.value(), sides, true, false);
            boolean along = gradient.isRow() && terms.stream()
                    .anyMatch(term -> !term.isRow() && !term.isNumber()
                            && term.sides.columns().equals(gradient.sides.columns()));
            if (along && rows < mostRows) {
                terms.add(gradient);
                rows++;
            } else if (!gradient.isRow() && terms.size() - rows < matrices) {
                terms.add(gradient);
            }
        }
        return List.copyOf(terms);
    }

    private static Term term(Symbol symbol, Value value, Map<Value, Sides> sides, boolean result, boolean perHead) {
        return new Term(symbol, value, sides.getOrDefault(value, Sides.of(value)), result, perHead);
    }

    /** One number. */
    boolean isNumber() {
        return value.layout() == Layout.SCALAR;
    }

    /** One row of numbers, which lies along the columns of a matrix. */
    boolean isRow() {
        return value.layout() == Layout.VECTOR;
    }

    /** Numbers of tokens, one for each position. */
    boolean isTokens() {
        return value.name().equals(Gpt.TOKENS) || value.name().equals(Gpt.TARGETS);
    }

    /** The numbers that the stage shows; none where the value is not there yet. */
    Optional<Matrix> numbers(ViewState state) {
        return state.snapshot().numbers(value).map(all -> part(state, all));
    }

    private Matrix part(ViewState state, Matrix all) {
        return perHead
                ? value.head(all, state.selection().sequence(), state.selection().head())
                : value.sequence(all, state.selection().sequence());
    }

    /** Whether it has a place in the picture: what is withheld has one, too. */
    boolean isShown(ViewState state) {
        return numbers(state).isPresent() || state.snapshot().withholds(value);
    }

    /** Its letter in a notation. */
    Symbol letter(Notation notation) {
        return result ? notation.written(symbol, value, perHead) : notation.letter(symbol, value, perHead);
    }

    /** As a heat map; turned where the formula transposes it. */
    HeatMap heatMap(ViewState state, boolean turned) {
        if (state.snapshot().withholds(value)) {
            Matrix shape = part(state, state.snapshot().iteration().matrix(value));
            return Figures.heatMap(state, value, shape, letter(state.notation()), sides, turned).asWithheld();
        }
        if (value.name().equals(Gpt.ATTENTION_MASK)) {
            return Figures.mask(
                    state, value, numbers(state).orElseThrow(), letter(state.notation()), sides,
                    symbol.equals(Expression.Masked.ADDED));
        }
        return Figures.heatMap(state, value, numbers(state).orElseThrow(), letter(state.notation()), sides, turned);
    }
}
