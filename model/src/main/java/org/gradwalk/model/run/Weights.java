package org.gradwalk.model.run;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;

/**
 * What one iteration hands to the next: parameters and the optimizer's memory, each by its name, and the number of
 * updates so far. Iterations of several programs may share them, one at a time.
 */
public final class Weights {

    private final SequencedMap<String, Matrix> current = new LinkedHashMap<>();
    private final AtomicLong updates = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();

    /** Weights that start with these parameters, which are copied, and an optimizer that remembers nothing. */
    public static Weights of(Map<String, Matrix> parameters) {
        Weights weights = new Weights();
        parameters.forEach((name, matrix) -> weights.current.put(name, matrix.copy()));
        return weights;
    }

    /** Weights with the numbers of a state, which are copied, parameters and the optimizer's memory alike. */
    public static Weights of(KeptStates.State state) {
        Weights weights = of(state.numbers());
        weights.updates.set(state.iteration());
        return weights;
    }

    /** Weights of the shapes of a program's parameters, all 0: to be written over. */
    public static Weights ofShapes(Program program) {
        Weights weights = new Weights();
        program.parameters().stream()
                .map(Parameter::value)
                .forEach(value -> weights.current.put(value.name(), Matrix.zeros(value.rows(), value.columns())));
        return weights;
    }

    /** Weights with the same numbers in matrices of their own. */
    public Weights copy() {
        Weights copy = of(current);
        copy.updates.set(updates.get());
        return copy;
    }

    /** The numbers of the moment, copied. */
    public KeptStates.State state() {
        Map<String, Matrix> numbers = new HashMap<>();
        current.forEach((name, matrix) -> numbers.put(name, matrix.copy()));
        return new KeptStates.State(updates.get(), numbers);
    }

    /**
     * Takes the numbers of a state again, in the matrices that are there. What the optimizer did not remember yet is zero.
     * Whoever reads an iteration of these weights must begin again.
     *
     * @throws IllegalArgumentException if a parameter is missing, or of another shape
     */
    public void takeBack(KeptStates.State state) {
        if (!current.keySet().containsAll(state.numbers().keySet())) {
            throw new IllegalArgumentException("These are weights of another model");
        }
        beginMixing();
        current.forEach((name, matrix) -> {
            Matrix before = state.numbers().get(name);
            if (before == null) {
                matrix.fill(0);
            } else {
                matrix.copyFrom(before);
            }
        });
        endMixing(state.iteration());
    }

    /** Their numbers are about to be written over: while they are mixed, they are those of no iteration. */
    void beginMixing() {
        countChange();
        updates.set(-1);
    }

    /** They have become those before an iteration. */
    void endMixing(long iteration) {
        updates.set(iteration);
    }

    /** How many updates there were. */
    public long updates() {
        return updates.get();
    }

    /**
     * The numbers of a parameter.
     *
     * @throws IllegalArgumentException if there are none, or of another shape
     */
    Matrix parameter(Value parameter) {
        Matrix matrix = current.get(parameter.name());
        if (matrix == null) {
            throw new IllegalArgumentException("The parameter " + parameter.name() + " is missing");
        }
        matrix.requireShape(parameter.rows(), parameter.columns());
        return matrix;
    }

    /** What an optimizer remembers; what is not there yet starts at zero. */
    Matrix memory(Value state) {
        Matrix matrix = current.computeIfAbsent(state.name(), _ -> Matrix.zeros(state.rows(), state.columns()));
        matrix.requireShape(state.rows(), state.columns());
        return matrix;
    }

    /** Puts an iteration's result in the place of numbers that it took up, which are handed back to be written over. */
    Matrix replace(Value before, Matrix next) {
        return Objects.requireNonNull(current.put(before.name(), next));
    }

    /** Counts an update. */
    void countUpdate() {
        countChange();
        updates.incrementAndGet();
    }

    /** Counts something that makes the numbers of their iterations others. */
    void countChange() {
        changes.incrementAndGet();
    }

    /** How often the numbers of their iterations have become others. */
    long changes() {
        return changes.get();
    }
}
