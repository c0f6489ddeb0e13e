package org.gradwalk.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradwalk.model.testing.Agreement.assertSameBits;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.gradwalk.model.testing.Algebra;
import org.gradwalk.model.testing.FramedMatrix;
import org.junit.jupiter.api.Test;

/** The exponential: its vector form against the plain one, and that against the JDK's. */
class ExponentialTest {

    private static final double[] SPECIAL = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, Double.MIN_VALUE,
        -Double.MIN_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, 709, Math.nextUp(709), 710, -708,
        Math.nextDown(-708), -745, 1, -1, Math.log(2) / 2, -Math.log(2) / 2
    };

    @Property(tries = 300)
    void theVectorFormGivesTheSameBitsAsThePlainOne(
            @ForAll @IntRange(max = 40) int count, @ForAll @Scale(12) @DoubleRange(min = -800, max = 800) double shift,
            @ForAll long seed) {
        Random random = new Random(seed);
        FramedMatrix source = FramedMatrix.normal(random, 1, count);
        for (int i = 0; i < count; i++) {
            double scaled = source.matrix().get(0, i) * 300;
            source.matrix().set(0, i, random.nextInt(8) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : scaled);
        }
        FramedMatrix plain = FramedMatrix.blank(random, 1, count);
        FramedMatrix fast = FramedMatrix.blank(random, 1, count);

        Matrix x = source.matrix();
        Exponential.applyPlain(x.data(), x.offset(), shift, plain.matrix().data(), plain.matrix().offset(), count);
        Exponential.applyVectorised(x.data(), x.offset(), shift, fast.matrix().data(), fast.matrix().offset(), count);

        assertSameBits("exp", fast.matrix(), plain.matrix());
        fast.assertFrameUntouched();
        plain.assertFrameUntouched();
    }

    @Test
    void specialNumbersHaveTheSameBitsInBothForms() {
        // each number fills a vector of its own, whatever its length, so that none is left to the plain form
        for (double x : SPECIAL) {
            double[] source = new double[16];
            Arrays.fill(source, x);
            double[] plain = new double[16];
            double[] fast = new double[16];
            Exponential.applyPlain(source, 0, 0, plain, 0, 16);
            Exponential.applyVectorised(source, 0, 0, fast, 0, 16);
            assertThat(fast).as("exp(%s)", x).containsExactly(plain);
        }
    }

    @Property(tries = 3000)
    void itIsWithinOneUnitInTheLastPlaceOfTheJdks(@ForAll @Scale(12) @DoubleRange(min = -708, max = 709) double x) {
        assertWithinOneUnit(x);
    }

    @Property(tries = 3000)
    void nearZeroItIsWithinOneUnitInTheLastPlaceOfTheJdks(@ForAll @Scale(12) @DoubleRange(min = -3, max = 3) double x) {
        assertWithinOneUnit(x);
    }

    private static void assertWithinOneUnit(double x) {
        double expected = Math.exp(x);
        assertThat(Math.abs(Exponential.exp(x) - expected)).as("exp(%s) − %s", x, expected)
                .isLessThanOrEqualTo(Math.ulp(expected));
    }

    @Test
    void atAndBeyondItsLimitsItIsWhatItsPageSays() {
        assertThat(Exponential.exp(Double.NaN)).isNaN();
        assertThat(Exponential.exp(Double.POSITIVE_INFINITY)).isInfinite().isPositive();
        assertThat(Exponential.exp(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Exponential.exp(0)).isEqualTo(1);
        assertThat(Exponential.exp(709)).isFinite();
        assertThat(Exponential.exp(Math.nextUp(709))).isInfinite();
        assertThat(Exponential.exp(-708)).isPositive();
        assertThat(Exponential.exp(Math.nextDown(-708))).isZero();
    }

    @Property(tries = 50)
    void itMayWriteOverItsSource(@ForAll @Size(min = 1, max = 30) double[] numbers) {
        double[] apart = new double[numbers.length];
        double[] inPlace = numbers.clone();
        Kernels.vectorised(() -> {
            Exponential.apply(numbers, 0, 1, apart, 0, numbers.length);
            Exponential.apply(inPlace, 0, 1, inPlace, 0, numbers.length);
        });
        Matrix expected = Algebra.matrix(1, numbers.length, (i, j) -> Exponential.exp(numbers[j] - 1));
        assertSameBits("apart", Matrix.of(1, apart.length, apart), expected);
        assertSameBits("in place", Matrix.of(1, inPlace.length, inPlace), expected);
    }
}
