package org.gradwalk.model.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Forks.Use;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Operation.Output;
import org.gradwalk.model.program.Value.Extent;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;

/**
 * Collects the operations of an iteration, in order, under the tree of phases, blocks, layers and steps.
 *
 * <p>Forks: whoever reads a value so that an error will come back says {@link #use}. On the way back each of these
 * writes its {@link #contribution}; {@link #error} yields the whole error, after an operation that sums where there
 * are several.
 */
public final class ProgramBuilder {

    private final Extent extent;
    private final List<Value> values = new ArrayList<>();
    private final SequencedMap<String, Value> byName = new LinkedHashMap<>();
    private final OwnedParameters parameters = new OwnedParameters();
    private final Map<Value, Matrix> constants = new LinkedHashMap<>();
    private final Forks forks = new Forks();
    private final Map<Value, String> writers = new LinkedHashMap<>();
    private final SymbolTable symbols = new SymbolTable();
    private final Tree tree = new Tree("iteration");
    private Phase phase = Phase.FORWARD;
    private String layer = "";
    private String step = "";
    private String scope = "";

    public ProgramBuilder(Extent extent) {
        this.extent = extent;
    }

    public Extent extent() {
        return extent;
    }

    /** Rows of a value that has one for each position of each sequence: B·T. */
    public int allPositions() {
        return extent.sequences() * extent.positions();
    }

    // values

    /** Declares a value with numbers of its own. */
    public Value value(String name, SymbolClass kind, Layout layout, int rows, int columns) {
        return declare(name, kind, layout, rows, columns, false, Optional.empty());
    }

    /** Declares a value in which −∞ is a proper entry. */
    public Value valueWithMinusInfinity(String name, SymbolClass kind, Layout layout, int rows, int columns) {
        return declare(name, kind, layout, rows, columns, true, Optional.empty());
    }

    /** Declares a value with a row for each position of each sequence. */
    public Value perPosition(String name, SymbolClass kind, int columns) {
        return value(name, kind, Layout.SEQUENCES, allPositions(), columns);
    }

    /** Declares a value whose numbers are the same in every iteration. */
    public Value constant(String name, SymbolClass kind, Layout layout, Matrix numbers) {
        Value value = value(name, kind, layout, numbers.rows(), numbers.columns());
        constants.put(value, numbers);
        return value;
    }

    /** Declares a value whose numbers are columns of another one. */
    public Value part(String name, SymbolClass kind, Layout layout, Value of, int firstColumn, int columns) {
        return declare(
                name, kind, layout, of.rows(), columns, of.mayBeMinusInfinity(),
                Optional.of(new Value.Source(of, firstColumn)));
    }

    /** Declares a value that has the numbers of another one. */
    public Value alias(String name, SymbolClass kind, Layout layout, Value of) {
        return part(name, kind, layout, of, 0, of.columns());
    }

    /** Declares a matrix of parameters: inputs × outputs. */
    public Value matrixParameter(String layerPath, String local, int rows, int columns) {
        return parameter(layerPath + "." + local, layerPath, local, Layout.PARAMETER, rows, columns);
    }

    /** Declares a row of parameters. */
    public Value vectorParameter(String layerPath, String local, int columns) {
        return parameter(layerPath + "." + local, layerPath, local, Layout.VECTOR, 1, columns);
    }

    /** Declares a table of parameters whose name does not start with the layer that owns it, such as wte.weight. */
    public Value tableParameter(String layerPath, String name, int rows, int columns) {
        return parameter(name, layerPath, name, Layout.PARAMETER, rows, columns);
    }

    /** Freezes all other parameters: their gradients are formed, and they have no update. */
    public void trainOnly(Predicate<String> names) {
        parameters.trainOnly(names);
    }

    private Value parameter(String name, String layerPath, String local, Layout layout, int rows, int columns) {
        Value value = value(name, SymbolClass.WEIGHT, layout, rows, columns);
        parameters.add(value, layerPath, local);
        return value;
    }

