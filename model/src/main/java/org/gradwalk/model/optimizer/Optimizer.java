package org.gradwalk.model.optimizer;

import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Value;

/** A rule that makes the next parameter out of a parameter, its gradient and what it remembers of earlier ones. */
public sealed interface Optimizer permits Sgd, AdamW {

    /** Adds the operations for one parameter to the current step. */
    void update(ProgramBuilder b, Value parameter, Value gradient);
}
