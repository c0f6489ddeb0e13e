package org.gradwalk.model.derivation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Expression.Function;
import org.gradwalk.model.formula.Signs;
import org.gradwalk.model.formula.Symbol;

/**
 * Writes an expression as a person would type it in NumPy, so that {@link Derivation#read} reads the same again. What
 * NumPy has no short word for is written as a function that is read here too: onehot, split_heads, merge_heads,
 * sum_sequences, norm, softmax and the activations.
 *
 * <p>Formulas of the engine are read back as they are. What is typed may tell a vector from a matrix of one column where an
 * expression does not: np.diag, np.outer and joined vectors are then written so that only a person can read them.
 */
public final class Writer {

    /** How tightly a text holds together in Python. */
    private enum Binding {
        SUM,
        PRODUCT,
        POWER,
        ATOM
    }

    /**
     * A text.
     *
     * @param liesDown whether a vector of the text is a row of the formula, not a column
     */
    private record Written(String text, Binding binding, Shape shape, boolean liesDown) {

        Written(String text, Binding binding, Shape shape) {
            this(text, binding, shape, false);
        }

        boolean stands() {
            return shape.isVector() && !liesDown && shape.entries() > 1;
        }
    }

    private final Names names;

    private Writer(Names names) {
        this.names = names;
    }

    /**
     * The text of an expression, in which vectors are columns.
     *
     * @param names whose shapes say what is a vector, and whose sizes give numbers their names
     * @param asked shape that the text must have; what NumPy would only repeat to it is multiplied by ones
     */
    public static String write(Expression expression, Names names, Shape asked) {
        Writer writer = new Writer(names);
        Written whole = writer.written(expression);
        if (whole.shape.isVector() && asked.equals(Shape.matrix(whole.shape.columns(), 1))) {
            return writer.column(whole).text;
        }
        boolean repeated = asked.isMatrix() && !whole.shape.equals(asked) && whole.shape.standsBeside(asked);
        return repeated
                ? writer.at(Binding.PRODUCT, whole) + " * np.ones((" + asked.rows() + ", " + asked.columns() + "))"
                : whole.text;
    }

    private String at(Binding least, Written part) {
        return part.binding.compareTo(least) < 0 ? "(" + part.text + ")" : part.text;
    }

    private static Written atom(String text, Shape shape) {
        return new Written(text, Binding.ATOM, shape);
    }

