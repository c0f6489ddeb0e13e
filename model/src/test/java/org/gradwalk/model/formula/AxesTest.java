package org.gradwalk.model.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import java.util.Set;
import org.gradwalk.model.formula.Expression.Heads.Direction;
import org.junit.jupiter.api.Test;

class AxesTest {

    private static final Symbol X = Symbol.of("X", SymbolClass.ACTIVATION);
    private static final Symbol Y = Symbol.of("Y", SymbolClass.ACTIVATION);
    private static final Symbol W = Symbol.of("W", SymbolClass.WEIGHT);
    private static final Symbol B = Symbol.of("b", SymbolClass.WEIGHT);
    private static final Symbol N = Symbol.of("N", SymbolClass.CONSTANT);

    private Map<Symbol, Axes.Pair> axes = Map.of();

    private Axes.Pair in(Expression formula, Symbol symbol) {
        axes = Axes.of(Map.of(Y, formula), Set.of(N));
        return of(symbol);
    }

    private Axes.Pair of(Symbol symbol) {
        return axes.getOrDefault(symbol, new Axes.Pair(-1, -1));
    }

    @Test
    void aProductSumsOverColumnsOfTheLeftAndRowsOfTheRight() {
        Axes.Pair x = in(X.times(W).plus(B.downRows()), X);
        assertEquals(x.columns(), of(W).rows(), "the axis that is summed over");
        assertEquals(x.rows(), of(Y).rows(), "rows of the result");
        assertEquals(of(W).columns(), of(Y).columns(), "columns of the result");
        assertEquals(of(W).columns(), of(B).rows(), "the bias lies along the columns");
        assertNotEquals(x.columns(), of(Y).columns(), "inputs and outputs are not the same features");
    }

    @Test
    void aTransposedFactorSwapsItsAxes() {
        Axes.Pair x = in(X.transposed().times(W), X);
        assertEquals(x.rows(), of(W).rows(), "the axis that is summed over");
        assertEquals(x.columns(), of(Y).rows(), "rows of the result");
    }

    @Test
    void aNumberJoinsNothing() {
        assertEquals(in(N.times(X).over(N), X), of(Y), "a scaled matrix keeps its axes");
        assertEquals(new Axes.Pair(Axes.ONE, Axes.ONE), of(N), "a number has one row and one column");
    }

    @Test
    void sumsOverRowsAndColumnsLeaveTheOtherAxis() {
        assertEquals(in(X.rowSum(), X).rows(), of(Y).rows(), "row sums stand by rows");
        assertEquals(in(X.columnSum(), X).columns(), of(Y).rows(), "column sums stand by columns");
    }

    @Test
    void aDiagonalScalesRowsFromTheLeftAndColumnsFromTheRight() {
        assertEquals(in(B.diagonal().times(X), B).rows(), of(X).rows(), "from the left");
        assertEquals(in(X.times(B.diagonal()), B).rows(), of(X).columns(), "from the right");
    }

    @Test
    void aHeadHasColumnsOfItsOwn() {
        Axes.Pair x = in(new Expression.Heads(Direction.SPLIT, X), X);
        assertEquals(x.rows(), of(Y).rows(), "positions stay");
        assertNotEquals(x.columns(), of(Y).columns(), "columns of a head are counted anew");
    }
}