    private Value declare(
            String name, SymbolClass kind, Layout layout, int rows, int columns, boolean mayBeMinusInfinity,
            Optional<Value.Source> source) {
        Value value = new Value(
                values.size(), name, kind, layout, extent, rows, columns, mayBeMinusInfinity, source);
        if (byName.putIfAbsent(name, value) != null) {
            throw new IllegalStateException("There are two values named " + name);
        }
        values.add(value);
        return value;
    }

    /**
     * A value that was declared before.
     *
     * @throws IllegalStateException if there is none of that name
     */
    public Value declared(String name) {
        Value value = byName.get(name);
        if (value == null) {
            throw new IllegalStateException("There is no value named " + name);
        }
        return value;
    }

    // forks and their sums

    /** Says that the error of {@code value} will get a summand from {@code consumer}, called {@code label}. */
    public void use(Value value, String consumer, String label) {
        forks.add(value, new Use(consumer, label));
    }

    /** Declares the error of a value that is used in one place, or the gradient of such a parameter. */
    public Value errorOf(Value value) {
        return value(ErrorNames.of(value), ErrorNames.kind(value), value.layout(), value.rows(), value.columns());
    }

    /** As {@link #errorOf}, where the error has the numbers of a value that is there already. */
    public Value errorAlias(Value value, Value of) {
        return alias(ErrorNames.of(value), ErrorNames.kind(value), value.layout(), of);
    }

    /** As {@link #errorOf}, where −∞ is a proper entry. */
    public Value errorWithMinusInfinity(Value value) {
        return valueWithMinusInfinity(
                ErrorNames.of(value), ErrorNames.kind(value), value.layout(), value.rows(), value.columns());
    }

    /** As {@link #errorOf}, for a value that is a part of another one, and in {@code whole}, the error of that. */
    public Value errorPart(Value value, Value whole) {
        int firstColumn = value.source().orElseThrow().firstColumn();
        return part(ErrorNames.of(value), ErrorNames.kind(value), value.layout(), whole, firstColumn, value.columns());
    }

    /** The error of a value, or the gradient of a parameter, that was declared before. */
    public Value declaredError(Value value) {
        return declared(ErrorNames.of(value));
    }

    /** Declares a summand of the error of a value that the layer itself, which calls it {@code label}, will sum. */
    public Value summand(Value value, String label) {
        return value(
                ErrorNames.summand(value, label), ErrorNames.kind(value), value.layout(), value.rows(),
                value.columns());
    }

    /** The value that {@code consumer} writes as its summand of the error of {@code value}; see {@link #use}. */
    public Value contribution(Value value, String consumer) {
        return value(
                forks.contribution(value, consumer), ErrorNames.kind(value), value.layout(), value.rows(),
                value.columns());
    }

    /** A summand that was declared before. */
    public Value declaredContribution(Value value, String consumer) {
        return declared(forks.contribution(value, consumer));
    }

    /** As {@link #contribution}, where the summand has the numbers of a value that is there already. */
    public Value contributionAlias(Value value, String consumer, Value of) {
        return alias(forks.contribution(value, consumer), ErrorNames.kind(value), value.layout(), of);
    }

    /**
     * The whole error of a value. Where it was used in several places, an operation that sums what came back from each
     * is added here first.
     *
     * @param symbol the value's symbol in the sum's formula
     */
    public Value error(Value value, Symbol symbol) {
        if (byName.containsKey(ErrorNames.of(value))) {
            return declared(ErrorNames.of(value));
        }
        List<Use> all = forks.of(value);
        if (all.size() < 2) {
            throw new IllegalStateException("No error has come back to " + value.name());
        }
        Symbol error = value.kind() == SymbolClass.WEIGHT ? symbol.gradient() : symbol.error();
        Value sum = value(ErrorNames.of(value), ErrorNames.kind(value), value.layout(), value.rows(), value.columns());
        Binding[] summands = all.stream()
                .map(use -> new Binding(
                        error.along(use.label()), declared(ErrorNames.summand(value, use.consumer()))))
                .toArray(Binding[]::new);
        operation("sum", Template.SUM)
                .reads(summands)
                .writes(error, sum, Expression.sum(Arrays.stream(summands).map(Binding::symbol).toList()))
                .runs(memory -> add(memory, summands, sum));
        return sum;
    }

