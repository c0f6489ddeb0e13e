package org.gradwalk.model.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/** Gives values of a program other numbers for a while, and takes these away again. */
final class Rebinding {

    private final @Nullable Matrix[] matrices;
    private final Map<Value, Matrix> spares = new HashMap<>();
    private final Map<Value, Matrix> before = new HashMap<>();

    /** @param matrices by the values' indices, in which is changed what a value has */
    Rebinding(@Nullable Matrix[] matrices) {
        this.matrices = matrices;
    }

    /** Room for a value's numbers that nothing else uses, always the same. */
    Matrix spare(Value value) {
        return spares.computeIfAbsent(value, _ -> Matrix.zeros(value.rows(), value.columns()));
    }

    /** From now on the value has these numbers. */
    void bind(Value value, Matrix numbers) {
        Matrix own = matrices[value.index()];
        if (own != null) {
            before.putIfAbsent(value, own);
        }
        matrices[value.index()] = numbers;
    }

    /** The numbers that a value had before; none where it has them still. */
    Optional<Matrix> before(Value value) {
        return Optional.ofNullable(before.get(value));
    }

    /** The value has again what it had before. */
    void undo(Value value) {
        Matrix own = before.remove(value);
        if (own != null) {
            matrices[value.index()] = own;
        }
    }

    /** Gives values copies of what others have, in matrices whose own numbers are copies of those; only to be read. */
    void mirror(Rebinding other) {
        other.spares.forEach((value, numbers) -> spare(value).copyFrom(numbers));
        other.before.forEach((value, own) -> {
            if (value.source().isEmpty()) {
                Objects.requireNonNull(matrices[value.index()]).copyFrom(own); // a part has those of its whole
            }
            Matrix numbers = spare(value);
            numbers.copyFrom(Objects.requireNonNull(other.matrices[value.index()]));
            bind(value, numbers);
        });
    }

    /** Every value has again what it had before. */
    void undoAll() {
        List.copyOf(before.keySet()).forEach(this::undo);
    }
}