    private Written written(Expression expression) {
        return switch (expression) {
            case Symbol symbol -> atom(symbol.name(), shape(symbol));
            case Expression.Constant constant -> number(constant);
            case Expression.Identity(int rows, int columns) -> atom(
                    rows == columns ? "np.eye(" + rows + ")" : "np.eye(" + rows + ", " + columns + ")",
                    Shape.matrix(rows, columns));
            case Expression.Ones(int rows, int columns) ->
                columns == 1
                        ? atom("np.ones(" + rows + ")", Shape.vector(rows))
                        : atom("np.ones((" + rows + ", " + columns + "))", Shape.matrix(rows, columns));
            case Expression.Product(Expression left, Expression right) -> product(left, right);
            case Expression.Transpose(Expression of) -> transposed(written(of));
            case Expression.Named(Symbol _, Expression of) -> written(of);
            case Expression.Hadamard(Expression left, Expression right) ->
                entrywise(Binding.PRODUCT, written(left), " * ", written(right));
            case Expression.Quotient(Expression left, Expression right) ->
                entrywise(Binding.PRODUCT, written(left), " / ", written(right));
            case Expression.Sum(Expression left, Expression right) ->
                entrywise(Binding.SUM, written(left), " + ", written(right));
            case Expression.Difference(Expression left, Expression right) ->
                entrywise(Binding.SUM, written(left), " - ", written(right));
            case Expression.Negative(Expression of) -> {
                Written inner = written(of);
                yield new Written("-" + at(Binding.PRODUCT, inner), Binding.SUM, inner.shape, inner.liesDown);
            }
            case Expression.RowSum(Expression of) -> rowSum(written(of), false);
            case Expression.ColumnSum(Expression of) -> {
                Written inner = written(of);
                yield inner.shape.isMatrix()
                        ? atom(at(Binding.ATOM, inner) + ".sum(axis=0)", Shape.vector(inner.shape.columns()))
                        : atom(at(Binding.ATOM, inner) + ".sum()", Shape.number());
            }
            case Expression.AcrossColumns(Expression of) -> of instanceof Expression.RowSum(Expression summed)
                    ? rowSum(written(summed), true)
                    : column(written(of));
            case Expression.DownRows(Expression of) -> {
                Written inner = written(of);
                yield inner.shape.isMatrix()
                        ? written(Typed.turned(of))
                        : new Written(inner.text, inner.binding, inner.shape, true);
            }
            case Expression.Diagonal(Expression of) -> {
                Written inner = written(of);
                int length = inner.shape.columns();
                yield atom("np.diag(" + inner.text + ")", Shape.matrix(length, length));
            }
            case Expression.Power(Expression of, double exponent, String _) -> {
                Written base = written(of);
                yield new Written(
                        at(Binding.ATOM, base) + " ** " + plain(exponent), Binding.POWER, base.shape, base.liesDown);
            }
            case Expression.Apply(Function function, Expression.Transpose(Expression of)) when written(of).stands() ->
                applied(function, written(of.downRows()));
            case Expression.Apply(Function function, Expression of) -> applied(function, written(of));
            case Expression.OneHot(Expression numbers, Expression count) -> {
                Written which = written(numbers);
                int columns = count instanceof Expression.Constant(double value, String _) ? (int) value : 1;
                yield atom(
                        "onehot(" + which.text + ", " + columns + ")", Shape.matrix(which.shape.columns(), columns));
            }
            case Expression.Heads(Expression.Heads.Direction direction, Expression of) -> {
                Written inner = column(written(of));
                int heads = names.size("H").orElse(1);
                int columns = inner.shape.columns();
                yield switch (direction) {
                    case SPLIT -> atom(
                            "split_heads(" + inner.text + ")", Shape.matrix(inner.shape.rows(), columns / heads));
                    case MERGE -> atom(
                            "merge_heads(" + inner.text + ")", Shape.matrix(inner.shape.rows(), columns * heads));
                    case SUM -> atom("sum_heads(" + inner.text + ")", inner.shape);
                };
            }
            case Expression.Beside(List<Expression> of) -> {
                List<Written> parts = of.stream().map(this::written).toList();
                yield atom(
                        parts.stream().map(part -> column(part).text).collect(
                                Collectors.joining(", ", "np.concatenate([", "], axis=1)")),
                        Shape.matrix(
                                parts.getFirst().shape.isVector()
                                        ? parts.getFirst().shape.columns()
                                        : parts.getFirst().shape.rows(),
                                parts.stream().mapToInt(part -> column(part).shape.columns()).sum()));
            }
            case Expression.Block(Expression of, int index, int count) -> {
                Written inner = column(written(of));
                int width = inner.shape.columns() / count;
                yield atom(
                        at(Binding.ATOM, inner) + "[:, " + index * width + ":" + (index + 1) * width + "]",
                        Shape.matrix(inner.shape.rows(), width));
            }
            case Expression.SequenceSum(Expression of) -> {
                Written inner = column(written(of));
                yield atom(
                        "sum_sequences(" + inner.text + ")",
                        Shape.matrix(names.size("T").orElse(inner.shape.rows()), inner.shape.columns()));
            }
            case Expression.Masked(Expression of, Expression allowed, Expression.Masked.Outside outside) -> atom(
                    "np.where(" + written(allowed).text + ", " + written(of).text + ", " + switch (outside) {
                        case MINUS_INFINITY -> "-np.inf";
                        case ZERO -> "0";
                    } + ")", written(allowed).shape);
            case Expression.Norm(List<Expression> of) -> atom(
                    of.stream().map(part -> written(part).text).collect(Collectors.joining(", ", "norm(", ")")),
                    Shape.number());
            case Expression.Inner(Expression left, Expression right) -> {
                Written products = written(left.hadamard(right));
                yield atom(at(Binding.ATOM, products) + ".sum()", Shape.number());
            }
            case Expression.RowNorm(Expression of) ->
                written(of.hadamard(of).rowSum().apply(Function.SQRT));
            case Expression.Largest(Expression of) -> atom("np.max(" + written(of).text + ")", Shape.number());
            case Expression.Minimum(Expression left, Expression right) -> {
                Written a = standingBeside(written(left), written(right));
                Written b = standingBeside(written(right), written(left));
                yield atom("np.minimum(" + a.text + ", " + b.text + ")", a.shape.beside(b.shape));
            }
            case Expression.Compared(Expression.Compared.Relation relation, Expression left, Expression right) -> {
                Written a = standingBeside(written(left), written(right));
                Written b = standingBeside(written(right), written(left));
                yield atom(
                        "(" + at(Binding.SUM, a) + " " + relation.typed() + " " + at(Binding.SUM, b) + ")",
                        a.shape.beside(b.shape));
            }
        };
    }

