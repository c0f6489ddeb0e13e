package org.gradwalk.model.formula;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.Erf;
import org.gradwalk.model.tensor.Matrix;

/**
 * Computes an expression as it is written, by plain loops in the order in which one reads them. It shares no kernel with
 * the engine: where the two agree, the formula is right and so is the engine.
 *
 * <p>A number stands beside anything, a repeated row or column beside anything of its height or width; all else must fit
 * exactly.
 */
public final class Evaluator {

    private static final double CUBIC = 0.044715;
    private static final double ROOT = Math.sqrt(2 / Math.PI);

    /** Numbers, and whether they may be repeated over any number of rows or columns. */
    private record Array(Matrix numbers, boolean anyRows, boolean anyColumns) {

        static Array of(Matrix numbers) {
            boolean number = numbers.rows() == 1 && numbers.columns() == 1;
            return new Array(numbers, number, number);
        }

        double get(int row, int column) {
            return numbers.get(anyRows ? 0 : row, anyColumns ? 0 : column);
        }

        Array with(Matrix others) {
            return new Array(others, anyRows, anyColumns);
        }

        boolean isNumber() {
            return anyRows && anyColumns;
        }

        String shape() {
            return (anyRows ? "any" : numbers.rows()) + " × " + (anyColumns ? "any" : numbers.columns());
        }
    }

    private final Scope scope;

    private Evaluator(Scope scope) {
        this.scope = scope;
    }

    /**
     * The value of an expression, vectors as columns.
     *
     * @param rows that the result has; what is repeated is repeated so often
     * @param columns that the result has
     * @throws ShapeException if two parts do not fit, or the whole has another shape
     * @throws UnknownSymbolException if the scope does not know a symbol
     */
    public static Matrix evaluate(Expression expression, Scope scope, int rows, int columns) {
        Array array = new Evaluator(scope).array(expression);
        boolean fits = (array.anyRows || array.numbers.rows() == rows)
                && (array.anyColumns || array.numbers.columns() == columns);
        if (!fits) {
            throw new ShapeException(
                    expression, "The whole is " + array.shape() + ", and " + rows + " × " + columns + " is asked for");
        }
        return filled(rows, columns, array::get);
    }

    /**
     * The value of an expression in the shape that it has by itself, vectors as columns.
     *
     * @throws ShapeException if two parts do not fit, or it is repeated nobody knows how often
     * @throws UnknownSymbolException if the scope does not know a symbol
     */
    public static Matrix evaluate(Expression expression, Scope scope) {
        return whole(expression, new Evaluator(scope).array(expression));
    }

    private interface Entry {
        double at(int row, int column);
    }

