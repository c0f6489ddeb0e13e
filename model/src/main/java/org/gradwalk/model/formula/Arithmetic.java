package org.gradwalk.model.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;
import org.gradwalk.model.tensor.Matrix;

/**
 * How one entry of a formula's value comes about: the formula with the numbers of that entry put in, such as {@code
 * 0.2789 · (−1.087 − −0.1766)}.
 *
 * @param text the numbers and what is done with them
 * @param value the entry
 */
public record Arithmetic(String text, double value) {

    /** Of a long sum so many summands are written out. */
    private static final int WRITTEN = 2;

    /**
     * The arithmetic of an entry of a formula.
     *
     * @param formula what is computed, vectors as columns
     * @param scope what its symbols stand for
     * @param format how a number is written
     * @return nothing where an entry is not made of a few numbers: where values are moved about, or cut and joined
     * @throws UnknownSymbolException if the scope does not know a symbol
     */
    public static Optional<Arithmetic> of(
            Expression formula, Scope scope, int row, int column, DoubleFunction<String> format) {
        if (formula.parts().isEmpty()) {
            return Optional.empty(); // a copy
        }
        try {
            Part part = new Entries(scope, format).whole(formula, row, column);
            return Optional.of(new Arithmetic(part.text, part.value));
        } catch (UnwrittenException e) {
            return Optional.empty();
        }
    }

    private enum Binding {
        SUM,
        PRODUCT,
        ATOM
    }

    private record Part(String text, double value, Binding binding) {

        String within(Binding least) {
            return binding.compareTo(least) < 0 ? "(" + text + ")" : text;
        }
    }

