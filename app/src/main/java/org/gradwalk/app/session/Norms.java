package org.gradwalk.app.session;

import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.tensor.Entries;

/** The Frobenius norm of every value that has been computed, measured once when its operation has run. */
public final class Norms {

    /** Nothing measured. */
    public static final Norms NONE = new Norms(new double[0], 0);

    private final double[] norms;
    private final int measured;

    private Norms(double[] norms, int measured) {
        this.norms = norms;
        this.measured = measured;
    }

    /** These norms and those of what has been computed since. */
    Norms with(Iteration iteration, int computed) {
        if (computed == measured) {
            return this;
        }
        Program program = iteration.program();
        double[] all = new double[program.values().size()];
        System.arraycopy(norms, 0, all, 0, norms.length);
        for (int i = measured; i < computed; i++) {
            for (Operation.Output output : program.operations().get(i).outputs()) {
                Value value = output.value();
                all[value.index()] = Math.sqrt(Entries.sumOfSquares(iteration.matrix(value)));
            }
        }
        return new Norms(all, computed);
    }

    /** The norm of a value that has been computed. */
    public double norm(Value value) {
        return norms[value.index()];
    }

    /** The root of the mean square of a value's entries. */
    public double rms(Value value) {
        return norm(value) / Math.sqrt((double) value.rows() * value.columns());
    }
}
