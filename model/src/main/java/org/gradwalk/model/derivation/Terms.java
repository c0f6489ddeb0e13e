package org.gradwalk.model.derivation;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.gradwalk.model.formula.Expression;

/** The summands of a formula, brackets multiplied out; none if it is no sum. */
final class Terms {

    private static final int MOST = 12;

    private Terms() {}

    static List<Expression> of(Expression formula) {
        List<Expression> terms = terms(formula).limit(MOST + 1L).toList();
        return terms.size() == 1 || terms.size() > MOST ? List.of() : terms;
    }

    private static Stream<Expression> terms(Expression expression) {
        return switch (expression) {
            case Expression.Sum(Expression left, Expression right) -> Stream.concat(terms(left), terms(right));
            case Expression.Difference(Expression left, Expression right) ->
                Stream.concat(terms(left), terms(right).map(Terms::opposite));
            case Expression.Negative(Expression of) -> terms(of).map(Terms::opposite);
            case Expression.Hadamard(Expression left, Expression right) -> each(left, right, Expression::hadamard);
            case Expression.Product(Expression left, Expression right) -> each(left, right, Expression::times);
            case Expression.Quotient(Expression left, Expression right) ->
                terms(left).map(a -> signed(isNegative(a), bare(a).over(right)));
            case Expression.Transpose(Expression of) ->
                terms(of).map(a -> signed(isNegative(a), bare(a).transposed()));
            default -> Stream.of(expression);
        };
    }

    private static Stream<Expression> each(
            Expression left, Expression right, BinaryOperator<Expression> factors) {
        return terms(left).flatMap(a -> terms(right)
                .map(b -> signed(isNegative(a) != isNegative(b), factors.apply(bare(a), bare(b)))));
    }

    private static boolean isNegative(Expression term) {
        return term instanceof Expression.Negative;
    }

    private static Expression bare(Expression term) {
        return term instanceof Expression.Negative(Expression of) ? of : term;
    }

    private static Expression opposite(Expression term) {
        return signed(!isNegative(term), bare(term));
    }

    private static Expression signed(boolean negative, Expression term) {
        return negative ? term.negated() : term;
    }
}
