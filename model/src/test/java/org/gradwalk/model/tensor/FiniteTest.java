package org.gradwalk.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradwalk.model.testing.FramedMatrix;

/** One entry that is no number among many that are: wherever it stands, whatever it is, in both forms. */
class FiniteTest extends SharedWorkers {

    private Matrix x = Matrix.zeros(0, 0);
    private int row;
    private int column;

    @Property(tries = 100)
    void oneEntryThatIsNotFiniteIsFoundWhereverItStands(
            @ForAll @IntRange(min = 1, max = 400) int rows, @ForAll @IntRange(min = 1, max = 120) int columns,
            @ForAll boolean vectorised, @ForAll long seed) {
        Kernels.with(vectorised, () -> {
            draw(rows, columns, seed);
            check(x.get(row, column), true, true);
            check(Double.NaN, false, false);
            check(Double.POSITIVE_INFINITY, false, false);
            check(Double.NEGATIVE_INFINITY, false, true);
            check(-Double.MAX_VALUE, true, true);
            check(Double.MAX_VALUE, true, true);
            check(Double.MIN_VALUE, true, true);
            check(-0.0, true, true);
        });
    }

    private void draw(int rows, int columns, long seed) {
        Random random = new Random(seed);
        x = FramedMatrix.normal(random, rows, columns).matrix();
        row = random.nextInt(rows);
        column = random.nextInt(columns);
    }

    private void check(double entry, boolean finite, boolean orMinusInfinity) {
        x.set(row, column, entry);
        assertThat(Finite.all(workers, x)).as("finite with %s at (%d, %d)", entry, row, column).isEqualTo(finite);
        assertThat(Finite.orMinusInfinity(workers, x))
                .as("finite or −∞ with %s at (%d, %d)", entry, row, column)
                .isEqualTo(orMinusInfinity);
    }
}
