package org.gradwalk.model.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;

/**
 * The numbers of one iteration of a program. The buffers are made once and used again by every iteration.
 *
 * <p>Iterations may share weights, not buffers: what an update writes is its own until {@link #advance} makes it the
 * weights. Once another iteration has done so, the numbers of this one no longer belong together, and it must begin
 * again with its first operation.
 */
public final class Iteration implements Memory {

    private final Program program;
    private final Weights weights;
    private final Workers workers;
    private final Matrix[] matrices;
    private Settings settings;
    private Interventions interventions = Interventions.NONE;
    private final Rebinding rebinding;
    /** The number of updates in the weights that this iteration reads. */
    private long begun;

    /**
     * Takes up weights.
     *
     * @throws IllegalArgumentException if a parameter of the program is missing among them, or of another shape
     */
    public Iteration(Program program, Weights weights, Workers workers, Settings settings) {
        this.program = program;
        this.weights = weights;
        this.workers = workers;
        this.settings = settings;
        matrices = new Matrix[program.values().size()];
        rebinding = new Rebinding(matrices);
        Set<Value> taken = carried().map(Parameter.Carried::before).collect(Collectors.toSet());
        for (Value value : program.values()) {
            if (value.source().isEmpty() && !taken.contains(value)) {
                matrices[value.index()] = Matrix.zeros(value.rows(), value.columns());
            }
        }
        bindWeights();
        program.constants().forEach((value, numbers) -> matrix(value).copyFrom(numbers));
    }

    private Stream<Parameter.Carried> carried() {
        return program.parameters().stream().flatMap(parameter -> parameter.carried().stream());
    }

    /** Takes up what the iteration before has handed on, and every value that is a part of another one. */
    private void bindWeights() {
        rebinding.undoAll();
        begun = weights.updates();
        program.parameters().forEach(parameter -> parameter.carried().forEach(carried -> {
            Value before = carried.before();
            matrices[before.index()] = before.equals(parameter.value())
                    ? weights.parameter(before)
                    : weights.memory(before);
        }));
        for (Value value : program.values()) {
            value.source().ifPresent(source -> matrices[value.index()] = matrices[source.value().index()]
                    .columns(source.firstColumn(), value.columns()));
        }
    }

    public Program program() {
        return program;
    }

    @Override
    public Matrix matrix(Value value) {
        return matrices[value.index()];
    }

    /** The numbers of a value as its operation wrote them, before they were changed by hand. */
    public Matrix original(Value value) {
        return interventions.original(value, rebinding).orElseGet(() -> matrix(value));
    }

    /**
     * Takes up changes by hand, which are done whenever their values are written again.
     *
     * @param frozen names of parameters that no update changes
     * @throws IllegalArgumentException if one does not fit the program; nothing has changed then
     */
    public void setInterventions(List<Intervention> byHand, Set<String> frozen) {
        if (!interventions.isOf(byHand, frozen)) {
            weights.countChange();
            interventions = Interventions.of(program, byHand, frozen);
            rebinding.undoAll();
        }
    }

    /** What is changed by hand in it. */
    Interventions interventions() {
        return interventions;
    }

    /**
     * Changes a parameter by hand, before the iteration's first operation.
     *
     * @throws IllegalArgumentException if it is not a parameter's, or does not fit it
     */
    public void edit(Intervention intervention) {
        Value value = Interventions.value(program, intervention);
        if (value.kind() != SymbolClass.WEIGHT || program.writtenBy(value) >= 0) {
            throw new IllegalArgumentException(value.name() + " is no parameter");
        }
        weights.countChange();
        bindWeights();
        intervention.apply(value, matrix(value), Optional.empty());
    }

    /** The matrix of a value by its name. */
    public Matrix matrix(String name) {
        return matrix(program.requireValue(name));
    }

