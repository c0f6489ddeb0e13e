package org.gradwalk.model.tensor;

import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Algebra.matrix;
import static org.gradwalk.model.testing.Algebra.sum;

import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradwalk.model.testing.FramedMatrix;

/** Row by row, against the definitions. */
class RowsTest extends SharedWorkers {

    private RandomGenerator random = new Random();
    private Matrix x = Matrix.zeros(0, 0);
    private Matrix y = Matrix.zeros(0, 0);
    private Matrix v = Matrix.zeros(0, 0);
    private double factor;

    private void draw(int rows, int columns, long seed) {
        random = new Random(seed);
        x = FramedMatrix.normal(random, rows, columns).matrix();
        y = FramedMatrix.normal(random, rows, columns).matrix();
        v = FramedMatrix.normal(random, rows, 1).matrix();
        factor = random.nextGaussian();
    }

    @Property(tries = 100)
    void sumIsTheSumOfEachRow(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        draw(rows, columns, seed);
        FramedMatrix result = FramedMatrix.blank(random, rows, 1);
        Rows.sum(workers, x, factor, result.matrix());
        assertClose(
                "factor · X 1", result.matrix(),
                matrix(rows, 1, (i, j) -> factor * sum(columns, k -> x.get(i, k))), 1 + columns);
        result.assertFrameUntouched();
    }

    @Property(tries = 100)
    void dotIsTheProductOfEachPairOfRows(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        draw(rows, columns, seed);
        FramedMatrix result = FramedMatrix.blank(random, rows, 1);
        Rows.dot(workers, x, y, factor, result.matrix());
        assertClose(
                "factor · (X ⊙ Y) 1", result.matrix(),
                matrix(rows, 1, (i, j) -> factor * sum(columns, k -> x.get(i, k) * y.get(i, k))), 1 + columns);
        result.assertFrameUntouched();
    }

    @Property(tries = 50)
    void subtractTakesARowsNumberFromAllOfIt(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        draw(rows, columns, seed);
        FramedMatrix result = FramedMatrix.blank(random, rows, columns);
        Rows.subtract(workers, x, v, result.matrix());
        assertSameBits("X − v 1ᵀ", result.matrix(), matrix(rows, columns, (i, j) -> x.get(i, j) - v.get(i, 0)));
        result.assertFrameUntouched();
    }

    @Property(tries = 50)
    void scaleMultipliesAllOfARowByItsNumber(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        draw(rows, columns, seed);
        FramedMatrix result = FramedMatrix.blank(random, rows, columns);
        Rows.scale(workers, x, v, factor, result.matrix());
        assertSameBits(
                "factor · diag(v) X", result.matrix(),
                matrix(rows, columns, (i, j) -> x.get(i, j) * (factor * v.get(i, 0))));
        result.assertFrameUntouched();
    }

    @Property(tries = 50)
    void spreadWritesARowsNumberIntoAllOfIt(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        draw(rows, columns, seed);
        FramedMatrix result = FramedMatrix.blank(random, rows, columns);
        Rows.spread(workers, v, factor, result.matrix());
        assertSameBits("factor · v 1ᵀ", result.matrix(), matrix(rows, columns, (i, j) -> factor * v.get(i, 0)));
        result.assertFrameUntouched();
    }
}
