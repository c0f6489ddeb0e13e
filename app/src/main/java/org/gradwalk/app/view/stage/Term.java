package org.gradwalk.app.view.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Figures.Sides;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.program.Operation;
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

    /** All that some operations read from outside and leave behind; of several ones the first input and last output. */
    static List<Term> of(List<Operation> operations) {
        if (operations.size() == 1) {
            Operation only = operations.getFirst();
            Map<Value, Sides> sides = Alignment.of(only);
            return Stream.concat(
                    only.inputs().stream()
                            .map(input -> term(input.symbol(), input.value(), sides, false, only.isPerHead())),
                    only.outputs().stream()
                            .map(output -> term(output.symbol(), output.value(), sides, true, only.isPerHead())))
                    .toList();
        }
        List<Term> terms = new ArrayList<>();
        Operation.Binding first = operations.getFirst().inputs().getFirst();
        Operation.Output last = operations.getLast().result();
        terms.add(term(first.symbol(), first.value(), Map.of(), false, false));
        terms.add(term(last.symbol(), last.value(), Map.of(), true, false));
        return terms;
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
        return perHead ? Figures.shown(state, value) : Figures.whole(state, value);
    }

    /** As a heat map; turned where the formula transposes it. */
    HeatMap heatMap(ViewState state, boolean turned) {
        return Figures.heatMap(state, value, numbers(state).orElseThrow(), symbol, sides, turned);
    }
}
