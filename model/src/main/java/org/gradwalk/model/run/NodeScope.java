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
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;

/**
 * What short names stand for where a node has just run: the symbols of its layer, of an update those of its parameter.
 * What these do not call otherwise has a name that is the same everywhere: X and Y are input and output of a block, layer or
 * step, W and b the matrix and the row of parameters that a step reads alone, and dX, dY, dW and db their errors. In the
 * update of a parameter it is W, whatever its shape.
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
        boolean ofStep = node.row().contains(":");
        boolean ofLayer = !node.isOperation() && node.children().getFirst().row().contains(":");
        Scope scope = new Scope(program);
        List<Symbol> settings = new ArrayList<>();
        if (last.phase() != Phase.UPDATE) {
            if (ofStep || ofLayer) {
                program.symbols(last).forEach(scope::add);
            }
            if (!ofStep || !(scope.has("X") || scope.has("Y"))) {
                scope.addEnds(node);
            }
            if (ofStep) {
                scope.addParameter(operations, Layout.PARAMETER, "W");
                scope.addParameter(operations, Layout.VECTOR, "b");
            }
        } else if (ofStep) {
            program.symbols(last).forEach(scope::add);
            operations.stream().flatMap(NodeScope::own).forEach(scope::add);
            operations.stream().flatMap(operation -> operation.equations().stream())
                    .flatMap(NodeScope::settings).distinct().forEach(settings::add);
            parameter(program, node).ifPresent(updated -> scope.addWithError("W", updated));
        }
        List<Binding> known = new ArrayList<>();
        List<Binding> later = new ArrayList<>();
        scope.named.values().forEach(
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

    /** The parameter that a step updates, or an operation of it. */
    private static Optional<Value> parameter(Program program, Node node) {
        String step = node.row().split("/", 2)[0];
        return program.parameters().stream()
                .filter(parameter -> program.node(Phase.UPDATE.address() + "/" + step)
                        .filter(update -> parameter.carried().stream()
                                .anyMatch(carried -> update.covers(program.writtenBy(carried.after()))))
                        .isPresent())
                .map(Parameter::value)
                .findFirst();
    }

    /** Values by their short names; the first to be called so is. */
    private static final class Scope {

        private final Program program;
        private final Map<String, Binding> named = new LinkedHashMap<>();

        Scope(Program program) {
            this.program = program;
        }

        boolean has(String name) {
            return named.containsKey(name);
        }

        void add(Binding binding) {
            named.putIfAbsent(binding.symbol().name(), binding);
        }

        /** A value and its error, or gradient. */
        void addWithError(String name, Value value) {
            Symbol symbol = Symbol.of(name, value.kind());
            Symbol error = value.kind() == SymbolClass.WEIGHT ? symbol.gradient() : symbol.error();
            add(new Binding(symbol, value));
            program.error(value).ifPresent(of -> add(new Binding(error, of)));
        }

        /** Input and output of a block, layer or step in its forward pass. */
        void addEnds(Node node) {
            Optional<Node> forward = program.node(node.row())
                    .filter(found -> last(found).phase().compareTo(Phase.BACKWARD) < 0);
            forward.ifPresent(run -> {
                program.operations().get(run.first()).inputs().stream()
                        .map(Binding::value)
                        .filter(value -> value.kind() != SymbolClass.WEIGHT)
                        .findFirst()
                        .ifPresent(input -> addWithError("X", input));
                addWithError("Y", last(run).result().value());
            });
        }

        private Operation last(Node node) {
            return program.operations().get(node.end() - 1);
        }

        /** The only parameter of a layout that operations read, or form the gradient of. */
        void addParameter(List<Operation> operations, Layout layout, String name) {
            List<Value> parameters = operations.stream()
                    .flatMap(NodeScope::own)
                    .map(Binding::value)
                    .map(value -> program.variable(value).orElse(value))
                    .filter(value -> value.kind() == SymbolClass.WEIGHT && value.layout() == layout)
                    .distinct()
                    .toList();
            if (parameters.size() == 1) {
                addWithError(name, parameters.getFirst());
            }
        }
    }
}
