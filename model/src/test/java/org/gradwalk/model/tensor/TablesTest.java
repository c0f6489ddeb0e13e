package org.gradwalk.model.tensor;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Algebra.matrix;
import static org.gradwalk.model.testing.Algebra.product;
import static org.gradwalk.model.testing.Algebra.sum;
import static org.gradwalk.model.testing.Algebra.transposed;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradwalk.model.testing.FramedMatrix;
import org.junit.jupiter.api.Test;

/** Looking up and adding back are products with a one-hot matrix that nobody forms, except here. */
class TablesTest {

    private final Random random = new Random(5);

    private Matrix numbers(int count, int rows) {
        return matrix(count, 1, (i, j) -> random.nextInt(rows));
    }

    private static Matrix oneHot(Matrix numbers, int rows) {
        return matrix(numbers.rows(), rows, (i, j) -> numbers.get(i, 0) == j ? 1 : 0);
    }

    @Property(tries = 100)
    void lookingUpIsTheProductWithTheOneHotMatrix(
            @ForAll @IntRange(min = 1, max = 12) int rows, @ForAll @IntRange(max = 12) int columns,
            @ForAll @IntRange(max = 20) int count, @ForAll long seed) {
        random.setSeed(seed);
        Matrix numbers = numbers(count, rows);
        Matrix table = FramedMatrix.normal(random, rows, columns).matrix();
        FramedMatrix result = FramedMatrix.blank(random, count, columns);
        Tables.lookUp(table, numbers, result.matrix());
        assertSameBits("E W", result.matrix(), product(oneHot(numbers, rows), table));
        result.assertFrameUntouched();
    }

    @Property(tries = 100)
    void addingBackIsTheProductWithTheTransposedOneHotMatrix(
            @ForAll @IntRange(min = 1, max = 12) int rows, @ForAll @IntRange(max = 12) int columns,
            @ForAll @IntRange(max = 20) int count, @ForAll long seed) {
        random.setSeed(seed);
        Matrix numbers = numbers(count, rows);
        Matrix x = FramedMatrix.normal(random, count, columns).matrix();
        FramedMatrix result = FramedMatrix.blank(random, rows, columns);
        Tables.scatterAdd(x, numbers, result.matrix());
        assertClose("Eᵀ X", result.matrix(), product(transposed(oneHot(numbers, rows)), x), 1 + count);
        result.assertFrameUntouched();
    }

    @Property(tries = 50)
    void theFirstRowsAreFilledAndTheOthersAreZero(
            @ForAll @IntRange(max = 12) int rows, @ForAll @IntRange(max = 12) int more,
            @ForAll @IntRange(max = 12) int columns, @ForAll long seed) {
        random.setSeed(seed);
        Matrix x = FramedMatrix.normal(random, rows, columns).matrix();
        FramedMatrix table = FramedMatrix.blank(random, rows + more, columns);
        Tables.firstRows(x, table.matrix());
        assertSameBits(
                "table", table.matrix(), matrix(rows + more, columns, (i, j) -> i < rows ? x.get(i, j) : 0));
        table.assertFrameUntouched();
    }

    @Property(tries = 50)
    void aStackGetsTheSameMatrixAddedToEachOfItsParts(
            @ForAll @IntRange(min = 1, max = 8) int rows, @ForAll @IntRange(max = 5) int parts,
            @ForAll @IntRange(max = 12) int columns, @ForAll long seed) {
        random.setSeed(seed);
        Matrix stack = FramedMatrix.normal(random, rows * parts, columns).matrix();
        Matrix x = FramedMatrix.normal(random, rows, columns).matrix();
        FramedMatrix result = FramedMatrix.blank(random, rows * parts, columns);
        Tables.addToEach(stack, x, result.matrix());
        assertSameBits("sum", result.matrix(), matrix(
                rows * parts, columns, (i, j) -> stack.get(i, j) + x.get(i % rows, j)));
        result.assertFrameUntouched();
    }

    @Property(tries = 50)
    void theSumOfAStackIsTheSumOfItsPartsInTheirOrder(
            @ForAll @IntRange(min = 1, max = 8) int rows, @ForAll @IntRange(min = 1, max = 5) int parts,
            @ForAll @IntRange(max = 12) int columns, @ForAll long seed) {
        random.setSeed(seed);
        Matrix stack = FramedMatrix.normal(random, rows * parts, columns).matrix();
        FramedMatrix result = FramedMatrix.blank(random, rows, columns);
        Tables.sumOfEach(stack, result.matrix());
        assertSameBits("sum", result.matrix(), matrix(
                rows, columns, (i, j) -> sum(parts, part -> stack.get(part * rows + i, j))));
        result.assertFrameUntouched();
    }

    @Test
    void aNumberThatIsNotInTheTableIsNamedWithItsRow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tables.lookUp(Matrix.zeros(3, 2), Matrix.of(2, 1, 0, 3), Matrix.zeros(2, 2)))
                .withMessage("Token 3 at row 1 is not in the vocabulary of 3");
    }
}
