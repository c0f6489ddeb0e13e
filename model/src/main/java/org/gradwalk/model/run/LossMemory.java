package org.gradwalk.model.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for the forward pass and the loss alone, with the weights and the input that a walk has now: what is changed
 * here the walk does not see. Errors, gradients and the update take no room.
 */
final class LossMemory implements Memory {

    private final @Nullable Matrix[] matrices;
    private final Rebinding rebinding;
    private final Settings settings;
    private final long step;

    /**
     * Numbers for some operations.
     *
     * @param operations those of forward pass and loss
     */
    LossMemory(Iteration walk, List<Operation> operations) {
        settings = walk.settings();
        step = walk.step();
        List<Value> values = walk.program().values();
        matrices = new Matrix[values.size()];
        rebinding = new Rebinding(matrices);
        Set<Value> needed = operations.stream()
                .flatMap(operation -> Stream.concat(
                        operation.inputs().stream().map(Operation.Binding::value),
                        operation.outputs().stream().map(Operation.Output::value)))
                .map(Value::root)
                .collect(Collectors.toSet());
        for (Value value : values) {
            Optional<Value.Source> source = value.source();
            if (source.isPresent()) {
                Matrix whole = matrices[source.get().value().index()];
                if (whole != null) {
                    matrices[value.index()] = whole.columns(source.get().firstColumn(), value.columns());
                }
            } else if (needed.contains(value)) {
                matrices[value.index()] = walk.program().writtenBy(value) < 0
                        ? walk.matrix(value).copy()
                        : Matrix.zeros(value.rows(), value.columns());
            }
        }
    }

    /**
     * The matrix of a value that forward pass or loss read or write.
     *
     * @throws IllegalArgumentException if it is another value, which has no room here
     */
    @Override
    public Matrix matrix(Value value) {
        Matrix matrix = matrices[value.index()];
        if (matrix == null) {
            throw new IllegalArgumentException("Forward pass and loss do without " + value.name());
        }
        return matrix;
    }

    /** Gives values other numbers. */
    Rebinding rebinding() {
        return rebinding;
    }

    @Override
    public Workers workers() {
        return Workers.CALLER;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public long step() {
        return step;
    }
}
