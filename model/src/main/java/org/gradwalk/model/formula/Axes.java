package org.gradwalk.model.formula;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rows and columns of a formula's symbols run over the same thing. A product joins the columns of its left factor
 * with the rows of its right one, a sum joins both of its sides, and so on: what is joined is lit up together.
 */
public final class Axes {

    /** The axis of everything that has only one row or one column. */
    public static final int ONE = 0;

    /**
     * The axes of a symbol.
     *
     * @param rows number of the axis that its rows run over
     * @param columns number of the axis that its columns run over
     */
    public record Pair(int rows, int columns) {

        private boolean isNumber() {
            return rows == ONE && columns == ONE;
        }

        private Pair transposed() {
            return new Pair(columns, rows);
        }
    }

    private static final Pair NUMBER = new Pair(ONE, ONE);

    private final List<Integer> joinedWith = new ArrayList<>(List.of(ONE));
    private final Map<Symbol, Pair> symbols = new LinkedHashMap<>();

    private Axes() {}

    /**
     * The axes of every symbol in some equations. Symbols are columns where they are vectors.
     *
     * @param equations right-hand sides by what they yield
     * @param numbers symbols that stand for one number
     */
    public static Map<Symbol, Pair> of(Map<Symbol, Expression> equations, Set<Symbol> numbers) {
        Axes axes = new Axes();
        numbers.forEach(number -> axes.symbols.put(number, NUMBER));
        equations.forEach((left, right) -> axes.join(axes.pair(left), axes.pair(right)));
        Map<Symbol, Pair> found = new HashMap<>();
        axes.symbols.forEach((symbol, pair) -> found.put(
                symbol, new Pair(axes.root(pair.rows), axes.root(pair.columns))));
        return found;
    }

    private int fresh() {
        joinedWith.add(joinedWith.size());
        return joinedWith.size() - 1;
    }

    private int root(int axis) {
        int next = joinedWith.get(axis);
        return next == axis ? axis : root(next);
    }

    private void join(int a, int b) {
        int first = Math.min(root(a), root(b));
        joinedWith.set(Math.max(root(a), root(b)), first);
    }

    /** A number stands beside anything; all else has the same shape on both sides. */
    private Pair join(Pair a, Pair b) {
        if (a.isNumber() || b.isNumber()) {
            return a.isNumber() ? b : a;
        }
        join(a.rows, b.rows);
        join(a.columns, b.columns);
        return a;
    }

    private Pair pair(Expression expression) {
        return switch (expression) {
            case Symbol symbol -> {
                Pair known = symbols.get(symbol);
                if (known == null) {
                    known = new Pair(fresh(), fresh());
                    symbols.put(symbol, known);
                }
                yield known;
            }
            case Expression.Constant _,Expression.Norm _ -> NUMBER;
            case Expression.Identity _,Expression.Ones _ -> new Pair(fresh(), fresh());
            case Expression.Inner(Expression left, Expression right) -> {
                join(pair(left), pair(right));
                yield NUMBER;
            }
            case Expression.RowNorm(Expression of) -> new Pair(pair(of).rows, ONE);
            case Expression.Largest(Expression of) -> {
                pair(of);
                yield NUMBER;
            }
            case Expression.Minimum(Expression left, Expression right) -> join(pair(left), pair(right));
            case Expression.Compared(Expression.Compared.Relation _, Expression left, Expression right) ->
                join(pair(left), pair(right));
            case Expression.Product(Expression left, Expression right) -> product(pair(left), pair(right));
            case Expression.Transpose(Expression of) -> pair(of).transposed();
            case Expression.Hadamard(Expression left, Expression right) -> join(pair(left), pair(right));
            case Expression.Quotient(Expression left, Expression right) -> join(pair(left), pair(right));
            case Expression.Sum(Expression left, Expression right) -> join(pair(left), pair(right));
            case Expression.Difference(Expression left, Expression right) -> join(pair(left), pair(right));
            case Expression.Negative(Expression of) -> pair(of);
            case Expression.Named(Symbol _, Expression of) -> pair(of);
            case Expression.Power(Expression of, double _, String _) -> pair(of);
            case Expression.Apply(Expression.Function _, Expression of) -> pair(of);
            case Expression.Masked(Expression of, Expression allowed, Expression.Masked.Outside _) ->
                join(pair(of), pair(allowed));
            case Expression.SequenceSum(Expression of) -> pair(of);
            case Expression.RowSum(Expression of) -> new Pair(pair(of).rows, ONE);
            case Expression.ColumnSum(Expression of) -> new Pair(pair(of).columns, ONE);
            case Expression.AcrossColumns(Expression of) -> new Pair(pair(of).rows, fresh());
            case Expression.DownRows(Expression of) -> new Pair(fresh(), pair(of).rows);
            case Expression.Diagonal(Expression of) -> new Pair(pair(of).rows, pair(of).rows);
            case Expression.OneHot(Expression numbers, Expression _) -> new Pair(pair(numbers).rows, fresh());
            case Expression.Heads(Expression.Heads.Direction direction, Expression of) ->
                direction == Expression.Heads.Direction.SUM ? pair(of) : new Pair(pair(of).rows, fresh());
            case Expression.Block(Expression of, int _, int _) -> new Pair(pair(of).rows, fresh());
            case Expression.Beside(List<Expression> of) -> beside(of);
        };
    }

    private Pair product(Pair left, Pair right) {
        if (left.isNumber() || right.isNumber()) {
            return left.isNumber() ? right : left;
        }
        join(left.columns, right.rows);
        return new Pair(left.rows, right.columns);
    }

    private Pair beside(List<Expression> parts) {
        List<Pair> pairs = parts.stream().map(this::pair).toList();
        pairs.forEach(part -> join(pairs.getFirst().rows, part.rows));
        return new Pair(pairs.getFirst().rows, fresh());
    }
}