    private Shape shape(Symbol symbol) {
        return names.array(symbol.name()).map(Names.Known::shape).orElse(Shape.number());
    }

    private Written entrywise(Binding binding, Written first, String sign, Written second) {
        Written left = standingBeside(first, second);
        Written right = standingBeside(second, first);
        boolean loose = binding == Binding.SUM && sign.equals(" + ") && !right.text.startsWith("-");
        Binding tighter = binding == Binding.SUM ? Binding.PRODUCT : Binding.POWER;
        Binding least = loose ? binding : tighter;
        Shape shape = left.shape.beside(right.shape);
        boolean liesDown = shape.isVector() && (left.liesDown || right.liesDown);
        return new Written(at(binding, left) + sign + at(least, right), binding, shape, liesDown);
    }

    /** A column beside a matrix or a row must be told to stand; NumPy would lay it down. */
    private Written standingBeside(Written part, Written other) {
        boolean wouldLieDown = other.shape.isMatrix() || (other.shape.isVector() && other.liesDown);
        return part.stands() && wouldLieDown ? column(part) : part;
    }

    private Written product(Expression left, Expression right) {
        if (left instanceof Expression.Diagonal(Expression of)) {
            Written scaled = written(right);
            return scaled.shape.isMatrix()
                    ? entrywise(Binding.PRODUCT, written(of.acrossColumns()), " * ", scaled)
                    : entrywise(Binding.PRODUCT, written(of), " * ", scaled);
        }
        Written a = written(left);
        if (right instanceof Expression.Diagonal(Expression of) && a.shape.isMatrix()) {
            return entrywise(Binding.PRODUCT, a, " * ", written(of.downRows()));
        }
        Written b = written(right);
        if (left instanceof Expression.Transpose(Expression of) && written(of).shape.isVector() && b.shape.isVector()) {
            String first = at(Binding.PRODUCT, written(of));
            return new Written(first + " @ " + at(Binding.POWER, b), Binding.PRODUCT, Shape.number());
        }
        if (a.shape.entries() == 1 || b.shape.entries() == 1) {
            return entrywise(Binding.PRODUCT, a, " * ", b);
        }
        Written factor = a.shape.isVector() ? column(a) : a;
        Shape shape = b.shape.isVector()
                ? Shape.vector(factor.shape.rows())
                : Shape.matrix(factor.shape.rows(), b.shape.columns());
        return new Written(at(Binding.PRODUCT, factor) + " @ " + at(Binding.POWER, b), Binding.PRODUCT, shape);
    }

