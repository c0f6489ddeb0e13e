package org.gradwalk.model.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Value.Extent;
import org.gradwalk.model.tensor.Matrix;

/**
 * One iteration as a straight-line list of operations with a tree over it. No value is written twice, so whatever an
 * operation has read and written is still there when all have run.
 */
public final class Program {

    private final Extent extent;
    private final List<Value> values;
    private final Map<Value, Matrix> constants;
    private final List<Parameter> parameters;
    private final List<Operation> operations;
    private final Node root;
    private final Map<String, Value> valuesByName;
    private final Map<String, Node> nodesByAddress;
    private final Map<Value, Integer> writers;
    private final SymbolTable symbols;

    Program(
            Extent extent,
            List<Value> values,
            Map<Value, Matrix> constants,
            List<Parameter> parameters,
            List<Operation> operations,
            Node root,
            SymbolTable symbols) {
        this.extent = extent;
        this.values = List.copyOf(values);
        this.constants = Map.copyOf(constants);
        this.parameters = List.copyOf(parameters);
        this.operations = List.copyOf(operations);
        this.root = root;
        this.symbols = symbols;
        valuesByName = this.values.stream().collect(Collectors.toMap(Value::name, Function.identity()));
        nodesByAddress = root.stream().collect(Collectors.toMap(Node::address, Function.identity()));
        writers = new HashMap<>();
        for (Operation operation : this.operations) {
            for (Operation.Output output : operation.outputs()) {
                writers.put(output.value(), operation.index());
            }
        }
    }

    /** How many sequences, positions and heads it works on. */
    public Extent extent() {
        return extent;
    }

    /** All values, those from outside first among those that operations write. */
    public List<Value> values() {
        return values;
    }

    /** The values whose numbers are the same in every iteration, with these numbers. */
    public Map<Value, Matrix> constants() {
        return constants;
    }

    /** The parameters with all that belongs to each, in the order of the network. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Those of the parameters that the update changes. */
    public List<Parameter> trainedParameters() {
        return parameters.stream().filter(Parameter::isTrained).toList();
    }

    /** The operations, in the order in which they run. */
    public List<Operation> operations() {
        return operations;
    }

    /** The root of the tree: the iteration. */
    public Node root() {
        return root;
    }

    /** The root, and all nodes down to this one, which is the last. */
    public List<Node> path(Node node) {
        List<Node> path = new ArrayList<>(List.of(root));
        while (path.getLast().level() < node.level()) {
            path.add(path.getLast().childAt(node.first()).orElseThrow());
        }
        return List.copyOf(path);
    }

    /** The index of the first operation that reads a value, or a part of it; their number where none does. */
    public int firstReader(Value value) {
        return operations.stream()
                .filter(operation -> operation.inputs().stream().anyMatch(input -> input.value().isOf(value)))
                .findFirst()
                .map(Operation::index)
                .orElse(operations.size());
    }

    /** The value of a name. */
    public Optional<Value> value(String name) {
        return Optional.ofNullable(valuesByName.get(name));
    }

    /**
     * The value of a name that is known to be there.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Value requireValue(String name) {
        return value(name).orElseThrow(() -> new IllegalArgumentException("There is no value named " + name));
    }

    /** The error of a value, or the gradient of a parameter; none where no error comes back to it. */
    public Optional<Value> error(Value value) {
        return value(ErrorNames.of(value));
    }

    /** What an error or a gradient is the derivative by; none of a summand, and of what is no derivative. */
    public Optional<Value> variable(Value error) {
        return ErrorNames.variable(error.name()).flatMap(this::value);
    }

    /** The node of an address. */
    public Optional<Node> node(String address) {
        return Optional.ofNullable(nodesByAddress.get(address));
    }

    /** The node of a phase. */
    public Node phase(Phase phase) {
        return node(phase.address()).orElseThrow();
    }

    /** Index of the operation that writes a value; −1 for what is there from the start. */
    public int writtenBy(Value value) {
        Integer writer = writers.get(value);
        if (writer == null && value.source().isPresent()) {
            return writtenBy(value.source().get().value());
        }
        return writer == null ? -1 : writer;
    }

    /**
     * The symbol by which the formulas first call a value.
     *
     * @throws IllegalArgumentException if no formula does
     */
    public Symbol symbol(Value value) {
        return operations.stream()
                .flatMap(operation -> Stream.concat(
                        operation.inputs().stream(),
                        operation.outputs().stream().map(output -> new Binding(output.symbol(), output.value()))))
                .filter(binding -> binding.value().equals(value))
                .map(Binding::symbol)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No formula calls " + value + " by a symbol"));
    }

    /** The equation of the operation that writes a value; none for what is there from the start. */
    public Optional<Equation> equation(Value value) {
        Integer writer = writers.get(value);
        return writer == null
                ? Optional.empty()
                : operations.get(writer).equations().stream().filter(each -> each.value().equals(value)).findFirst();
    }

    /** The equations of layers, or of the network, that yield a value as a whole. */
    public Stream<Equation> fused(Value value) {
        return root.stream()
                .flatMap(node -> node.fused().stream())
                .filter(equation -> equation.value().equals(value));
    }

    /**
     * What symbols stand for at an operation: its own, and those of its layer that stand for one value alone. In an
     * update, where every parameter has the same symbols, its own.
     */
    public List<Binding> symbols(Operation operation) {
        Map<Symbol, Value> all = new LinkedHashMap<>();
        if (operation.phase() != Phase.UPDATE) {
            all.putAll(symbols.unambiguous(SymbolTable.scope(nodeOf(operation).row())));
        }
        operation.inputs().forEach(input -> all.put(input.symbol(), input.value()));
        operation.outputs().forEach(output -> all.put(output.symbol(), output.value()));
        return all.entrySet().stream().map(entry -> new Binding(entry.getKey(), entry.getValue())).toList();
    }

    /** The node of one operation: a step, or one of several in a step. */
    public Node nodeOf(Operation operation) {
        return node(operation.address()).orElseThrow();
    }

    /**
     * The partner of a node in another phase: forward, loss, backward and update of the same layer or step are linked
     * by their address.
     */
    public Optional<Node> partner(Node node, Phase phase) {
        String row = node.row();
        return switch (phase) {
            case FORWARD, LOSS -> node(row).filter(found -> !found.equals(node));
            case BACKWARD, UPDATE -> node(phase.address() + "/" + row).filter(found -> !found.equals(node));
        };
    }

    /** Numbers of float64 that an iteration keeps, parameters and optimizer memory included. */
    public long size() {
        return values.stream()
                .filter(value -> value.source().isEmpty())
                .mapToLong(Value::size)
                .sum();
    }

    /** Those of them that are parameters, frozen ones included. */
    public long parameterCount() {
        return parameters.stream().map(Parameter::value).mapToLong(Value::size).sum();
    }
}