    @Override
    public Workers workers() {
        return workers;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** Changes what steers the next updates. */
    public void setSettings(Settings newSettings) {
        settings = newSettings;
    }

    @Override
    public long step() {
        return weights.updates() + 1;
    }

    /** How many iterations there were before this one. */
    public long number() {
        return weights.updates();
    }

    /**
     * Counts whatever makes its numbers others than they were: updates, other weights, another input, changes by hand.
     * What was computed from them belongs to them as long as this stays the same. It may be read from any thread.
     */
    public long changes() {
        return weights.changes();
    }

    /**
     * Sets what the iteration reads.
     *
     * @param tokens B sequences of T token numbers
     * @param targets the token that comes next at each position; negative where the position does not count
     * @throws IllegalArgumentException if the shape is not the program's, or a number is not in the vocabulary
     */
    public void load(int[][] tokens, int[][] targets) {
        int sequences = program.extent().sequences();
        int positions = program.extent().positions();
        int vocabulary = program.requireValue("logits").columns();
        requireShape(tokens, sequences, positions, "tokens");
        requireShape(targets, sequences, positions, "targets");
        weights.countChange();
        Matrix tokenMatrix = matrix(Gpt.TOKENS);
        Matrix targetMatrix = matrix(Gpt.TARGETS);
        int counted = 0;
        for (int b = 0; b < sequences; b++) {
            for (int t = 0; t < positions; t++) {
                int token = tokens[b][t];
                int target = targets[b][t];
                if (token < 0 || token >= vocabulary || target >= vocabulary) {
                    throw new IllegalArgumentException("Position " + t + " of sequence " + b + " has token " + token
                            + " and target " + target + "; the vocabulary has " + vocabulary + " tokens");
                }
                tokenMatrix.set(b * positions + t, 0, token);
                targetMatrix.set(b * positions + t, 0, target);
                counted += target < 0 ? 0 : 1;
            }
        }
        matrix(Gpt.COUNTED).set(0, 0, Math.max(1, counted));
    }

    private static void requireShape(int[][] numbers, int sequences, int positions, String what) {
        if (numbers.length != sequences) {
            throw new IllegalArgumentException(
                    "There are " + what + " for " + numbers.length + " sequences, not for " + sequences);
        }
        for (int[] row : numbers) {
            if (row.length != positions) {
                throw new IllegalArgumentException(
                        "There are " + what + " for " + row.length + " positions, not for " + positions);
            }
        }
    }

    /**
     * Runs one operation. All operations before it must have run. The first one takes up the weights of the moment.
     *
     * @throws IllegalStateException if another iteration has updated the weights since this one began
     */
    public void run(Operation operation) {
        if (operation.index() == 0) {
            bindWeights();
        }
        requireOwnWeights();
        interventions.run(operation, this, rebinding);
    }

    private void requireOwnWeights() {
        if (begun != weights.updates()) {
            throw new IllegalStateException("Another iteration has updated the weights: this one must begin again");
        }
    }

    /** Runs all operations. */
    public void runAll() {
        for (Operation operation : program.operations()) {
            run(operation);
        }
    }

    /**
     * Takes over all numbers of another iteration, and what was changed by hand in it, to be read while that one goes on.
     * It has weights of its own, which take over theirs.
     *
     * @param other of the same program; none of its operations is running
     * @throws IllegalArgumentException if it is of another program, or shares this one's weights
     */
    public void mirror(Iteration other) {
        if (!other.program.equals(program) || other.weights.equals(weights)) {
            throw new IllegalArgumentException("Only an iteration of the same program with other weights is mirrored");
        }
        weights.beginMixing();
        settings = other.settings;
        interventions = other.interventions;
        rebinding.undoAll();
        for (Value value : program.values()) {
            if (value.source().isEmpty()) {
                matrix(value).copyFrom(other.matrix(value));
            }
        }
        rebinding.mirror(other.rebinding);
        weights.endMixing(other.begun);
        begun = other.begun;
    }

    /** The first entry that an operation wrote and that is not a proper number. */
    public Optional<NonFinite> firstNonFinite(Operation operation) {
        return firstNonFinite(operation, operation.outputs());
    }

    /** The first entry that is not a proper number among some of what an operation wrote. */
    Optional<NonFinite> firstNonFinite(Operation operation, List<Operation.Output> among) {
        for (Operation.Output output : among) {
            Optional<NonFinite> found = NonFinite.find(
                    workers, operation, output.value(), matrix(output.value()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * Makes the updated parameters the current ones, for the next iteration. All operations must have run.
     *
     * @throws IllegalStateException if another iteration has updated the weights since this one began
     */
    public void advance() {
        requireOwnWeights();
        weights.countUpdate(); // first: whoever reads this iteration from another thread must see that it is over
        carried().forEach(carried -> {
            int after = carried.after().index();
            matrices[after] = weights.replace(carried.before(), matrices[after]);
        });
        bindWeights();
    }
}
