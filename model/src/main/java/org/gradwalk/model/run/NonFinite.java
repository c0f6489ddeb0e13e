package org.gradwalk.model.run;

import java.util.List;
import java.util.Optional;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Finite;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;

/**
 * Where numbers stopped being numbers.
 *
 * @param operation that wrote the entry
 * @param value that holds it
 * @param row of the value's matrix
 * @param column of the value's matrix
 * @param entry NaN or infinite
 */
public record NonFinite(Operation operation, Value value, int row, int column, double entry) {

    /**
     * A value that the operation read.
     *
     * @param symbol in its formula
     * @param value that it stands for
     * @param finite whether all entries are proper numbers
     */
    public record Input(Symbol symbol, Value value, boolean finite) {}

    /** The first entry of a value that is NaN or infinite, where −∞ is no proper entry of that value. */
    static Optional<NonFinite> find(Workers workers, Operation operation, Value value, Matrix matrix) {
        if (value.mayBeMinusInfinity()
                ? Finite.orMinusInfinity(workers, matrix)
                : Finite.all(workers, matrix)) {
            return Optional.empty();
        }
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                double entry = matrix.get(i, j);
                boolean proper = Double.isFinite(entry)
                        || (entry == Double.NEGATIVE_INFINITY && value.mayBeMinusInfinity());
                if (!proper) {
                    return Optional.of(new NonFinite(operation, value, i, j, entry));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What the operation read, in the order of its formula: where all of it is finite, the fault is in the operation.
     *
     * @param memory in which the operation has run
     */
    public List<Input> inputs(Memory memory) {
        return operation.inputs().stream()
                .map(input -> new Input(
                        input.symbol(), input.value(),
                        find(Workers.CALLER, operation, input.value(), memory.matrix(input.value())).isEmpty()))
                .toList();
    }
}