    /** A part of a formula that has no arithmetic of its own. */
    private static final class UnwrittenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnwrittenException() {
            super(null, null, false, false);
        }
    }

    private record Entries(Scope scope, DoubleFunction<String> format) {

        private Part number(double value) {
            return new Part(format.apply(value), value, Binding.ATOM);
        }

        /** The outermost sum is written out, sums inside are numbers. */
        Part whole(Expression formula, int i, int j) {
            return switch (formula) {
                case Expression.RowSum(Expression of) -> series(columns(of), k -> part(of, i, k));
                case Expression.ColumnSum(Expression of) -> series(rows(of), k -> part(of, k, i));
                case Expression.Product(Expression left, Expression right) when isProduct(left, right) ->
                    series(columns(left), k -> times(part(left, i, k), part(right, k, j)));
                case Expression.Product(Expression.Constant scale, Expression right) ->
                    times(part(scale, 0, 0), whole(right, i, j));
                case Expression.Sum(Expression left, Expression right) -> plus(whole(left, i, j), part(right, i, j));
                default -> part(formula, i, j);
            };
        }

        private Part part(Expression formula, int i, int j) {
            return switch (formula) {
                case Symbol symbol -> number(at(matrix(symbol), i, j));
                case Expression.Constant(double value, String _) -> number(value);
                case Expression.Product(Expression left, Expression right) -> product(left, right, i, j);
                case Expression.Transpose(Expression of) -> part(of, j, i);
                case Expression.Hadamard(Expression left, Expression right) ->
                    times(part(left, i, j), part(right, i, j));
                case Expression.Quotient(Expression left, Expression right) -> {
                    Part a = part(left, i, j);
                    Part b = part(right, i, j);
                    yield new Part(
                            a.within(Binding.PRODUCT) + " / " + b.within(Binding.ATOM), a.value / b.value,
                            Binding.PRODUCT);
                }
                case Expression.Sum(Expression left, Expression right) -> plus(part(left, i, j), part(right, i, j));
                case Expression.Difference(Expression left, Expression right) -> {
                    Part a = part(left, i, j);
                    Part b = part(right, i, j);
                    yield new Part(a.text + " − " + b.within(Binding.PRODUCT), a.value - b.value, Binding.SUM);
                }
                case Expression.Negative(Expression of) -> {
                    Part a = part(of, i, j);
                    yield new Part("−" + a.within(Binding.ATOM), -a.value, Binding.PRODUCT);
                }
                case Expression.Power(Expression of, double exponent, String latex) -> {
                    Part a = part(of, i, j);
                    yield new Part(
                            a.within(Binding.ATOM) + "^" + latex.replace('-', '−'), Math.pow(a.value, exponent),
                            Binding.ATOM);
                }
                case Expression.AcrossColumns(Expression of) -> part(of, i, 0);
                case Expression.DownRows(Expression of) -> part(of, j, 0);
                case Expression.RowSum _,Expression.ColumnSum _ -> number(whole(formula, i, j).value);
                case Expression.Masked(Expression of, Expression allowed, Expression.Masked.Outside _) -> {
                    if (part(allowed, i, j).value == 0) {
                        throw new UnwrittenException();
                    }
                    yield part(of, i, j);
                }
                case Expression.Minimum(Expression left, Expression right) -> {
                    Part a = part(left, i, j);
                    Part b = part(right, i, j);
                    yield new Part(
                            "min(" + a.text + ", " + b.text + ")", Math.min(a.value, b.value), Binding.ATOM);
                }
                case Expression.Apply(Expression.Function function, Expression of) -> applied(function, of, i, j);
                default -> throw new UnwrittenException();
            };
        }

        private Part product(Expression left, Expression right, int i, int j) {
            if (left instanceof Expression.Diagonal(Expression of)) {
                return times(part(of, i, 0), part(right, i, j));
            }
            if (right instanceof Expression.Diagonal(Expression of)) {
                return times(part(left, i, j), part(of, j, 0));
            }
            if (isNumber(left)) {
                return times(part(left, 0, 0), part(right, i, j));
            }
            if (isNumber(right)) {
                return times(part(left, i, j), part(right, 0, 0));
            }
            return number(series(columns(left), k -> times(part(left, i, k), part(right, k, j))).value);
        }

        private boolean isProduct(Expression left, Expression right) {
            return !(left instanceof Expression.Diagonal) && !(right instanceof Expression.Diagonal)
                    && !isNumber(left) && !isNumber(right);
        }

        private Part applied(Expression.Function function, Expression of, int i, int j) {
            if (function == Expression.Function.SOFTMAX || function == Expression.Function.LOG_SOFTMAX) {
                double most = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < columns(of); k++) {
                    most = Math.max(most, part(of, i, k).value);
                }
                double sum = 0;
                for (int k = 0; k < columns(of); k++) {
                    sum += Math.exp(part(of, i, k).value - most);
                }
                Part a = part(of, i, j);
                return function == Expression.Function.SOFTMAX
                        ? new Part(
                                "exp(" + a.text + " − " + format.apply(most) + ") / " + format.apply(sum),
                                Math.exp(a.value - most) / sum, Binding.PRODUCT)
                        : new Part(
                                a.text + " − " + format.apply(most + Math.log(sum)),
                                a.value - most - Math.log(sum), Binding.SUM);
            }
            Part a = part(of, i, j);
            double value = Evaluator.evaluate(
                    new Expression.Apply(function, Expression.number(a.value, "")), scope, 1, 1).get(0, 0);
            String name = switch (function) {
                case SQRT -> "√";
                case ABS -> "abs";
                case RELU -> "ReLU";
                case RELU_SLOPE -> "ReLU′";
                case GELU_TANH, GELU_ERF -> "GELU";
                case GELU_TANH_SLOPE, GELU_ERF_SLOPE -> "GELU′";
                case EXP -> "exp";
                case LOG -> "log";
                case TANH -> "tanh";
                case ERF -> "erf";
                case SOFTMAX, LOG_SOFTMAX -> throw new IllegalStateException("not of one entry");
            };
            return new Part(name + "(" + a.text + ")", value, Binding.ATOM);
        }

        private Part series(int count, IntFunction<Part> term) {
            List<String> written = new ArrayList<>();
            double sum = 0;
            for (int k = 0; k < count; k++) {
                Part part = term.apply(k);
                sum += part.value;
                if (k < WRITTEN || count == WRITTEN + 1) {
                    written.add(part.within(Binding.PRODUCT));
                }
            }
            if (written.size() < count) {
                written.add("… (" + count + ")");
            }
            return new Part(String.join(" + ", written), sum, count == 1 ? Binding.PRODUCT : Binding.SUM);
        }

        private static Part times(Part a, Part b) {
            return new Part(
                    a.within(Binding.PRODUCT) + " · " + b.within(Binding.PRODUCT), a.value * b.value,
                    Binding.PRODUCT);
        }

        private static Part plus(Part a, Part b) {
            return new Part(a.text + " + " + b.text, a.value + b.value, Binding.SUM);
        }

        private Matrix matrix(Symbol symbol) {
            return scope.numbers(symbol).orElseThrow(() -> new UnknownSymbolException(symbol));
        }

        /** A number stands for all entries, and rows of positions for those of every sequence. */
        private static double at(Matrix matrix, int i, int j) {
            return matrix.get(i % matrix.rows(), matrix.columns() == 1 ? 0 : j);
        }

        private boolean isNumber(Expression expression) {
            return switch (expression) {
                case Expression.Constant _ -> true;
                case Symbol symbol -> matrix(symbol).rows() == 1 && matrix(symbol).columns() == 1;
                default -> false;
            };
        }

        private int rows(Expression expression) {
            return switch (expression) {
                case Symbol symbol -> matrix(symbol).rows();
                case Expression.Transpose(Expression of) -> columns(of);
                case Expression.Product(Expression left, Expression right) ->
                    isNumber(left) ? rows(right) : rows(left);
                case Expression.Hadamard(Expression left, Expression right) -> Math.max(rows(left), rows(right));
                case Expression.Diagonal(Expression of) -> rows(of);
                default -> throw new UnwrittenException();
            };
        }

        private int columns(Expression expression) {
            return switch (expression) {
                case Symbol symbol -> matrix(symbol).columns();
                case Expression.Transpose(Expression of) -> rows(of);
                case Expression.Product(Expression left, Expression right) ->
                    isNumber(right) ? columns(left) : columns(right);
                case Expression.Hadamard(Expression left, Expression right) ->
                    Math.max(columns(left), columns(right));
                case Expression.Diagonal(Expression of) -> rows(of);
                default -> throw new UnwrittenException();
            };
        }
    }
}
