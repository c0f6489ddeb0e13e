package org.gradwalk.model.derivation;

import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Expression.Transpose;

/**
 * What a typed text means. The expression has a vector as a column, whatever NumPy takes it for; a matrix is as it is.
 *
 * @param expression what is evaluated
 * @param shape in NumPy
 * @param isCondition whether its entries are 1 and 0 for true and false
 */
record Typed(Expression expression, Shape shape, boolean isCondition) {

    /** Numbers. */
    Typed(Expression expression, Shape shape) {
        this(expression, shape, false);
    }

    Typed asCondition() {
        return new Typed(expression, shape, true);
    }

    /** The opposite of a condition. */
    Expression opposite() {
        return Expression.number(1, "1").minus(expression);
    }

    /** The expression repeated as NumPy does it when it stands beside something of the given shape. */
    Expression repeatedTo(Shape whole) {
        if (shape.entries() == 1 || !whole.isMatrix()) {
            return expression;
        }
        if (shape.isVector()) {
            return whole.rows() == 1 ? turned(expression) : expression.downRows();
        }
        if (shape.rows() == whole.rows() && shape.columns() == whole.columns()) {
            return expression;
        }
        return shape.columns() == 1 ? expression.acrossColumns() : turned(expression).downRows();
    }

    Typed transposed() {
        return shape.isMatrix() ? new Typed(turned(expression), shape.transposed(), isCondition) : this;
    }

    /** Transposed; twice is not at all. */
    static Expression turned(Expression expression) {
        return expression instanceof Transpose(Expression of) ? of : expression.transposed();
    }
}
