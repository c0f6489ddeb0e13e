package org.gradwalk.model.derivation;

import java.util.List;
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
                Stream.concat(terms(left), terms(right).map(Expression::negated));
            case Expression.Negative(Expression of) -> terms(of).map(Expression::negated);
            case Expression.Hadamard(Expression left, Expression right) ->
                terms(left).flatMap(a -> terms(right).map(a::hadamard));
            case Expression.Product(Expression left, Expression right) ->
                terms(left).flatMap(a -> terms(right).map(a::times));
            case Expression.Quotient(Expression left, Expression right) -> terms(left).map(a -> a.over(right));
            case Expression.Transpose(Expression of) -> terms(of).map(Expression::transposed);
            default -> Stream.of(expression);
        };
    }
}
