package org.gradwalk.model.layer;

import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Value;

/**
 * A layer that has added its forward operations to a program and can add its backward ones.
 *
 * <p>Each layer is one file: a static {@code forward} that adds the operations and returns the layer, and below it
 * {@code backward}. Letters everywhere: B sequences, T positions, d features, H heads. Rows are positions (all
 * sequences stacked, B·T of them), columns are features. A symbol dX stands for the error at X.
 */
public interface Layer {

    /** What the layer yields. */
    Value output();

    /** Adds the operations that turn the output's error into those of the inputs and the parameters' gradients. */
    void backward(ProgramBuilder b);
}
