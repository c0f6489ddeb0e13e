package org.gradwalk.model.tensor;

import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Algebra.matrix;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradwalk.model.testing.FramedMatrix;

/** The mask, applied to one matrix below the other. */
class MasksTest {

    @Property(tries = 100)
    void entriesStayWhereLookingIsAllowedAndAreReplacedElsewhere(
            @ForAll @IntRange(min = 1, max = 20) int positions, @ForAll @IntRange(max = 10) int stacked,
            @ForAll boolean withZero, @ForAll boolean window, @ForAll long seed) {
        Random random = new Random(seed);
        double outside = withZero ? 0 : Double.NEGATIVE_INFINITY;
        int length = random.nextInt(positions + 1);
        Matrix mask = matrix(positions, positions, (i, j) -> window
                ? (j <= i && i - j < length ? 1 : 0)
                : random.nextInt(2));
        Matrix x = FramedMatrix.normal(random, stacked * positions, positions).matrix();
        FramedMatrix y = FramedMatrix.blank(random, stacked * positions, positions);

        Masks.apply(Workers.CALLER, mask, x, outside, y.matrix());

        assertSameBits("masked", y.matrix(), matrix(
                x.rows(), positions, (i, j) -> mask.get(i % positions, j) == 1 ? x.get(i, j) : outside));
        y.assertFrameUntouched();
    }
}
