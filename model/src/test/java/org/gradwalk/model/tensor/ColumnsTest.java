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

/** Column by column, against the definitions. */
class ColumnsTest extends SharedWorkers {

    private RandomGenerator random = new Random();
    private Matrix x = Matrix.zeros(0, 0);
    private Matrix y = Matrix.zeros(0, 0);
    private Matrix factors = Matrix.zeros(0, 0);
    private Matrix shifts = Matrix.zeros(0, 0);

    private void draw(int rows, int columns, long seed) {
        random = new Random(seed);
        x = FramedMatrix.normal(random, rows, columns).matrix();
        y = FramedMatrix.normal(random, rows, columns).matrix();
        factors = FramedMatrix.normal(random, 1, columns).matrix();
        shifts = FramedMatrix.normal(random, 1, columns).matrix();
    }

    @Property(tries = 50)
    void sumIsTheSumOfEachColumn(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        draw(rows, columns, seed);
        FramedMatrix result = FramedMatrix.blank(random, 1, columns);
        Columns.sum(workers, x, result.matrix());
        assertSameBits("Xᵀ 1", result.matrix(), matrix(1, columns, (i, j) -> sum(rows, k -> x.get(k, j))));
        result.assertFrameUntouched();
    }

    @Property(tries = 50)
    void dotIsTheProductOfEachPairOfColumns(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        draw(rows, columns, seed);
        FramedMatrix result = FramedMatrix.blank(random, 1, columns);
        Columns.dot(workers, x, y, result.matrix());
        assertClose("(X ⊙ Y)ᵀ 1", result.matrix(),
                matrix(1, columns, (i, j) -> sum(rows, k -> x.get(k, j) * y.get(k, j))), 1 + rows);
        result.assertFrameUntouched();
    }

    @Property(tries = 50)
    void scaleMultipliesAllOfAColumnByItsNumber(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        draw(rows, columns, seed);
        FramedMatrix result = FramedMatrix.blank(random, rows, columns);
        Columns.scale(workers, x, factors, result.matrix());
        assertSameBits("X diag(factors)", result.matrix(),
                matrix(rows, columns, (i, j) -> x.get(i, j) * factors.get(0, j)));
        result.assertFrameUntouched();
    }

    @Property(tries = 50)
    void scaleAndShiftMultipliesAndThenAddsAColumnsNumbers(
            @ForAll @IntRange(max = 400) int rows, @ForAll @IntRange(max = 120) int columns, @ForAll long seed) {
        draw(rows, columns, seed);
        FramedMatrix result = FramedMatrix.blank(random, rows, columns);
        Columns.scaleAndShift(workers, x, factors, shifts, result.matrix());
        assertSameBits("X diag(factors) + 1 shiftsᵀ", result.matrix(),
                matrix(rows, columns, (i, j) -> Math.fma(x.get(i, j), factors.get(0, j), shifts.get(0, j))));
        result.assertFrameUntouched();
    }
}
