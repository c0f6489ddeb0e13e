package org.gradwalk.model.tensor;

import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Algebra.frobenius;
import static org.gradwalk.model.testing.Algebra.matrix;

import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradwalk.model.testing.FramedMatrix;

/** Entry by entry, against the definitions. */
class EntriesTest extends SharedWorkers {

    private RandomGenerator random = new Random();
    private Matrix x = Matrix.zeros(0, 0);
    private Matrix y = Matrix.zeros(0, 0);
    private double factor;

    private void draw(int rows, int columns, long seed) {
        random = new Random(seed);
        x = FramedMatrix.normal(random, rows, columns).matrix();
        y = FramedMatrix.normal(random, rows, columns).matrix();
        factor = random.nextGaussian();
    }

    @Property(tries = 50)
    void addIsTheSumOfEachPairOfEntries(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        draw(rows, columns, seed);
        FramedMatrix result = FramedMatrix.blank(random, rows, columns);
        Entries.add(workers, x, y, result.matrix());
        assertSameBits("A + B", result.matrix(), matrix(rows, columns, (i, j) -> x.get(i, j) + y.get(i, j)));
        result.assertFrameUntouched();
    }

    @Property(tries = 50)
    void scaleMultipliesEveryEntry(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        draw(rows, columns, seed);
        FramedMatrix result = FramedMatrix.blank(random, rows, columns);
        Entries.scale(workers, x, factor, result.matrix());
        assertSameBits("factor · A", result.matrix(), matrix(rows, columns, (i, j) -> factor * x.get(i, j)));
        result.assertFrameUntouched();
    }

    @Property(tries = 50)
    void sumOfSquaresIsTheProductOfTheMatrixWithItself(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        draw(rows, columns, seed);
        double expected = frobenius(x, x);
        assertClose("A : A", Entries.sumOfSquares(x), expected, expected);
    }
}
