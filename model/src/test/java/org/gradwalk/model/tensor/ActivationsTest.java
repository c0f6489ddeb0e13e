package org.gradwalk.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Algebra.matrix;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.apache.commons.numbers.gamma.Erf;
import org.gradwalk.model.testing.FramedMatrix;
import org.junit.jupiter.api.Test;

/** The activation functions and their slopes, against the textbook's forms. */
class ActivationsTest {

    /** An activation: its kernels, and what they should compute. */
    enum Kind {
        RELU(z -> Math.max(z, 0), z -> z > 0 ? 1 : 0) {
            @Override
            void forward(Workers workers, Matrix z, Matrix a) {
                Activations.relu(workers, z, a);
            }

            @Override
            void backward(Workers workers, Matrix z, Matrix dA, Matrix dZ) {
                Activations.reluBackward(workers, z, dA, dZ);
            }
        },
        GELU_ERF(
                z -> z * distribution(z),
                z -> distribution(z) + z * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI)) {
            @Override
            void forward(Workers workers, Matrix z, Matrix a) {
                Activations.geluErf(workers, z, a);
            }

            @Override
            void backward(Workers workers, Matrix z, Matrix dA, Matrix dZ) {
                Activations.geluErfBackward(workers, z, dA, dZ);
            }
        },
        GELU_TANH(z -> z * (1 + Math.tanh(inner(z))) / 2, Kind::tanhSlope) {
            @Override
            void forward(Workers workers, Matrix z, Matrix a) {
                Activations.geluTanh(workers, z, a);
            }

            @Override
            void backward(Workers workers, Matrix z, Matrix dA, Matrix dZ) {
                Activations.geluTanhBackward(workers, z, dA, dZ);
            }
        };

        final DoubleUnaryOperator function;
        final DoubleUnaryOperator slope;

        Kind(DoubleUnaryOperator function, DoubleUnaryOperator slope) {
            this.function = function;
            this.slope = slope;
        }

        abstract void forward(Workers workers, Matrix z, Matrix a);

        abstract void backward(Workers workers, Matrix z, Matrix dA, Matrix dZ);

        private static double distribution(double z) {
            return (1 + Erf.value(z / Math.sqrt(2))) / 2;
        }

