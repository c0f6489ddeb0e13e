package org.gradwalk.model.run;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;

/**
 * Derivatives of the loss by five-point central differences. One entry of a value is changed after the operation that
 * wrote it, and only what comes after is run again: single assignment makes every value an independent node.
 */
final class Differences {

    private static final double LARGEST_STEP = 4e-3;
    private static final int SHRINKS = 3;

    private final Iteration iteration;
    private final Program program;
    private final int end;
    private final boolean relu;

    /**
     * A slope, and how far two step widths disagree about it.
     *
     * @param slope ∂L/∂x
     * @param noise the smallest disagreement among the step widths
     */
    record Derivative(double slope, double noise) {}

    /** Of an iteration that has run to its end; it is left as it was. */
    Differences(Iteration iteration, boolean relu) {
        this.iteration = iteration;
        program = iteration.program();
        end = program.phase(Phase.LOSS).end();
        this.relu = relu;
    }

    /** ∂L/∂x of an entry; none where a change crosses a kink of ReLU. */
    Optional<Derivative> at(Value value, int row, int column) {
        Matrix matrix = iteration.matrix(value);
        List<Operation> after = program.operations().subList(program.writtenBy(value) + 1, end);
        double x = matrix.get(row, column);
        double step = positive(value) ? LARGEST_STEP * x : LARGEST_STEP;
        BitSet open = openGates();
        double slope = Double.NaN;
        double noise = Double.POSITIVE_INFINITY;
        double before = Double.NaN;
        boolean kink = false;
        for (int i = 0; i <= SHRINKS && !kink; i++) {
            double[] losses = new double[4];
            for (int k = 0; k < 4; k++) {
                // −2, −1, 1, 2 steps
                matrix.set(row, column, x + (k < 2 ? k - 2 : k - 1) * step);
                after.forEach(iteration::run);
                losses[k] = iteration.matrix("loss").get(0, 0);
                kink |= !openGates().equals(open);
            }
            double now = (8 * (losses[2] - losses[1]) - (losses[3] - losses[0])) / (12 * step);
            if (Math.abs(now - before) < noise) {
                noise = Math.abs(now - before);
                slope = now;
            }
            before = now;
            step /= 4;
        }
        matrix.set(row, column, x);
        after.forEach(iteration::run);
        return kink ? Optional.empty() : Optional.of(new Derivative(slope, noise));
    }

    /** Whether a value must stay positive: steps are then parts of it. */
    private static boolean positive(Value value) {
        return value.name().endsWith(".var") || value.name().endsWith(".rstd");
    }

    /** Which units of ReLU pass their input on. */
    private BitSet openGates() {
        BitSet open = new BitSet();
        int at = 0;
        if (relu) {
            for (Value value : program.values()) {
                if (value.name().matches("h\\.\\d+\\.mlp\\.fc")) {
                    for (double entry : iteration.matrix(value).toArray()) {
                        open.set(at++, entry > 0);
                    }
                }
            }
        }
        return open;
    }
}
