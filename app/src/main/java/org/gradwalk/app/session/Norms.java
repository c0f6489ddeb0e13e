package org.gradwalk.app.session;

import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.tensor.Entries;

/** How large parameters and all values are that have been computed: measured once when their operation has run. */
public final class Norms {

    /** Nothing measured. */
    public static final Norms NONE = new Norms(new double[0], new double[0], 0);

    private final double[] norms;
    private final double[] largest;
    private final int measured;

    private Norms(double[] norms, double[] largest, int measured) {
        this.norms = norms;
        this.largest = largest;
        this.measured = measured;
    }

    /** These norms and those of what has been computed since. */
    Norms with(Iteration iteration, int computed) {
        if (norms.length > 0 && computed == measured) {
            return this;
        }
        Program program = iteration.program();
        int count = program.values().size();
        Norms all = new Norms(new double[count], new double[count], computed);
        System.arraycopy(norms, 0, all.norms, 0, norms.length);
        System.arraycopy(largest, 0, all.largest, 0, largest.length);
        if (norms.length == 0) {
            program.parameters().stream().map(Parameter::value).forEach(value -> all.measure(iteration, value));
        }
        for (int i = measured; i < computed; i++) {
            for (Operation.Output output : program.operations().get(i).outputs()) {
                all.measure(iteration, output.value());
            }
        }
        return all;
    }

    private void measure(Iteration iteration, Value value) {
        norms[value.index()] = Math.sqrt(Entries.sumOfSquares(iteration.matrix(value)));
        largest[value.index()] = Entries.largest(iteration.matrix(value));
    }

    /** The Frobenius norm of a value that has been computed, or of a parameter. */
    public double norm(Value value) {
        return norms[value.index()];
    }

    /** The largest size of an entry of a value that has been computed, or of a parameter. */
    public double largest(Value value) {
        return largest[value.index()];
    }

    /** The root of the mean square of a value's entries. */
    public double rms(Value value) {
        return norm(value) / Math.sqrt((double) value.rows() * value.columns());
    }
}
