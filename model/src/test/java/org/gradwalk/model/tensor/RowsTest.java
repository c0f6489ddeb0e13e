package org.gradwalk.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Algebra.matrix;
import static org.gradwalk.model.testing.Algebra.sum;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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

    @Property(tries = 200)
    void theLargestEntryIsTheSameInBothForms(
            @ForAll @Size(max = 40) List<@From("entries") Double> entries, @ForAll @IntRange(max = 3) int from) {
        double[] x = new double[from + entries.size() + 1];
        Arrays.fill(x, Double.NaN);
        for (int i = 0; i < entries.size(); i++) {
            x[from + i] = entries.get(i);
        }
        Double largest = entries.stream().reduce(Double.NEGATIVE_INFINITY, Math::max);
        assertThat(Double.valueOf(Rows.largestPlain(x, from, entries.size()))).isEqualTo(largest);
        assertThat(Double.valueOf(Rows.largestVectorised(x, from, entries.size()))).isEqualTo(largest);
    }

    @Provide
    Arbitrary<Double> entries() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.doubles()),
                Tuple.of(4, Arbitraries.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.0, -0.0)),
                Tuple.of(1, Arbitraries.of(Double.NaN)));
    }
}
