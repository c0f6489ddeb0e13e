package org.gradwalk.model.testing;

import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Iteration;

/** Compares whole iterations to the bit. */
public final class Bits {

    private Bits() {}

    /** Every value of two iterations of programs of the same network has the same bits. */
    public static void assertSame(Iteration actual, Iteration expected) {
        for (Value value : expected.program().values()) {
            Agreement.assertSameBits(value.name(), actual.matrix(value.name()), expected.matrix(value));
        }
    }
}