    private static Matrix filled(int rows, int columns, Entry entry) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.set(i, j, entry.at(i, j));
            }
        }
        return matrix;
    }

    private Array array(Expression expression) {
        return switch (expression) {
            case Symbol symbol ->
                Array.of(scope.numbers(symbol).orElseThrow(() -> new UnknownSymbolException(symbol)));
            case Expression.Constant(double value, String _) -> Array.of(Matrix.of(1, 1, value));
            case Expression.Identity(int rows, int columns) ->
                Array.of(filled(rows, columns, (i, j) -> i == j ? 1 : 0));
            case Expression.Ones(int rows, int columns) -> Array.of(filled(rows, columns, (_, _) -> 1));
            case Expression.Product(Expression left, Expression right) -> product(expression, left, right);
            case Expression.Transpose(Expression of) -> transposed(array(of));
            case Expression.Hadamard(Expression left, Expression right) ->
                entries(expression, array(left), array(right), (a, b) -> a * b);
            case Expression.Quotient(Expression left, Expression right) ->
                entries(expression, array(left), array(right), (a, b) -> a / b);
            case Expression.Sum(Expression left, Expression right) ->
                entries(expression, array(left), array(right), Double::sum);
            case Expression.Difference(Expression left, Expression right) ->
                entries(expression, array(left), array(right), (a, b) -> a - b);
            case Expression.Minimum(Expression left, Expression right) ->
                entries(expression, array(left), array(right), Math::min);
            case Expression.Compared(Expression.Compared.Relation relation, Expression left, Expression right) ->
                entries(expression, array(left), array(right), (a, b) -> relation.holds(a, b) ? 1 : 0);
            case Expression.Named(Symbol _, Expression of) -> array(of);
            case Expression.Negative(Expression of) -> entries(array(of), a -> -a);
            case Expression.Power(Expression of, double exponent, String _) ->
                entries(array(of), a -> Math.pow(a, exponent));
            case Expression.RowSum(Expression of) -> rowSums(whole(expression, array(of)));
            case Expression.ColumnSum(Expression of) -> rowSums(whole(expression, array(of)).transposedCopy());
            case Expression.AcrossColumns(Expression of) -> new Array(column(expression, of), false, true);
            case Expression.DownRows(Expression of) ->
                new Array(column(expression, of).transposedCopy(), true, false);
            case Expression.Diagonal(Expression of) -> {
                Matrix v = column(expression, of);
                yield Array.of(filled(v.rows(), v.rows(), (i, j) -> i == j ? v.get(i, 0) : 0));
            }
            case Expression.Apply(Expression.Function function, Expression of) ->
                applied(expression, function, array(of));
            case Expression.OneHot(Expression numbers, Expression count) -> {
                Matrix c = column(expression, numbers);
                yield Array.of(filled(
                        c.rows(), (int) array(count).get(0, 0), (i, j) -> c.get(i, 0) == j ? 1 : 0));
            }
            case Expression.Heads(Expression.Heads.Direction direction, Expression of) -> switch (direction) {
                case SPLIT -> ofHead(expression, whole(expression, array(of)));
                case MERGE -> beside(expression, heads(of).map(Array::numbers).toList());
                case SUM -> heads(of)
                        .reduce((left, right) -> entries(expression, left, right, Double::sum))
                        .orElseThrow();
            };
            case Expression.Beside(List<Expression> of) ->
                beside(expression, of.stream().map(part -> whole(expression, array(part))).toList());
            case Expression.Block(Expression of, int index, int count) ->
                block(expression, whole(expression, array(of)), index, count);
            case Expression.SequenceSum(Expression of) -> sequenceSum(expression, whole(expression, array(of)));
            case Expression.Masked(Expression of, Expression allowed, Expression.Masked.Outside outside) -> {
                double other = outside == Expression.Masked.Outside.MINUS_INFINITY ? Double.NEGATIVE_INFINITY : 0;
                yield entries(expression, array(of), array(allowed), (a, open) -> open == 0 ? other : a);
            }
            case Expression.Inner(Expression left, Expression right) -> Array.of(Matrix.of(1, 1, Arrays
                    .stream(whole(expression, entries(expression, array(left), array(right), (a, b) -> a * b))
                            .toArray())
                    .sum()));
            case Expression.RowNorm(Expression of) -> entries(
                    rowSums(whole(expression, entries(array(of), a -> a * a))), Math::sqrt);
            case Expression.Largest(Expression of) -> Array.of(Matrix.of(1, 1, Arrays
                    .stream(whole(expression, array(of)).toArray()).max().orElse(Double.NaN)));
            case Expression.Norm(List<Expression> of) -> {
                double sum = 0;
                for (Expression part : of) {
                    sum += Arrays.stream(array(part).numbers.toArray()).map(a -> a * a).sum();
                }
                yield Array.of(Matrix.of(1, 1, Math.sqrt(sum)));
            }
        };
    }

    /** The numbers of something that is not repeated over rows or columns that nobody has told. */
    private static Matrix whole(Expression where, Array array) {
        if ((array.anyRows || array.anyColumns) && !array.isNumber()) {
            throw new ShapeException(
                    where, "It is not clear how many rows and columns there are in " + array.shape());
        }
        return array.numbers;
    }

    private Matrix column(Expression where, Expression of) {
        Matrix numbers = whole(where, array(of));
        if (numbers.columns() != 1) {
            throw new ShapeException(
                    where, "A vector is asked for, and this is " + numbers.rows() + " × " + numbers.columns());
        }
        return numbers;
    }

    private static Array transposed(Array a) {
        return new Array(a.numbers.transposedCopy(), a.anyColumns, a.anyRows);
    }

    private Array product(Expression where, Expression left, Expression right) {
        Array a = array(left);
        Array b = array(right);
        if (a.isNumber() || b.isNumber()) {
            return entries(where, a, b, (x, y) -> x * y);
        }
        // v 1ᵀ X and X 1 vᵀ are what they are read as: the repeated one takes the size of the other
        int inner = a.anyColumns ? b.numbers.rows() : a.numbers.columns();
        if (b.anyRows ? a.anyColumns : b.numbers.rows() != inner) {
            throw new ShapeException(
                    where, "A product of " + a.shape() + " and " + b.shape()
                            + ": the columns of the first must be the rows of the second");
        }
        Matrix numbers = filled(a.numbers.rows(), b.numbers.columns(), (i, j) -> {
            double sum = 0;
            for (int k = 0; k < inner; k++) {
                sum += a.get(i, k) * b.get(k, j);
            }
            return sum;
        });
        Array product = Array.of(numbers);
        // of a repeated row all rows of the product are the same: a 1 × 1 matrix beside one is taken for a number
        return product.isNumber() ? product : new Array(numbers, a.anyRows, b.anyColumns);
    }

    private static Array entries(Array a, DoubleUnaryOperator function) {
        Matrix numbers = a.numbers;
        return a.with(filled(
                numbers.rows(), numbers.columns(), (i, j) -> function.applyAsDouble(numbers.get(i, j))));
    }

    private static Array entries(Expression where, Array a, Array b, DoubleBinaryOperator function) {
        boolean rowsFit = a.anyRows || b.anyRows || a.numbers.rows() == b.numbers.rows();
        boolean columnsFit = a.anyColumns || b.anyColumns || a.numbers.columns() == b.numbers.columns();
        if (!rowsFit || !columnsFit) {
            throw new ShapeException(where, a.shape() + " stands beside " + b.shape() + ": the shapes must be equal");
        }
        Matrix numbers = filled(
                a.anyRows ? b.numbers.rows() : a.numbers.rows(),
                a.anyColumns ? b.numbers.columns() : a.numbers.columns(),
                (i, j) -> function.applyAsDouble(a.get(i, j), b.get(i, j)));
        return new Array(numbers, a.anyRows && b.anyRows, a.anyColumns && b.anyColumns);
    }

    private static Array rowSums(Matrix a) {
        return Array.of(filled(a.rows(), 1, (i, _) -> {
            double sum = 0;
            for (int j = 0; j < a.columns(); j++) {
                sum += a.get(i, j);
            }
            return sum;
        }));
    }

    private static Array beside(Expression where, List<Matrix> parts) {
        int rows = parts.getFirst().rows();
        Matrix all = Matrix.zeros(rows, parts.stream().mapToInt(Matrix::columns).sum());
        int column = 0;
        for (Matrix part : parts) {
            if (part.rows() != rows) {
                throw new ShapeException(
                        where, "Side by side stand " + rows + " rows and " + part.rows() + " rows");
            }
            all.columns(column, part.columns()).copyFrom(part);
            column += part.columns();
        }
        return Array.of(all);
    }

    private Stream<Array> heads(Expression of) {
        return IntStream.range(0, scope.heads()).mapToObj(head -> new Evaluator(scope.withHead(head)).array(of));
    }

    private Array ofHead(Expression expression, Matrix all) {
        return all.columns() == 1
                ? Array.of(
                        block(expression, all.transposedCopy(), scope.head(), scope.heads()).numbers.transposedCopy())
                : block(expression, all, scope.head(), scope.heads());
    }

    private static Array block(Expression where, Matrix a, int index, int count) {
        if (a.columns() % count != 0) {
            throw new ShapeException(where, a.columns() + " columns cannot be cut into " + count + " equal blocks");
        }
        int width = a.columns() / count;
        return Array.of(a.columns(index * width, width).copy());
    }

    private Array sequenceSum(Expression where, Matrix a) {
        int positions = scope.positions();
        if (a.rows() % positions != 0) {
            throw new ShapeException(where, a.rows() + " rows are not sequences of " + positions + " positions");
        }
        return Array.of(filled(positions, a.columns(), (i, j) -> {
            double sum = 0;
            for (int row = i; row < a.rows(); row += positions) {
                sum += a.get(row, j);
            }
            return sum;
        }));
    }

    private static Array applied(Expression where, Expression.Function function, Array a) {
        return switch (function) {
            case SOFTMAX -> byRow(whole(where, a), (x, largest, sum) -> Math.exp(x - largest) / sum);
            case LOG_SOFTMAX -> byRow(whole(where, a), (x, largest, sum) -> x - largest - Math.log(sum));
            case EXP -> entries(a, Math::exp);
            case LOG -> entries(a, Math::log);
            case SQRT -> entries(a, Math::sqrt);
            case ABS -> entries(a, Math::abs);
            case TANH -> entries(a, Math::tanh);
            case ERF -> entries(a, Erf::value);
            case RELU -> entries(a, z -> z <= 0 ? 0 : z);
            case RELU_SLOPE -> entries(a, z -> z > 0 ? 1 : 0);
            case GELU_TANH -> entries(a, z -> 0.5 * z * (1 + Math.tanh(inner(z))));
            case GELU_TANH_SLOPE -> entries(a, Evaluator::geluTanhSlope);
            case GELU_ERF -> entries(a, z -> z * normal(z));
            case GELU_ERF_SLOPE -> entries(a, z -> normal(z) + z * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI));
        };
    }

    private static double inner(double z) {
        return ROOT * (z + CUBIC * z * z * z);
    }

    private static double geluTanhSlope(double z) {
        double tanh = Math.tanh(inner(z));
        return 0.5 * (1 + tanh) + 0.5 * z * (1 - tanh * tanh) * ROOT * (1 + 3 * CUBIC * z * z);
    }

    /** The probability that a standard normal number is below z. */
    private static double normal(double z) {
        return 0.5 * (1 + Erf.value(z / Math.sqrt(2)));
    }

    private interface RowFunction {
        double at(double x, double largest, double sum);
    }

    /** A function of each entry, of the largest entry of its row, and of the sum of exponentials below that. */
    private static Array byRow(Matrix a, RowFunction function) {
        Matrix result = Matrix.zeros(a.rows(), a.columns());
        for (int i = 0; i < a.rows(); i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < a.columns(); j++) {
                largest = Math.max(largest, a.get(i, j));
            }
            double sum = 0;
            for (int j = 0; j < a.columns(); j++) {
                sum += Math.exp(a.get(i, j) - largest);
            }
            for (int j = 0; j < a.columns(); j++) {
                result.set(i, j, function.at(a.get(i, j), largest, sum));
            }
        }
        return Array.of(result);
    }
}
