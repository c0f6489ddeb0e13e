package org.gradwalk.model.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.gradwalk.model.tensor.Matrix;

/**
 * What one iteration hands to the next: parameters and the optimizer's memory, each by its name, and the number of
 * updates so far. Iterations of several programs may share them, one at a time.
 */
public final class Weights {

    private final SequencedMap<String, Matrix> current = new LinkedHashMap<>();
    private final AtomicLong updates = new AtomicLong();

    /** Weights that start with these parameters, which are copied, and an optimizer that remembers nothing. */
    public static Weights of(Map<String, Matrix> parameters) {
        Weights weights = new Weights();
        parameters.forEach((name, matrix) -> weights.current.put(name, matrix.copy()));
        return weights;
    }

    /** Weights with the same numbers in matrices of their own. */
    public Weights copy() {
        Weights copy = of(current);
        copy.updates.set(updates.get());
        return copy;
    }

    /** How many updates there were. */
    public long updates() {
        return updates.get();
    }

    /** The numbers of a name; memory of an optimizer that is not there yet starts at zero. */
    public Matrix current(String name, int rows, int columns) {
        Matrix matrix = current.computeIfAbsent(name, key -> Matrix.zeros(rows, columns));
        matrix.requireShape(rows, columns);
        return matrix;
    }

    /** Puts an iteration's result in the place of the numbers of its name, which are handed back to be written over. */
    Matrix replace(String name, Matrix next) {
        Matrix before = current(name, next.rows(), next.columns());
        current.put(name, next);
        return before;
    }

    /** Counts an update. */
    void countUpdate() {
        updates.incrementAndGet();
    }
}
