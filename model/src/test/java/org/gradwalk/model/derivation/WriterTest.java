package org.gradwalk.model.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.junit.jupiter.api.Test;

/** What is written is what a person types, and is read as the same. */
class WriterTest {

    private static final Symbol X = NamedArrays.symbol("X");
    private static final Symbol DY = NamedArrays.symbol("dY");
    private static final Symbol P = NamedArrays.symbol("P");
    private static final Symbol DP = NamedArrays.symbol("dP");
    private static final Symbol R = NamedArrays.symbol("r");
    private static final Symbol GAMMA = NamedArrays.symbol("gamma");
    private static final Names NAMES = Names.none()
            .with(X, Shape.matrix(3, 4))
            .with(DY, Shape.matrix(3, 4))
            .with(P, Shape.matrix(3, 3))
            .with(DP, Shape.matrix(3, 3))
            .with(R, Shape.vector(3))
            .with(GAMMA, Shape.vector(4))
            .withSize("d", 4)
            .withSize("d_h", 5);

    private static String written(Expression expression) {
        return Writer.write(expression, NAMES, Shape.matrix(3, 4));
    }

    @Test
    void thereAreNoNeedlessBrackets() {
        assertThat(written(X.transposed().times(DY))).isEqualTo("X.T @ dY");
        assertThat(written(P.hadamard(DP.minus(P.hadamard(DP).rowSum().acrossColumns()))))
                .isEqualTo("P * (dP - (P * dP).sum(axis=1, keepdims=True))");
        assertThat(written(R.diagonal().times(X))).isEqualTo("r[:, None] * X");
        assertThat(written(X.times(GAMMA.diagonal()).plus(GAMMA.downRows()))).isEqualTo("X * gamma + gamma");
        assertThat(written(Expression.number(1 / Math.sqrt(5), "\\tau").times(X.times(DY.transposed()))))
                .isEqualTo("1 / np.sqrt(d_h) * (X @ dY.T)");
        assertThat(written(Expression.number(0.25, "\\tfrac{1}{d}").times(X.rowSum())))
                .isEqualTo("1 / d * X.sum(axis=1)");
        assertThat(written(X.minus(X.plus(DY)).minus(DY))).isEqualTo("X - (X + dY) - dY");
        assertThat(written(X.plus(DY.negated()))).isEqualTo("X + (-dY)");
        assertThat(written(X.apply(Expression.Function.RELU_SLOPE).hadamard(DY))).isEqualTo("(X > 0) * dY");
    }

    @Test
    void whatNumPyOnlyRepeatsGetsTheShapeThatIsAskedFor() {
        assertThat(written(R.acrossColumns())).isEqualTo("r[:, None] * np.ones((3, 4))");
    }
}
