package org.gradwalk.model.run;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 */
public final class Iteration implements Memory {

    private final Program program;
    private final Weights weights;
    private final Workers workers;
    private final Matrix[] matrices;
    private Settings settings;

    public Iteration(Program program, Weights weights, Workers workers, Settings settings) {
        this.program = program;
        this.weights = weights;
        this.workers = workers;
        this.settings = settings;
        matrices = new Matrix[program.values().size()];
        Set<Value> carried = program.parameters().stream()
                .flatMap(parameter -> parameter.carried().stream())
                .flatMap(pair -> Stream.of(pair.before(), pair.after()))
                .collect(Collectors.toSet());
        for (Value value : program.values()) {
            if (value.source().isEmpty() && !carried.contains(value)) {
                matrices[value.index()] = Matrix.zeros(value.rows(), value.columns());
            }
        }
        bindWeights();
        program.constants().forEach((value, numbers) -> matrix(value).copyFrom(numbers));
    }

    /** Takes up what the iteration before has handed on, and every value that is a part of another one. */
    private void bindWeights() {
        for (Parameter parameter : program.parameters()) {
            for (Parameter.Carried carried : parameter.carried()) {
                Value before = carried.before();
                matrices[before.index()] = weights.current(before.name(), before.rows(), before.columns());
                matrices[carried.after().index()] = weights.spare(before.name(), before.rows(), before.columns());
            }
        }
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
     * Runs one operation. All operations before it must have run. The first one takes up the weights of the moment:
     * the iteration of another program that shares them may have updated them.
     */
    public void run(Operation operation) {
        if (operation.index() == 0) {
            bindWeights();
        }
        operation.kernel().run(this);
    }

    /** Runs all operations. */
    public void runAll() {
        for (Operation operation : program.operations()) {
            run(operation);
        }
    }

    /** The first entry that an operation wrote and that is not a proper number. */
    public Optional<NonFinite> firstNonFinite(Operation operation) {
        return operation.outputs().stream()
                .map(output -> NonFinite.find(operation, output.value(), matrix(output.value())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Makes the updated parameters the current ones, for the next iteration. All operations must have run. */
    public void advance() {
        weights.advance();
        bindWeights();
    }
}
