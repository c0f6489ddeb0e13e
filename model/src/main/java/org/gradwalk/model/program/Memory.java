package org.gradwalk.model.program;

import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;

/** Where the numbers of a program's values stand while it runs, and what else its operations need. */
public interface Memory {

    /** The matrix of a value. */
    Matrix matrix(Value value);

    /** The threads that share an operation. */
    Workers workers();

    /** What steers this iteration's update. */
    Settings settings();

    /** The step counter k of the optimizers: 1 in the first iteration. */
    long step();
}
