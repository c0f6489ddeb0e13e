package org.gradwalk.model.program;

/** Adds the operations of the update phase: from the parameters' gradients to the parameters of the next iteration. */
@FunctionalInterface
public interface UpdateRule {
    void update(ProgramBuilder b);
}
