package org.gradwalk.model.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.testing.KnownScope;
import org.junit.jupiter.api.Test;

/** What does not fit is named; what fits is computed as it is read. */
class EvaluatorTest {

    private static final Symbol A = Symbol.of("A", SymbolClass.ACTIVATION);
    private static final Symbol B = Symbol.of("B", SymbolClass.ACTIVATION);
    private static final Symbol V = Symbol.of("v", SymbolClass.STATISTIC);
    private static final Matrix NUMBERS = Matrix.of(2, 3, 1, 2, 3, 4, 5, 6);

    /** A and B are 2 × 3, v is a column of 2. */
    private static final Scope KNOWN = new KnownScope(
            Map.of(A.name(), NUMBERS, B.name(), NUMBERS, V.name(), Matrix.of(2, 1, 10, 100)), 2);

    private static double[] value(Expression expression, int rows, int columns) {
        return Evaluator.evaluate(expression, KNOWN, rows, columns).toArray();
    }

    @Test
    void aRepeatedColumnTakesTheWidthOfWhatItStandsBeside() {
        assertThat(value(A.plus(V.acrossColumns()), 2, 3)).containsExactly(11, 12, 13, 104, 105, 106);
        assertThat(value(V.acrossColumns(), 2, 2)).containsExactly(10, 10, 100, 100);
    }

    @Test
    void aProductOfARepeatedRowIsARepeatedRow() {
        assertThat(value(V.downRows().times(A), 2, 3)).containsExactly(410, 520, 630, 410, 520, 630);
    }

    @Test
    void ofOneRowAndOneFeatureARepeatedRowIsAsWideAsWhatItIsMultipliedWith() {
        Expression one = new Expression.Ones(1, 1);
        Expression row = new Expression.Ones(1, 3);

        assertThat(value(one.plus(one.downRows()).times(row), 1, 3)).containsExactly(2, 2, 2);
    }

    @Test
    void aDiagonalScalesRows() {
        assertThat(value(V.diagonal().times(A), 2, 3)).containsExactly(10, 20, 30, 400, 500, 600);
    }

    @Test
    void onesSumWhatTheyAreMultipliedWith() {
        assertThat(value(A.times(new Expression.Ones(3, 1)), 2, 1)).isEqualTo(value(A.rowSum(), 2, 1));
        assertThat(value(new Expression.Ones(1, 2).times(A), 1, 3)).containsExactly(5, 7, 9);
    }

    @Test
    void aMisfitIsNamedWhereItIsWithBothShapes() {
        Expression wrong = A.times(B);

        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> value(wrong.plus(A), 2, 3))
                .withMessageContaining("2 × 3 and 2 × 3")
                .satisfies(misfit -> assertThat(misfit.where()).isEqualTo(wrong));
    }

    @Test
    void anotherShapeThanWasAskedForIsAMisfit() {
        assertThatExceptionOfType(ShapeException.class).isThrownBy(() -> value(A.transposed(), 2, 3));
    }

    @Test
    void anUnknownNameIsTold() {
        Symbol unknown = Symbol.of("Q", SymbolClass.QUERY);

        assertThatExceptionOfType(UnknownSymbolException.class)
                .isThrownBy(() -> value(A.plus(unknown), 2, 3))
                .satisfies(told -> assertThat(told.symbol()).isEqualTo(unknown));
    }
}
