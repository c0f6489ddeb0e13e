package org.gradwalk.app.view.stage;

import java.util.Optional;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;

/**
 * The two matrices of a product, as a formula has them.
 *
 * @param left symbol of the left factor
 * @param leftTurned whether it is transposed
 * @param right symbol of the right factor
 * @param rightTurned whether it is transposed
 */
record Factors(Symbol left, boolean leftTurned, Symbol right, boolean rightTurned) {

    private record Factor(Symbol symbol, boolean turned) {}

    /** The factors of a product that may be scaled, and to which something may be added. */
    static Optional<Factors> of(Expression formula) {
        return switch (formula) {
            case Expression.Sum(Expression left, Expression _) -> of(left);
            case Expression.Product(Expression.Constant _, Expression right) -> of(right);
            case Expression.Product(Expression left, Expression right) -> factor(left)
                    .flatMap(l -> factor(right).map(r -> new Factors(l.symbol, l.turned, r.symbol, r.turned)));
            default -> Optional.empty();
        };
    }

    private static Optional<Factor> factor(Expression expression) {
        return switch (expression) {
            case Symbol symbol -> Optional.of(new Factor(symbol, false));
            case Expression.Transpose(Symbol symbol) -> Optional.of(new Factor(symbol, true));
            default -> Optional.empty();
        };
    }
}
