package org.gradwalk.app.view.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;

/**
 * What goes into a part of the network and what comes out of it: in the backward pass the errors that it gets, the
 * errors that it passes on, and the gradients of its parameters, else its input and its output.
 *
 * @param incoming what is read that was there before
 * @param outgoing what is read later on
 * @param gradients of its parameters
 */
record Ends(List<Binding> incoming, List<Binding> outgoing, List<Binding> gradients) {

    static Ends of(Program program, List<Operation> operations) {
        return operations.getLast().phase() == Phase.BACKWARD
                ? backward(program, operations)
                : new Ends(
                        List.of(operations.getFirst().inputs().getFirst()),
                        List.of(binding(operations.getLast().result())), List.of());
    }

    private static Ends backward(Program program, List<Operation> operations) {
        Set<Value> written = new HashSet<>();
        operations.forEach(operation -> operation.outputs().forEach(output -> written.add(output.value())));
        Set<Value> readInside = values(operations.stream());
        Set<Value> readLater = values(program.operations().stream().skip(operations.getLast().index() + 1L));
        List<Binding> inputs = distinct(operations.stream().flatMap(operation -> operation.inputs().stream())
                .filter(input -> input.value().kind() == SymbolClass.ERROR && !written.contains(input.value())));
        Set<Value> whole = values(inputs);
        List<Binding> incoming = inputs.stream()
                .filter(input -> input.value().source().filter(source -> whole.contains(source.value())).isEmpty())
                .toList();
        List<Binding> outputs = distinct(operations.stream()
                .flatMap(operation -> operation.outputs().stream())
                .map(Ends::binding));
        return new Ends(
                incoming.isEmpty() ? List.of(binding(operations.getFirst().result())) : incoming,
                outputs.stream()
                        .filter(output -> output.value().kind() == SymbolClass.ERROR
                                && readLater.contains(output.value()))
                        .toList(),
                outputs.stream()
                        .filter(output -> output.value().kind() == SymbolClass.GRADIENT
                                && !readInside.contains(output.value()))
                        .toList());
    }

    private static Binding binding(Operation.Output output) {
        return new Binding(output.symbol(), output.value());
    }

    private static Set<Value> values(Stream<Operation> operations) {
        return values(operations.flatMap(operation -> operation.inputs().stream()).toList());
    }

    private static Set<Value> values(List<Binding> bindings) {
        Set<Value> values = new HashSet<>();
        bindings.forEach(binding -> values.add(binding.value()));
        return values;
    }

    private static List<Binding> distinct(Stream<Binding> bindings) {
        Map<Value, Binding> first = new HashMap<>();
        List<Binding> distinct = new ArrayList<>();
        bindings.forEach(binding -> {
            if (first.putIfAbsent(binding.value(), binding) == null) {
                distinct.add(binding);
            }
        });
        return List.copyOf(distinct);
    }
}