    private static void add(Memory memory, Binding[] summands, Value sum) {
        Matrix target = memory.matrix(sum);
        Matrix first = memory.matrix(summands[0].value());
        for (int i = 1; i < summands.length; i++) {
            Entries.add(memory.workers(), first, memory.matrix(summands[i].value()), target);
            first = target;
        }
    }

    // the tree

    /** A phase with all that {@code content} adds. */
    public void phase(Phase newPhase, Runnable content) {
        begin(newPhase);
        content.run();
        tree.end();
    }

    private void begin(Phase newPhase) {
        phase = newPhase;
        layer = newPhase == Phase.LOSS ? newPhase.address() : ""; // the loss is a phase of one layer
        tree.begin(newPhase.address(), newPhase.address());
    }

    /** A phase with all that {@code content} adds, and what that yields. */
    public <T> T phase(Phase newPhase, Supplier<T> content) {
        begin(newPhase);
        T result = content.get();
        tree.end();
        return result;
    }

    /** A block, such as {@code h.0}. */
    public void block(String path, Runnable content) {
        node(prefix() + path, path, content);
    }

    /** A layer, such as {@code h.0.attn}; the last part of its path is its name. */
    public void layer(String path, Runnable content) {
        layer = path;
        node(prefix() + path, path.substring(path.lastIndexOf('.') + 1), content);
        layer = "";
    }

    /**
     * A step of the current layer. One operation alone is the step itself; several become its children. A dot in its name
     * says that it stands beside another step ({@code c_fc.lora}), with symbols of its own.
     *
     * @param name last part of its address, such as {@code affine}
     * @param identifier of the kind of step that its operations are, such as {@code ln.affine}
     * @param holds what must hold of its values; see {@link #invariant}
     */
    public void step(String name, String identifier, Runnable content, Invariant... holds) {
        step = identifier;
        scope = SymbolTable.scope(layer + ":" + name);
        node(prefix() + layer + ":" + name, name, () -> {
            content.run();
            for (Invariant each : holds) {
                invariant(each);
            }
        });
        scope = layer;
        step = "";
    }

    private String prefix() {
        return switch (phase) {
            case FORWARD, LOSS -> "";
            case BACKWARD, UPDATE -> phase.address() + "/";
        };
    }

    private void node(String address, String name, Runnable content) {
        tree.begin(address, name);
        content.run();
        tree.end();
    }

    // formulas

    /**
     * Says what the current layer computes as a whole. Its operations must have been added: their symbols are the ones of
     * this formula.
     *
     * @param others what symbols stand for that are not the layer's own
     * @throws IllegalStateException if an operation of the layer has not named a symbol, or two have named different
     *     values by it
     */
    public void fused(Symbol symbol, Value value, Expression formula, Binding... others) {
        fused(symbol, value, formula, List.of(others));
    }

    /** The same, with others in a list. */
    public void fused(Symbol symbol, Value value, Expression formula, List<Binding> others) {
        tree.addFused(new Equation(
                symbol, value, formula, symbols.bindings(scope, formula.symbols().toList(), others, phase)));
    }

    /**
     * Says what must hold of the values of the step that is open, or of the layer where none is. Its operations must have
     * been added: their symbols are the ones of the invariant.
     *
     * @param own what symbols stand for that the layer does not know, or by which it knows several values
     * @throws IllegalStateException as {@link #fused}
     */
    public void invariant(Invariant invariant, Binding... own) {
        tree.addInvariant(invariant.with(symbols.bindings(scope, invariant.symbols(), List.of(own), phase)));
    }

    // operations

    /** Starts the description of an operation within the current step. */
    public OperationBuilder operation(String part, Template template) {
        return operation(part, step, template);
    }

    /** The same for an operation of a kind of its own, as there are several in the update of one parameter. */
    public OperationBuilder operation(String part, String identifier, Template template) {
        return new OperationBuilder(part, identifier, template);
    }

    /** What an operation reads, writes and does. {@link #runs} ends the description and adds the operation. */
    public final class OperationBuilder {

        private final String part;
        private final String identifier;
        private final Template template;
        private final List<Binding> inputs = new ArrayList<>();
        private final List<Output> outputs = new ArrayList<>();

