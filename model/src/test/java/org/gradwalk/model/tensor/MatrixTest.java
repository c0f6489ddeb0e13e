package org.gradwalk.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Algebra.matrix;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A matrix and its views. */
class MatrixTest {

    @Property(tries = 100)
    void aBlockOfABlockShowsTheEntriesInPlace(
            @ForAll @IntRange(max = 4) int row, @ForAll @IntRange(max = 4) int column,
            @ForAll @IntRange(max = 3) int innerRow, @ForAll @IntRange(max = 3) int innerColumn) {
        Matrix whole = matrix(9, 10, (i, j) -> 10 * i + j);
        Matrix inner = whole.block(row, 5, column, 5).rows(innerRow, 2).columns(innerColumn, 2);

        assertSameBits("block", inner, matrix(
                2, 2, (i, j) -> 10 * (row + innerRow + i) + column + innerColumn + j));

        inner.set(1, 1, -1);
        assertThat(whole.get(row + innerRow + 1, column + innerColumn + 1)).as("the same entry").isEqualTo(-1);
        assertThat(inner.copy().data()).as("a copy's numbers are its own").isNotSameAs(whole.data());
    }

    @Test
    void whatIsOutsideIsRefused() {
        Matrix whole = Matrix.zeros(3, 4);
        assertThatThrownBy(() -> whole.get(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> whole.set(3, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> whole.rows(2, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> whole.columns(-1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shapesAreNamedWhereTheyDoNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> Matrix.of(2, 2, 1, 2, 3))
                .withMessageContaining("3 numbers").withMessageContaining("2 × 2");
        assertThatIllegalArgumentException().isThrownBy(() -> Matrix.zeros(1 << 16, 1 << 15))
                .withMessageContaining("65536 × 32768");
        assertThatIllegalArgumentException().isThrownBy(() -> Matrix.zeros(2, 2).copyFrom(Matrix.zeros(2, 3)))
                .withMessageContaining("2 × 2").withMessageContaining("2 × 3");
    }
}
