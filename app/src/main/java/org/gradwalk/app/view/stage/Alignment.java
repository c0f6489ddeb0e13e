package org.gradwalk.app.view.stage;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.view.Figures.Sides;
import org.gradwalk.model.formula.Axes;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;

/**
 * What the rows and columns of an operation's values run over, read from its formulas: so pointing at an entry of a
 * product lights up the row and the column that made it.
 */
final class Alignment {

    /** Where several values lie along one axis, the first of these that one of them brings names it. */
    private static final List<Axis> COMMON = List.of(Axis.KEY, Axis.POSITION, Axis.VOCABULARY);

    private Alignment() {}

    /** The sides of all values that an operation reads or writes. */
    static Map<Value, Sides> of(Operation operation) {
        List<Binding> bindings = Stream.concat(
                operation.inputs().stream(),
                operation.outputs().stream().map(output -> new Binding(output.symbol(), output.value())))
                .toList();
        Map<Symbol, Expression> equations = new LinkedHashMap<>();
        operation.outputs().forEach(output -> equations.put(output.symbol(), output.formula()));
        Set<Symbol> numbers = bindings.stream()
                .filter(binding -> binding.value().layout() == Layout.SCALAR)
                .map(Binding::symbol)
                .collect(Collectors.toSet());
        Map<Symbol, Axes.Pair> pairs = Axes.of(equations, numbers);
        Map<Integer, Axis> names = new HashMap<>();
        for (Binding binding : bindings) {
            Axes.Pair pair = stored(pairs.getOrDefault(binding.symbol(), new Axes.Pair(Axes.ONE, Axes.ONE)), binding);
            Sides own = Sides.of(binding.value());
            names.merge(pair.rows(), own.rows(), Alignment::better);
            names.merge(pair.columns(), own.columns(), Alignment::better);
        }
        names.put(Axes.ONE, Axis.NONE);
        Map<Value, Sides> sides = new HashMap<>();
        for (Binding binding : bindings) {
            Axes.Pair pair = stored(pairs.getOrDefault(binding.symbol(), new Axes.Pair(Axes.ONE, Axes.ONE)), binding);
            sides.put(
                    binding.value(),
                    new Sides(
                            names.getOrDefault(pair.rows(), Axis.NONE),
                            names.getOrDefault(pair.columns(), Axis.NONE)));
        }
        return sides;
    }

    /** In a formula a vector is a column, in memory a row of parameters is a row. */
    private static Axes.Pair stored(Axes.Pair pair, Binding binding) {
        return binding.value().layout() == Layout.VECTOR ? new Axes.Pair(Axes.ONE, pair.rows()) : pair;
    }

    private static Axis better(Axis a, Axis b) {
        return Stream.of(a, b).min(Comparator.comparingInt(Alignment::rank)).orElseThrow();
    }

    private static int rank(Axis axis) {
        int common = COMMON.indexOf(axis);
        if (common >= 0) {
            return common;
        }
        return axis.equals(Axis.NONE) ? COMMON.size() + 1 : COMMON.size();
    }
}