        private static double inner(double z) {
            return Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z);
        }

        private static double tanhSlope(double z) {
            double t = Math.tanh(inner(z));
            return (1 + t) / 2 + z / 2 * (1 - t * t) * Math.sqrt(2 / Math.PI) * (1 + 0.134145 * z * z);
        }

        double at(double z) {
            Matrix a = Matrix.zeros(1, 1);
            forward(Workers.CALLER, Matrix.of(1, 1, z), a);
            return a.get(0, 0);
        }

        double slopeAt(double z) {
            Matrix dZ = Matrix.zeros(1, 1);
            backward(Workers.CALLER, Matrix.of(1, 1, z), Matrix.of(1, 1, 1), dZ);
            return dZ.get(0, 0);
        }
    }

    @Property(tries = 200)
    void forwardIsTheFunctionOfEveryEntry(
            @ForAll Kind kind, @ForAll @IntRange(max = 20) int rows, @ForAll @IntRange(max = 40) int columns,
            @ForAll @Scale(12) @DoubleRange(min = 0.01, max = 20) double spread, @ForAll long seed) {
        Random random = new Random(seed);
        Matrix z = FramedMatrix.normal(random, rows, columns).matrix();
        Entries.scale(Workers.CALLER, z, spread, z);
        FramedMatrix a = FramedMatrix.blank(random, rows, columns);
        kind.forward(Workers.CALLER, z, a.matrix());
        assertClose(
                "φ(Z)", a.matrix(), matrix(rows, columns, (i, j) -> kind.function.applyAsDouble(z.get(i, j))),
                spread);
        a.assertFrameUntouched();
    }

    @Property(tries = 200)
    void backwardIsTheErrorTimesTheSlope(
            @ForAll Kind kind, @ForAll @IntRange(max = 20) int rows, @ForAll @IntRange(max = 40) int columns,
            @ForAll @Scale(12) @DoubleRange(min = 0.01, max = 20) double spread, @ForAll long seed) {
        Random random = new Random(seed);
        Matrix z = FramedMatrix.normal(random, rows, columns).matrix();
        Entries.scale(Workers.CALLER, z, spread, z);
        Matrix dA = FramedMatrix.normal(random, rows, columns).matrix();
        FramedMatrix dZ = FramedMatrix.blank(random, rows, columns);
        kind.backward(Workers.CALLER, z, dA, dZ.matrix());
        assertClose("dA ⊙ φ′(Z)", dZ.matrix(), matrix(
                rows, columns, (i, j) -> dA.get(i, j) * kind.slope.applyAsDouble(z.get(i, j))), 10);
        dZ.assertFrameUntouched();
    }

    @Property(tries = 200)
    void theSlopesAtOppositePointsAddUpToOne(
            @ForAll Kind kind, @ForAll @Scale(12) @DoubleRange(min = 1e-6, max = 40) double z) {
        assertClose("φ′(z) + φ′(−z) at " + z, kind.slopeAt(z) + kind.slopeAt(-z), 1, 10);
    }

    @Property(tries = 200)
    void theFunctionAtAPointMinusThatAtTheOppositeOneIsThePoint(
            @ForAll Kind kind, @ForAll @Scale(12) @DoubleRange(min = 1e-6, max = 40) double z) {
        assertClose("φ(z) − φ(−z)", kind.at(z) - kind.at(-z), z, z);
    }

    @Test
    void atZeroReluHasSlopeZeroAndGeluOneHalf() {
        assertThat(Kind.RELU.slopeAt(0)).isEqualTo(0);
        assertThat(Kind.GELU_ERF.slopeAt(0)).isEqualTo(0.5);
        assertThat(Kind.GELU_TANH.slopeAt(0)).isEqualTo(0.5);
    }

    @Test
    void theExactGeluHasItsMinimumAndItsExtremeSlopesWhereTheTableSays() {
        assertThat(Kind.GELU_ERF.at(-0.7518)).isCloseTo(-0.169971, within(1e-6));
        assertThat(Kind.GELU_ERF.slopeAt(-Math.sqrt(2))).isCloseTo(-0.128904, within(1e-6));
        assertThat(Kind.GELU_ERF.slopeAt(Math.sqrt(2))).isCloseTo(1.128904, within(1e-6));
    }

    @Property(tries = 200)
    void theTwoGelusDifferByNoMoreThanTheTableSays(@ForAll @Scale(12) @DoubleRange(min = -40, max = 40) double z) {
        assertThat(Kind.GELU_TANH.at(z)).isCloseTo(Kind.GELU_ERF.at(z), within(4.74e-4));
        assertThat(Kind.GELU_TANH.slopeAt(z)).isCloseTo(Kind.GELU_ERF.slopeAt(z), within(8.8e-4));
    }

    @Property(tries = 50)
    void farFromZeroTheFunctionIsTheIdentityOrNothing(
            @ForAll Kind kind, @ForAll @DoubleRange(min = 50, max = 1e100) double z) {
        assertThat(kind.at(z)).as("φ(%s)", z).isEqualTo(z);
        assertThat(kind.at(-z)).as("φ(−%s)", z).isEqualTo(0);
        assertThat(kind.slopeAt(z)).as("φ′(%s)", z).isEqualTo(1);
        assertThat(kind.slopeAt(-z)).as("φ′(−%s)", z).isEqualTo(0);
    }

    @Property(tries = 10)
    void whatIsNotANumberStaysNotANumber(@ForAll Kind kind) {
        assertThat(kind.at(Double.NaN)).isNaN();
    }
}
