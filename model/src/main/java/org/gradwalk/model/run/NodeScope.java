package org.gradwalk.model.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;

/**
 * What short names stand for where a node has just run: the symbols of its layer, of an update those of its parameter.
 * Where a layer or a block has no symbols of these names, X is its input and Y its output, and dX and dY are their errors.
 *
 * @param known values that have been computed then
 * @param later values that are computed later in the iteration
 * @param settings numbers that steer an update
 */
record NodeScope(List<Binding> known, List<Binding> later, List<Symbol> settings) {

    NodeScope {
        known = List.copyOf(known);
        later = List.copyOf(later);
        settings = List.copyOf(settings);
    }

    static NodeScope of(Program program, Node node) {
        List<Operation> operations = program.operations().subList(node.first(), node.end());
        Operation last = operations.getLast();
        Map<String, Binding> named = new LinkedHashMap<>();
        List<Symbol> settings = new ArrayList<>();
        boolean ofStep = node.row().contains(":");
        boolean ofLayer = !node.isOperation() && node.children().getFirst().row().contains(":");
        if (last.phase() == Phase.UPDATE) {
            if (ofStep) {
                program.symbols(last).forEach(binding -> named.put(binding.symbol().name(), binding));
                operations.forEach(operation -> own(operation)
                        .forEach(binding -> named.putIfAbsent(binding.symbol().name(), binding)));
                operations.stream().flatMap(operation -> operation.equations().stream())
                        .flatMap(NodeScope::settings).distinct().forEach(settings::add);
            }
        } else if (ofStep || ofLayer) {
            program.symbols(last).forEach(binding -> named.put(binding.symbol().name(), binding));
        }
        if (!ofStep && last.phase() != Phase.UPDATE) {
            ends(program, node).forEach(binding -> named.putIfAbsent(binding.symbol().name(), binding));
        }
        List<Binding> known = new ArrayList<>();
        List<Binding> later = new ArrayList<>();
        named.values().forEach(
                binding -> (program.writtenBy(binding.value()) < node.end() ? known : later).add(binding));
        return new NodeScope(known, later, settings);
    }

    private static Stream<Binding> own(Operation operation) {
        return Stream.concat(
                operation.outputs().stream().map(output -> new Binding(output.symbol(), output.value())),
                operation.inputs().stream());
    }

    private static Stream<Symbol> settings(Equation equation) {
        return equation.formula().symbols().filter(symbol -> equation.value(symbol).isEmpty());
    }

    /** Input and output of a layer or block, and their errors. */
    private static List<Binding> ends(Program program, Node node) {
        Optional<Node> forward = program.node(node.row())
                .filter(found -> program.operations().get(found.end() - 1).phase().compareTo(Phase.BACKWARD) < 0);
        List<Binding> ends = new ArrayList<>();
        forward.ifPresent(run -> {
            program.operations().get(run.first()).inputs().stream()
                    .map(Binding::value)
                    .filter(value -> value.kind() != SymbolClass.WEIGHT)
                    .findFirst()
                    .ifPresent(input -> addEnd(program, ends, "X", input));
            addEnd(program, ends, "Y", program.operations().get(run.end() - 1).result().value());
        });
        return ends;
    }

    private static void addEnd(Program program, List<Binding> ends, String name, Value value) {
        Symbol symbol = Symbol.of(name, value.kind());
        ends.add(new Binding(symbol, value));
        program.error(value).ifPresent(error -> ends.add(new Binding(symbol.error(), error)));
    }
}