        private OperationBuilder(String part, String identifier, Template template) {
            this.part = part;
            this.identifier = identifier;
            this.template = template;
        }

        public OperationBuilder reads(Symbol symbol, Value value) {
            return reads(new Binding(symbol, value));
        }

        public OperationBuilder reads(Binding... bindings) {
            inputs.addAll(List.of(bindings));
            return this;
        }

        /** A value that is written, and the right-hand side that yields it. */
        public OperationBuilder writes(Symbol symbol, Value value, Expression formula) {
            outputs.add(new Output(symbol, value, formula));
            return this;
        }

        /**
         * Adds the operation.
         *
         * @throws IllegalStateException if it is of no kind, or writes nothing, or a value that another operation writes
         */
        public void runs(Operation.Kernel kernel) {
            String address = tree.address() + "/" + part;
            if (identifier.isEmpty()) {
                throw new IllegalStateException(address + " is of no kind of step");
            }
            if (outputs.isEmpty()) {
                throw new IllegalStateException(address + " writes nothing");
            }
            if (phase != Phase.UPDATE) { // there every parameter has the same symbols
                inputs.forEach(input -> symbols.add(scope, input.symbol(), input.value()));
                outputs.forEach(output -> symbols.add(scope, output.symbol(), output.value()));
            }
            for (Output output : outputs) {
                String other = writers.putIfAbsent(output.value(), address);
                if (other != null) {
                    throw new IllegalStateException(other + " and " + address + " both write " + output.value().name());
                }
            }
            tree.add(
                    new Operation(
                            tree.operations().size(), address, identifier, phase, template, List.copyOf(inputs),
                            List.copyOf(outputs), kernel),
                    part);
        }

        /** Adds the operation whose outputs have the numbers of its inputs under another name. */
        public void relabels() {
            runs(memory -> {});
        }
    }

    // parameters

    /** The parameters declared so far, in the order of the network. */
    public List<Value> parameters() {
        return parameters.all().stream().map(OwnedParameters.Owned::value).toList();
    }

    /** Does something for each trained parameter under the layer that owns it, in the order of the network. */
    public void forEachParameter(Consumer<ParameterStep> action) {
        parameters.trainedByBlock().forEach(owned -> {
            Runnable layers = () -> forEachLayer(owned.parameters(), action);
            if (owned.block().isEmpty()) {
                layers.run();
            } else {
                block(owned.block(), layers);
            }
        });
    }

    private void forEachLayer(List<OwnedParameters.Owned> ofBlock, Consumer<ParameterStep> action) {
        ofBlock.stream().map(OwnedParameters.Owned::layer).distinct().forEach(path -> layer(path, () -> ofBlock.stream()
                .filter(owned -> owned.layer().equals(path))
                .forEach(owned -> step(owned.local(), "", () -> action.accept(new ParameterStep(
                        owned.value(), declaredError(owned.value())))))));
    }

    /** A parameter whose update is being built. */
    public record ParameterStep(Value parameter, Value gradient) {}

    /** All trained parameters with their gradients, in the order of the network. */
    public List<ParameterStep> parametersWithGradients() {
        return parameters.trained().stream()
                .map(owned -> new ParameterStep(owned.value(), declaredError(owned.value())))
                .toList();
    }

    /** Declares what takes the place of a value in the next iteration: {@code after/param/…} or {@code after/…}. */
    public Value after(Value parameter, Value before) {
        String name = before.equals(parameter) ? "after/param/" + before.name() : "after/" + before.name();
        Value after = value(name, before.kind(), before.layout(), before.rows(), before.columns());
        parameters.carry(parameter, before, after);
        return after;
    }

    /** Declares memory of an optimizer for a parameter: {@code state/KIND/NAME}, zero at the start. */
    public Value state(String kind, Value parameter) {
        return value(
                "state/" + kind + "/" + parameter.name(), SymbolClass.STATISTIC, parameter.layout(),
                parameter.rows(), parameter.columns());
    }

    /** The finished program. */
    public Program build() {
        return new Program(extent, values, constants, parameters.finished(this::declaredError), tree.operations(),
                tree.close(), symbols);
    }
}
