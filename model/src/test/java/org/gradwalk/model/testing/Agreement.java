package org.gradwalk.model.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.gradwalk.model.tensor.Matrix;

/** Checks that numbers are equal, to the bit or to rounding. */
public final class Agreement {

    /** How far rounding may carry a sum, relative to the sizes of its terms. */
    public static final double ROUNDING = 1e-12;

    private Agreement() {}

    /** Same shape and same bits; all NaN count as one. */
    public static void assertSameBits(String what, Matrix actual, Matrix expected) {
        actual.requireShape(expected.rows(), expected.columns());
        for (int i = 0; i < actual.rows(); i++) {
            for (int j = 0; j < actual.columns(); j++) {
                if (Double.doubleToLongBits(actual.get(i, j)) != Double.doubleToLongBits(expected.get(i, j))) {
                    fail("%s at (%d, %d) is %s instead of %s", what, i, j, actual.get(i, j), expected.get(i, j));
                }
            }
        }
    }

    /** Same shape, and every entry equal to rounding relative to the largest one. */
    public static void assertClose(String what, Matrix actual, Matrix expected) {
        assertClose(what, actual, expected, Algebra.largest(expected));
    }

    /** Same shape, and every entry equal to rounding of terms of this size. */
    public static void assertClose(String what, Matrix actual, Matrix expected, double size) {
        actual.requireShape(expected.rows(), expected.columns());
        for (int i = 0; i < actual.rows(); i++) {
            for (int j = 0; j < actual.columns(); j++) {
                assertClose(what + " at (" + i + ", " + j + ")", actual.get(i, j), expected.get(i, j), size);
            }
        }
    }

    /** Equal to rounding of terms of this size. */
    public static void assertClose(String what, double actual, double expected, double size) {
        assertThat(Math.abs(actual - expected))
                .as("difference of %s: %s and %s, of terms of size %s", what, actual, expected, size)
                .isLessThanOrEqualTo(ROUNDING * size);
    }

    /** Zero but for rounding of terms of this size. */
    public static void assertVanishes(String what, double actual, double size) {
        assertClose(what, actual, 0, size);
    }

    /** Every entry exactly zero, of either sign. */
    public static void assertZero(String what, Matrix actual) {
        for (double entry : actual.toArray()) {
            assertThat(entry).as(what).isZero();
        }
    }
}
