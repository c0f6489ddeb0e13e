package org.gradwalk.model.formula;

import java.util.List;
import org.gradwalk.model.formula.Expression.Function;

/**
 * The size of the numbers that are added and subtracted on the way to an expression's value: rounding is proportional to
 * it, however much of it cancels.
 */
public final class Magnitude {

    private Magnitude() {}

    /**
     * The expression with the size of every entry for the entry, and with a sum for every difference. Functions that are
     * not linear are taken as they are: their rounding is that of their value.
     */
    public static Expression of(Expression expression) {
        return switch (expression) {
            case Symbol symbol -> size(symbol);
            case Expression.Constant(double value, String latex) -> Expression.number(Math.abs(value), latex);
            case Expression.Identity _,Expression.Ones _,Expression.OneHot _ -> expression;
            case Expression.Product(Expression left, Expression right) -> of(left).times(of(right));
            case Expression.Hadamard(Expression left, Expression right) -> of(left).hadamard(of(right));
            case Expression.Inner(Expression left, Expression right) -> of(left).inner(of(right));
            case Expression.Quotient(Expression left, Expression right) -> of(left).over(size(right));
            case Expression.Sum(Expression left, Expression right) -> of(left).plus(of(right));
            case Expression.Difference(Expression left, Expression right) -> of(left).plus(of(right));
            case Expression.Negative(Expression of) -> of(of);
            case Expression.Named(Symbol _, Expression of) -> of(of);
            case Expression.Transpose(Expression of) -> of(of).transposed();
            case Expression.RowSum(Expression of) -> of(of).rowSum();
            case Expression.ColumnSum(Expression of) -> of(of).columnSum();
            case Expression.AcrossColumns(Expression of) -> of(of).acrossColumns();
            case Expression.DownRows(Expression of) -> of(of).downRows();
            case Expression.Diagonal(Expression of) -> of(of).diagonal();
            case Expression.RowNorm(Expression of) -> of(of).rowNorm();
            case Expression.Largest(Expression of) -> new Expression.Largest(of(of));
            case Expression.Norm(List<Expression> of) -> new Expression.Norm(all(of));
            case Expression.Beside(List<Expression> of) -> new Expression.Beside(all(of));
            case Expression.Block(Expression of, int index, int count) -> new Expression.Block(of(of), index, count);
            case Expression.SequenceSum(Expression of) -> new Expression.SequenceSum(of(of));
            case Expression.Heads(Expression.Heads.Direction direction, Expression of) ->
                new Expression.Heads(direction, of(of));
            case Expression.Masked(Expression of, Expression allowed, Expression.Masked.Outside outside) ->
                new Expression.Masked(of(of), allowed, outside);
            case Expression.Power _,Expression.Apply _,Expression.Minimum _,Expression.Compared _ -> size(expression);
        };
    }

    private static Expression size(Expression expression) {
        return expression.apply(Function.ABS);
    }

    private static List<Expression> all(List<Expression> parts) {
        return parts.stream().map(Magnitude::of).toList();
    }
}