    private Written transposed(Written of) {
        if (of.liesDown) {
            return new Written(of.text, of.binding, of.shape);
        }
        return of.shape.isMatrix()
                ? atom(at(Binding.ATOM, of) + ".T", of.shape.transposed())
                : of.shape.isNumber()
                        ? of
                        : atom(at(Binding.ATOM, of) + "[None, :]", Shape.matrix(1, of.shape.columns()));
    }

    /** As a column, if it is a vector. */
    private Written column(Written of) {
        return of.shape.isVector()
                ? atom(at(Binding.ATOM, of) + "[:, None]", Shape.matrix(of.shape.columns(), 1))
                : of;
    }

    private Written rowSum(Written of, boolean keepsAxis) {
        if (of.shape.isNumber()) {
            return of;
        }
        Written matrix = column(of);
        int rows = matrix.shape.rows();
        return atom(
                at(Binding.ATOM, matrix) + ".sum(axis=1" + (keepsAxis ? ", keepdims=True)" : ")"),
                keepsAxis ? Shape.matrix(rows, 1) : Shape.vector(rows));
    }

    private Written applied(Function function, Written argumentOf) {
        boolean byRow = function == Function.SOFTMAX || function == Function.LOG_SOFTMAX;
        Written of = byRow && argumentOf.stands() ? column(argumentOf) : argumentOf;
        String argument = "(" + of.text + ")";
        return new Written(switch (function) {
            case SOFTMAX -> "softmax" + argument;
            case LOG_SOFTMAX -> "log_softmax" + argument;
            case EXP -> "np.exp" + argument;
            case LOG -> "np.log" + argument;
            case SQRT -> "np.sqrt" + argument;
            case ABS -> "np.abs" + argument;
            case TANH -> "np.tanh" + argument;
            case ERF -> "erf" + argument;
            case RELU -> "np.maximum(0, " + of.text + ")";
            case RELU_SLOPE -> "(" + at(Binding.SUM, of) + " > 0)";
            case GELU_TANH -> "gelu_tanh" + argument;
            case GELU_TANH_SLOPE -> "gelu_tanh_prime" + argument;
            case GELU_ERF -> "gelu_erf" + argument;
            case GELU_ERF_SLOPE -> "gelu_erf_prime" + argument;
        }, Binding.ATOM, of.shape, of.liesDown);
    }

    /** A number as it stands, unless the formula gives it a name: then by the sizes that it is made of. */
    private Written number(Expression.Constant constant) {
        double value = constant.value();
        return bySize(value, constant.latex()).orElseGet(
                () -> new Written(plain(value), value < 0 ? Binding.SUM : Binding.ATOM, Shape.number()));
    }

    private Optional<Written> bySize(double value, String latex) {
        String letters = latex.equals(Signs.PLAIN.scale()) ? "d_h" : latex.replaceAll("\\\\[a-z]+|[{}0-9]", "");
        return names.sizes().entrySet().stream()
                .filter(size -> size.getKey().equals(letters))
                .flatMap(size -> Stream.of(
                        new Sized(size.getKey(), size.getValue(), Binding.ATOM),
                        new Sized("1 / " + size.getKey(), 1.0 / size.getValue(), Binding.PRODUCT),
                        new Sized("2 / " + size.getKey(), 2.0 / size.getValue(), Binding.PRODUCT),
                        new Sized(
                                "1 / np.sqrt(" + size.getKey() + ")", 1 / Math.sqrt(size.getValue()),
                                Binding.PRODUCT)))
                .filter(sized -> sized.value == value)
                .map(sized -> new Written(sized.text, sized.binding, Shape.number()))
                .findFirst();
    }

    private record Sized(String text, double value, Binding binding) {}

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? String.valueOf((long) value)
                : String.valueOf(value).replace("Infinity", "np.inf");
    }
}
