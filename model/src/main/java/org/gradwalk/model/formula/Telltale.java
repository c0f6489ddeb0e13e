package org.gradwalk.model.formula;

import org.gradwalk.model.formula.Expression.AcrossColumns;
import org.gradwalk.model.formula.Expression.Apply;
import org.gradwalk.model.formula.Expression.Beside;
import org.gradwalk.model.formula.Expression.ColumnSum;
import org.gradwalk.model.formula.Expression.Diagonal;
import org.gradwalk.model.formula.Expression.Difference;
import org.gradwalk.model.formula.Expression.DownRows;
import org.gradwalk.model.formula.Expression.Function;
import org.gradwalk.model.formula.Expression.Heads;
import org.gradwalk.model.formula.Expression.Inner;
import org.gradwalk.model.formula.Expression.Named;
import org.gradwalk.model.formula.Expression.Negative;
import org.gradwalk.model.formula.Expression.Norm;
import org.gradwalk.model.formula.Expression.OneHot;
import org.gradwalk.model.formula.Expression.Product;
import org.gradwalk.model.formula.Expression.Quotient;
import org.gradwalk.model.formula.Expression.RowNorm;
import org.gradwalk.model.formula.Expression.RowSum;
import org.gradwalk.model.formula.Expression.SequenceSum;
import org.gradwalk.model.formula.Expression.Sum;
import org.gradwalk.model.formula.Expression.Transpose;

/**
 * Whether a result tells that something it is made of is not finite, by the rules of floating point: sums and products
 * of what is NaN or infinite never are finite again, whereas 1/∞ = 0, and softmax of −∞ is 0.
 */
public final class Telltale {

    private Telltale() {}

    /**
     * Whether an entry of a symbol's matrix that is NaN or infinite leaves one in the result, whichever entry it is and
     * whatever the others are. The answer is no where it depends, also where entries may be left out, as those that
     * {@link OneHot} does not name.
     */
    public static boolean tells(Expression result, Symbol of) {
        return switch (result) {
            case Symbol symbol -> symbol.equals(of);
            case Named(Symbol _, Expression named) -> tells(named, of);
            case Product(Expression left, Expression right) -> !chooses(left) && !chooses(right)
                    && (tells(left, of) || tells(right, of));
            case Sum(Expression left, Expression right) -> tells(left, of) || tells(right, of);
            case Difference(Expression left, Expression right) -> tells(left, of) || tells(right, of);
            case Inner(Expression left, Expression right) -> tells(left, of) || tells(right, of);
            case Quotient(Expression left, Expression _) -> tells(left, of);
            case Transpose(Expression whole) -> tells(whole, of);
            case Negative(Expression whole) -> tells(whole, of);
            case RowSum(Expression whole) -> tells(whole, of);
            case ColumnSum(Expression whole) -> tells(whole, of);
            case SequenceSum(Expression whole) -> tells(whole, of);
            case AcrossColumns(Expression whole) -> tells(whole, of);
            case DownRows(Expression whole) -> tells(whole, of);
            case Diagonal(Expression whole) -> tells(whole, of);
            case RowNorm(Expression whole) -> tells(whole, of);
            case Heads(Heads.Direction _, Expression whole) -> tells(whole, of);
            case Apply(Function function, Expression whole) -> function == Function.SQRT && tells(whole, of);
            case Beside(var parts) -> parts.stream().anyMatch(part -> tells(part, of));
            case Norm(var parts) -> parts.stream().anyMatch(part -> tells(part, of));
            default -> false;
        };
    }

    private static boolean chooses(Expression factor) {
        return factor.stream().anyMatch(OneHot.class::isInstance);
    }
}
