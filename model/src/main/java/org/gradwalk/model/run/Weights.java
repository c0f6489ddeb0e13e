package org.gradwalk.model.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.gradwalk.model.tensor.Matrix;

/**
 * What one iteration hands to the next: parameters and the optimizer's memory, each by its name, and the number of
 * updates so far. Every matrix has a spare of its size; an update fills the spares, and {@link #advance} swaps them in.
 */
public final class Weights {

    private final SequencedMap<String, Matrix> current = new LinkedHashMap<>();
    private final Map<String, Matrix> spare = new LinkedHashMap<>();
    private long updates;

    /** Weights that start with these parameters, which are copied, and an optimizer that remembers nothing. */
    public static Weights of(Map<String, Matrix> parameters) {
        Weights weights = new Weights();
        parameters.forEach((name, matrix) -> weights.current.put(name, matrix.copy()));
        return weights;
    }

    /** Weights with the same numbers in matrices of their own. */
    public Weights copy() {
        Weights copy = of(current);
        copy.updates = updates;
        return copy;
    }

    /** How many updates there were. */
    public long updates() {
        return updates;
    }

    /** The numbers of a name; memory of an optimizer that is not there yet starts at zero. */
    public Matrix current(String name, int rows, int columns) {
        Matrix matrix = current.computeIfAbsent(name, key -> Matrix.zeros(rows, columns));
        matrix.requireShape(rows, columns);
        return matrix;
    }

    /** The numbers of a name in the next iteration. */
    public Matrix spare(String name, int rows, int columns) {
        return spare.computeIfAbsent(name, key -> Matrix.zeros(rows, columns));
    }

    /** Makes the next iteration's numbers the current ones; they must all have been written. */
    void advance() {
        spare.replaceAll((name, next) -> {
            Matrix before = current.get(name);
            current.put(name, next);
            return before == null ? Matrix.zeros(next.rows(), next.columns()) : before;
        });
        updates++;
    }
}
