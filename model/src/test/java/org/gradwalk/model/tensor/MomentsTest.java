package org.gradwalk.model.tensor;

import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Algebra.matrix;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradwalk.model.tensor.Moments.AdamStep;
import org.gradwalk.model.testing.FramedMatrix;

/** The optimizers' averages and steps, against the definitions. */
class MomentsTest extends SharedWorkers {

    @Property(tries = 50)
    void combineIsTheWeightedSumOfEachPairOfEntries(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        Random random = new Random(seed);
        Matrix a = FramedMatrix.normal(random, rows, columns).matrix();
        Matrix b = FramedMatrix.normal(random, rows, columns).matrix();
        FramedMatrix c = FramedMatrix.blank(random, rows, columns);
        Moments.combine(workers, 0.9, a, 0.1, b, c.matrix());
        assertSameBits("α A + β B", c.matrix(),
                matrix(rows, columns, (i, j) -> 0.9 * a.get(i, j) + 0.1 * b.get(i, j)));
        c.assertFrameUntouched();
    }

    @Property(tries = 50)
    void combineWithSquaresTakesTheSecondBySquares(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        Random random = new Random(seed);
        Matrix a = FramedMatrix.normal(random, rows, columns).matrix();
        Matrix b = FramedMatrix.normal(random, rows, columns).matrix();
        FramedMatrix c = FramedMatrix.blank(random, rows, columns);
        Moments.combineWithSquares(workers, 0.99, a, 0.01, b, c.matrix());
        assertClose("α A + β B ⊙ B", c.matrix(),
                matrix(rows, columns, (i, j) -> 0.99 * a.get(i, j) + 0.01 * (b.get(i, j) * b.get(i, j))));
        c.assertFrameUntouched();
    }

    @Property(tries = 50)
    void adamGoesAgainstTheMeanInUnitsOfTheRootOfTheMeanSquare(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        Random random = new Random(seed);
        Matrix theta = FramedMatrix.normal(random, rows, columns).matrix();
        Matrix m = FramedMatrix.normal(random, rows, columns).matrix();
        Matrix u = FramedMatrix.normal(random, rows, columns).matrix();
        u.copyFrom(matrix(rows, columns, (i, j) -> u.get(i, j) * u.get(i, j)));
        FramedMatrix after = FramedMatrix.blank(random, rows, columns);
        Moments.adam(workers, new AdamStep(0.99, 0.01, 0.5, 0.25, 0.1), theta, m, u, after.matrix());
        assertClose("θ′", after.matrix(), matrix(rows, columns, (i, j) -> 0.99 * theta.get(i, j)
                - 0.01 * (2 * m.get(i, j)) / (2 * Math.sqrt(u.get(i, j)) + 0.1)));
        after.assertFrameUntouched();
    }
}
