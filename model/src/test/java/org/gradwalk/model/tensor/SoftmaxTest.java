package org.gradwalk.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Algebra.matrix;
import static org.gradwalk.model.testing.Algebra.sum;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradwalk.model.testing.FramedMatrix;
import org.junit.jupiter.api.Test;

/** Softmax and its logarithm, forward and backward, against the definitions. */
class SoftmaxTest {

    private final Random random = new Random(5);

    /** A matrix of scores of which some are forbidden, but not all of a row. */
    private Matrix scores(int rows, int columns) {
        Matrix s = FramedMatrix.normal(random, rows, columns).matrix();
        s.copyFrom(matrix(rows, columns, (i, j) -> j > 0 && random.nextInt(4) == 0
                ? Double.NEGATIVE_INFINITY
                : 10 * s.get(i, j)));
        return s;
    }

    private static Matrix softmax(Matrix s) {
        return matrix(s.rows(), s.columns(), (i, j) -> Math.exp(s.get(i, j)) / sum(
                s.columns(), k -> Math.exp(s.get(i, k))));
    }

    @Property(tries = 100)
    void eachRowIsTheExponentialsOverTheirSum(
            @ForAll @IntRange(max = 20) int rows, @ForAll @IntRange(min = 1, max = 40) int columns,
            @ForAll long seed) {
        random.setSeed(seed);
        Matrix s = scores(rows, columns);
        FramedMatrix p = FramedMatrix.blank(random, rows, columns);
        Softmax.forward(Workers.CALLER, s, p.matrix());
        assertClose("softmax", p.matrix(), softmax(s), 1);
        p.assertFrameUntouched();
    }

    @Property(tries = 100)
    void forbiddenEntriesGetExactlyNothing(
            @ForAll @IntRange(min = 1, max = 20) int rows, @ForAll @IntRange(min = 1, max = 40) int columns,
            @ForAll long seed) {
        random.setSeed(seed);
        Matrix s = scores(rows, columns);
        Matrix p = Matrix.zeros(rows, columns);
        Softmax.forward(Workers.CALLER, s, p);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (Double.isInfinite(s.get(i, j))) {
                    assertThat(p.get(i, j)).as("weight of a forbidden entry").isEqualTo(0);
                }
            }
        }
    }

    @Test
    void largeScoresDoNotOverflow() {
        Matrix p = Matrix.zeros(1, 3);
        Softmax.forward(Workers.CALLER, Matrix.of(1, 3, 1e300, 1e300, -1e300), p);
        assertThat(p.toArray()).containsExactly(0.5, 0.5, 0);
    }

    @Test
    void aRowWhoseLargestEntryIsNotFiniteBecomesNaN() {
        double inf = Double.POSITIVE_INFINITY;
        Matrix s = Matrix.of(4, 2, -inf, -inf, inf, 0, Double.NaN, 0, 0, 0);
        Matrix p = Matrix.zeros(4, 2);
        Softmax.forward(Workers.CALLER, s, p);
        assertThat(p.rows(0, 3).toArray()).containsOnly(Double.NaN);
        assertThat(p.rows(3, 1).toArray()).containsOnly(0.5);
    }

    @Property(tries = 100)
    void backwardIsTheTransposedJacobianTimesTheError(
            @ForAll @IntRange(max = 20) int rows, @ForAll @IntRange(min = 1, max = 20) int columns,
            @ForAll long seed) {
        random.setSeed(seed);
        Matrix p = softmax(scores(rows, columns));
        Matrix dP = FramedMatrix.normal(random, rows, columns).matrix();
        FramedMatrix dS = FramedMatrix.blank(random, rows, columns);
        Softmax.backward(Workers.CALLER, p, dP, dS.matrix());
        // ∂pₖ/∂sⱼ = pₖ ([k = j] − pⱼ)
        assertClose("dS", dS.matrix(), matrix(rows, columns, (i, j) -> sum(
                columns, k -> dP.get(i, k) * p.get(i, k) * ((k == j ? 1 : 0) - p.get(i, j)))), 10);
        dS.assertFrameUntouched();
    }

    @Property(tries = 100)
    void theLogarithmIsTheScoreMinusTheLogSumOfExponentials(
            @ForAll @IntRange(max = 20) int rows, @ForAll @IntRange(min = 1, max = 40) int columns,
            @ForAll long seed) {
        random.setSeed(seed);
        Matrix z = FramedMatrix.normal(random, rows, columns).matrix();
        FramedMatrix l = FramedMatrix.blank(random, rows, columns);
        Softmax.logForward(Workers.CALLER, z, l.matrix());
        assertClose("log softmax", l.matrix(), matrix(rows, columns, (i, j) -> z.get(i, j) - Math.log(sum(
                columns, k -> Math.exp(z.get(i, k))))), 10);
        l.assertFrameUntouched();
    }

    @Property(tries = 100)
    void theLogarithmsBackwardIsTheTransposedJacobianTimesTheError(
            @ForAll @IntRange(max = 20) int rows, @ForAll @IntRange(min = 1, max = 20) int columns,
            @ForAll long seed) {
        random.setSeed(seed);
        Matrix p = softmax(scores(rows, columns));
        Matrix dL = FramedMatrix.normal(random, rows, columns).matrix();
        FramedMatrix dZ = FramedMatrix.blank(random, rows, columns);
        Softmax.logBackward(Workers.CALLER, p, dL, dZ.matrix());
        // ∂lₖ/∂zⱼ = [k = j] − pⱼ
        assertClose("dZ", dZ.matrix(), matrix(rows, columns, (i, j) -> sum(
                columns, k -> dL.get(i, k) * ((k == j ? 1 : 0) - p.get(i, j)))), 10 + columns);
        dZ.assertFrameUntouched();
    }

    @Property(tries = 50)
    void exponentialsAreThoseOfEachEntry(
            @ForAll @IntRange(max = 20) int rows, @ForAll @IntRange(max = 20) int columns, @ForAll long seed) {
        random.setSeed(seed);
        Matrix l = FramedMatrix.normal(random, rows, columns).matrix();
        FramedMatrix p = FramedMatrix.blank(random, rows, columns);
        Softmax.exponentials(Workers.CALLER, l, p.matrix());
        assertClose("exp", p.matrix(), matrix(rows, columns, (i, j) -> Math.exp(l.get(i, j))));
        p.assertFrameUntouched();
    }
}
