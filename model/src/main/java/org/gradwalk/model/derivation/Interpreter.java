package org.gradwalk.model.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Expression.Function;
import org.gradwalk.model.formula.Expression.Heads.Direction;
import org.gradwalk.model.formula.Expression.Masked.Outside;
import org.gradwalk.model.formula.Symbol;

/** Gives a typed tree its meaning: NumPy's shapes and NumPy's repetition of rows and columns, as an expression. */
final class Interpreter {

    private final String text;
    private final Names names;
    private final Budget budget;

    private Interpreter(String text, Names names, Budget budget) {
        this.text = text;
        this.names = names;
        this.budget = budget;
    }

    /**
     * The meaning of a tree.
     *
     * @param text that the tree was read from
     * @throws UnreadableException if a name is not known, two shapes do not fit, or it asks for too much
     */
    static Typed interpret(String text, Syntax syntax, Names names, Budget budget) {
        return new Interpreter(text, names, budget).typed(syntax);
    }

    private Typed typed(Syntax syntax) {
        return switch (syntax) {
            case Syntax.Literal(Spot _, double value) -> number(value);
            case Syntax.Name(Spot spot, String name) -> named(spot, name);
            case Syntax.Operation operation -> operation(operation);
            case Syntax.Negative(Spot spot, Syntax of) -> {
                Typed inner = typed(of);
                yield made(spot, inner.expression().negated(), inner.shape(), 1);
            }
            case Syntax.Not(Spot spot, Syntax of) -> {
                Typed inner = typed(of);
                yield made(spot, one().minus(inner.expression()), inner.shape(), 1);
            }
            case Syntax.Power(Spot spot, Syntax of, Syntax exponent) -> {
                Typed base = typed(of);
                double value = constant(exponent);
                yield made(spot, base.expression().power(value, latex(value)), base.shape(), 1);
            }
            case Syntax.Transpose(Spot _, Syntax of) -> typed(of).transposed();
            case Syntax.Reduction reduction -> reduced(reduction);
            case Syntax.Call(Spot spot, String function, List<Syntax> arguments) -> called(spot, function, arguments);
            case Syntax.NewAxis(Spot spot, Syntax of, int axis) -> withAxis(spot, typed(of), axis);
            case Syntax.Slice slice -> sliced(slice);
            case Syntax.LookUp(Spot spot, Syntax of, Syntax numbers) -> lookedUp(spot, of, numbers);
            case Syntax.Size(Spot spot, Syntax of, int axis) -> {
                List<Integer> sizes = typed(of).shape().sizes();
                int index = axis < 0 ? axis + sizes.size() : axis;
                if (index < 0 || index >= sizes.size()) {
                    throw new UnreadableException(spot, of.spot().in(text) + " has no axis " + axis + ".");
                }
                yield number(sizes.get(index));
            }
            case Syntax.Several(Spot spot, List<Syntax> _) ->
                throw new UnreadableException(spot, "A list or tuple stands only in np.concatenate([A, B], axis=1).");
            case Syntax.Joined(Spot spot, List<Syntax> items, int axis) -> joined(spot, items, axis);
        };
    }

    private Typed made(Spot spot, Expression expression, Shape shape, long terms) {
        budget.take(spot, shape, terms);
        return new Typed(expression, shape);
    }

    private static Typed number(double value) {
        return number(value, latex(value));
    }

    private static String latex(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
        return whole ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static Typed number(double value, String latex) {
        return new Typed(Expression.number(value, latex), Shape.number());
    }

    private static Expression one() {
        return Expression.number(1, "1");
    }

    private Typed named(Spot spot, String name) {
        Optional<Names.Known> known = names.array(name);
        if (known.isPresent()) {
            return new Typed(known.get().symbol(), known.get().shape());
        }
        Optional<Integer> size = names.size(name);
        if (size.isPresent()) {
            int index = name.indexOf('_');
            String latex = index > 0 ? name.substring(0, index) + "_{" + name.substring(index + 1) + "}" : name;
            return number(size.get(), latex);
        }
        return switch (name) {
            case "pi" -> number(Math.PI, "\\pi");
            case "inf" -> number(Double.POSITIVE_INFINITY, "\\infty");
            case "e" -> number(Math.E, "e");
            case "np", "numpy" -> throw new UnreadableException(spot, "Behind " + name + " a function is missing.");
            default -> {
                List<String> near = names.nearest(name);
                throw new UnreadableException(spot, "There is no " + name + " here; " + (near.isEmpty()
                        ? "known are " + String.join(", ", names.some()) + "."
                        : "did you mean " + String.join(" or ", near) + "?"));
            }
        };
    }

    /** The value of something made of numbers and sizes only. */
    private double constant(Syntax syntax) {
        return value(typed(syntax).expression()).orElseThrow(() -> new UnreadableException(
                syntax.spot(), "Here stands a number, or something made of numbers and sizes."));
    }

    private static Optional<Double> value(Expression expression) {
        return switch (expression) {
            case Expression.Constant(double value, String _) -> Optional.of(value);
            case Expression.Negative(Expression of) -> value(of).map(a -> -a);
            case Expression.Sum(Expression left, Expression right) ->
                value(left).flatMap(a -> value(right).map(b -> a + b));
            case Expression.Difference(Expression left, Expression right) ->
                value(left).flatMap(a -> value(right).map(b -> a - b));
            case Expression.Product(Expression left, Expression right) ->
                value(left).flatMap(a -> value(right).map(b -> a * b));
            case Expression.Quotient(Expression left, Expression right) ->
                value(left).flatMap(a -> value(right).map(b -> a / b));
            default -> Optional.empty();
        };
    }

    private int count(Syntax syntax) {
        double value = constant(syntax);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new UnreadableException(syntax.spot(), "Here stands a whole number, or the name of a size.");
        }
        return (int) value;
    }

    private Typed operation(Syntax.Operation operation) {
        if (operation.operator() == Operator.EQUAL || operation.operator() == Operator.UNEQUAL) {
            return comparedWithMask(operation);
        }
        Typed left = typed(operation.left());
        Typed right = typed(operation.right());
        if (operation.operator() == Operator.PRODUCT) {
            return product(operation, left, right);
        }
        if (!left.shape().standsBeside(right.shape())) {
            throw new UnreadableException(
                    operation.spot(), Misfit.beside(text, operation, left.shape(), right.shape()));
        }
        Shape shape = left.shape().beside(right.shape());
        Expression a = left.repeatedTo(shape);
        Expression b = right.repeatedTo(shape);
        return made(operation.spot(), switch (operation.operator()) {
            case PLUS -> a.plus(b);
            case MINUS -> a.minus(b);
            case TIMES -> left.shape().isNumber() || right.shape().isNumber() ? a.times(b) : a.hadamard(b);
            case OVER -> a.over(b);
            case GREATER -> positive(difference(a, b));
            case LESS -> positive(difference(b, a));
            case GREATER_OR_EQUAL -> one().minus(positive(difference(b, a)));
            case LESS_OR_EQUAL -> one().minus(positive(difference(a, b)));
            case PRODUCT, EQUAL, UNEQUAL -> throw new AssertionError(operation);
        }, shape, 1);
    }

    private static Expression difference(Expression a, Expression b) {
        if (b instanceof Expression.Constant(double value, String _) && value == 0) {
            return a;
        }
        return a instanceof Expression.Constant(double value, String _) && value == 0 ? b.negated() : a.minus(b);
    }

    /** 1 where an entry is positive, else 0: the slope of ReLU. */
    private static Expression positive(Expression of) {
        return of.apply(Function.RELU_SLOPE);
    }

    private Typed comparedWithMask(Syntax.Operation operation) {
        if (operation.left() instanceof Syntax.Name(Spot _, String name) && names.isMask(name)) {
            double value = constant(operation.right());
            Typed mask = typed(operation.left());
            boolean allowed = (value != 0) == (operation.operator() == Operator.EQUAL);
            return allowed
                    ? mask
                    : made(operation.spot(), one().minus(mask.expression()), mask.shape(), 1);
        }
        throw new UnreadableException(operation.sign(), "Only the mask is compared this way: mask == 0.");
    }

    private Typed product(Syntax.Operation operation, Typed left, Typed right) {
        Shape a = left.shape();
        Shape b = right.shape();
        if (a.isNumber() || b.isNumber()) {
            throw new UnreadableException(operation.spot(), "@ multiplies matrices; a number is multiplied by *.");
        }
        int inner = b.isVector() ? b.columns() : b.rows();
        if (a.columns() != inner) {
            throw new UnreadableException(operation.spot(), Misfit.product(text, operation, a, b));
        }
        if (a.isVector() && b.isVector()) {
            return made(
                    operation.spot(), left.expression().transposed().times(right.expression()), Shape.number(), inner);
        }
        if (a.isVector()) {
            return made(
                    operation.spot(), Typed.turned(right.expression()).times(left.expression()),
                    Shape.vector(b.columns()), inner);
        }
        Shape shape = b.isVector() ? Shape.vector(a.rows()) : Shape.matrix(a.rows(), b.columns());
        return made(operation.spot(), left.expression().times(right.expression()), shape, inner);
    }

    private Typed reduced(Syntax.Reduction reduction) {
        Typed of = typed(reduction.of());
        Shape shape = of.shape();
        if (shape.isNumber()) {
            throw new UnreadableException(reduction.spot(), "A number has no axis to sum along.");
        }
        OptionalInt axis = reduction.axis();
        int index = axis.orElse(0) < 0 ? axis.orElse(0) + shape.dimensions() : axis.orElse(0);
        if (index < 0 || index >= shape.dimensions()) {
            throw new UnreadableException(
                    reduction.spot(), reduction.of().spot().in(text) + " is a vector, shape " + shape
                            + ": it has no axis " + index + ".");
        }
        boolean all = axis.isEmpty() || shape.isVector();
        boolean alongRows = !all && index == 1;
        Expression sum = shape.isVector()
                ? of.expression().columnSum()
                : all
                        ? of.expression().rowSum().columnSum()
                        : alongRows ? of.expression().rowSum() : of.expression().columnSum();
        long count = all ? shape.entries() : alongRows ? shape.columns() : shape.rows();
        Expression result = reduction.mean() ? sum.over(Expression.number((double) count, String.valueOf(count))) : sum;
        budget.take(reduction.spot(), shape, 1);
        if (!reduction.keepsAxis()) {
            return new Typed(
                    result, all ? Shape.number() : Shape.vector(alongRows ? shape.rows() : shape.columns()));
        }
        if (shape.isVector()) {
            return new Typed(result, Shape.vector(1));
        }
        return new Typed(
                all || alongRows ? result : result.transposed(),
                Shape.matrix(alongRows ? shape.rows() : 1, all || alongRows ? 1 : shape.columns()));
    }

    private Typed withAxis(Spot spot, Typed of, int axis) {
        if (!of.shape().isVector()) {
            throw new UnreadableException(spot, "A new axis is for vectors; this has shape " + of.shape() + ".");
        }
        int length = of.shape().columns();
        return axis == 1
                ? new Typed(of.expression(), Shape.matrix(length, 1))
                : new Typed(of.expression().transposed(), Shape.matrix(1, length));
    }

    private Typed sliced(Syntax.Slice slice) {
        Typed of = typed(slice.of());
        Typed turned = slice.axis() == 0 ? of.transposed() : of;
        if (!of.shape().isMatrix()) {
            throw new UnreadableException(slice.spot(), "Only matrices are cut; this has shape " + of.shape() + ".");
        }
        int size = turned.shape().columns();
        int from = slice.from().map(this::count).orElse(0);
        int to = slice.to().map(this::count).orElse(size);
        if (from < 0 || to > size || from >= to) {
            throw new UnreadableException(
                    slice.spot(), "From " + from + " to " + to + " is no part of 0 to " + size + ".");
        }
        int width = to - from;
        Shape part = Shape.matrix(turned.shape().rows(), width);
        if (from == 0 && slice.axis() == 0) {
            return made(
                    slice.spot(), new Expression.Identity(width, size).times(of.expression()), part.transposed(),
                    size);
        }
        if (size % width != 0 || from % width != 0) {
            throw new UnreadableException(
                    slice.spot(), "Columns are cut into equal blocks only: " + from + " to " + to + " of " + size
                            + " is none.");
        }
        Typed cut = made(
                slice.spot(), new Expression.Block(turned.expression(), from / width, size / width), part, 1);
        return slice.axis() == 0 ? cut.transposed() : cut;
    }

    private Typed lookedUp(Spot spot, Syntax of, Syntax numbers) {
        Typed which = typed(numbers);
        if (!which.shape().isVector()) {
            throw new UnreadableException(numbers.spot(), "Here stands a vector of numbers, such as tokens.");
        }
        int count = which.shape().columns();
        Typed table = typed(of);
        if (!table.shape().isMatrix()) {
            throw new UnreadableException(spot,
                    "Rows are looked up in a matrix; this has shape " + table.shape() + ".");
        }
        int rows = table.shape().rows();
        Expression oneHot = new Expression.OneHot(
                which.expression(), Expression.number(rows, String.valueOf(rows)));
        budget.take(spot, Shape.matrix(count, rows), 1);
        return table.expression() instanceof Expression.Identity(int a, int b) && a == b
                ? new Typed(oneHot, Shape.matrix(count, rows))
                : made(spot, oneHot.times(table.expression()), Shape.matrix(count, table.shape().columns()), rows);
    }

    private Typed joined(Spot spot, List<Syntax> items, int axis) {
        List<Typed> parts = new ArrayList<>();
        for (Syntax item : items) {
            Typed part = typed(item);
            if (part.shape().isNumber()) {
                throw new UnreadableException(item.spot(), "A number cannot be joined to an array.");
            }
            parts.add(part);
        }
        Shape first = parts.getFirst().shape();
        int index = axis < 0 ? axis + first.dimensions() : axis;
        boolean beside = index == 1 || first.isVector();
        int shared = beside ? first.rows() : first.columns();
        List<Expression> columns = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < parts.size(); i++) {
            Shape shape = parts.get(i).shape();
            if (shape.dimensions() != first.dimensions() || (beside ? shape.rows() : shape.columns()) != shared) {
                throw new UnreadableException(
                        items.get(i).spot(), "This has shape " + shape + " and cannot be joined to " + first + ".");
            }
            Expression part = parts.get(i).expression();
            columns.add(first.isVector() || !beside ? Typed.turned(part) : part);
            total += beside ? shape.columns() : shape.rows();
        }
        Expression joined = new Expression.Beside(columns);
        Shape shape = first.isVector()
                ? Shape.vector(total)
                : beside ? Shape.matrix(shared, total) : Shape.matrix(total, shared);
        return made(spot, first.isVector() || !beside ? joined.transposed() : joined, shape, 1);
    }

    private Typed called(Spot spot, String function, List<Syntax> arguments) {
        return switch (function) {
            case "where" -> where(spot, arguments);
            case "maximum" -> rectified(spot, arguments);
            case "minimum" -> {
                Typed a = typed(arguments.getFirst());
                Typed b = typed(arguments.get(1));
                if (!a.shape().standsBeside(b.shape())) {
                    throw new UnreadableException(spot, "The shapes " + a.shape() + " and " + b.shape()
                            + " do not stand beside each other.");
                }
                Shape shape = a.shape().beside(b.shape());
                yield made(spot, new Expression.Minimum(a.repeatedTo(shape), b.repeatedTo(shape)), shape, 1);
            }
            case "ones", "zeros", "eye" -> filled(spot, function, arguments.stream().map(this::count).toList());
            case "ones_like", "zeros_like" ->
                filled(spot, function.substring(0, function.indexOf('_')),
                        typed(arguments.getFirst()).shape().sizes());
            case "norm" -> made(
                    spot, new Expression.Norm(arguments.stream().map(a -> typed(a).expression()).toList()),
                    Shape.number(), 1);
            case "outer" -> {
                Typed a = vector(arguments.getFirst());
                Typed b = vector(arguments.get(1));
                yield made(
                        spot, a.expression().times(b.expression().transposed()),
                        Shape.matrix(a.shape().columns(), b.shape().columns()), 1);
            }
            case "diag" -> diagonal(spot, arguments.getFirst());
            case "onehot" -> {
                Typed which = vector(arguments.getFirst());
                int count = count(arguments.get(1));
                yield made(
                        spot, new Expression.OneHot(which.expression(), typed(arguments.get(1)).expression()),
                        Shape.matrix(which.shape().columns(), count), 1);
            }
            case "split_heads", "merge_heads", "sum_sequences" -> regrouped(spot, function, arguments.getFirst());
            default -> applied(spot, function(function), typed(arguments.getFirst()));
        };
    }

    private Typed vector(Syntax syntax) {
        Typed typed = typed(syntax);
        if (!typed.shape().isVector()) {
            throw new UnreadableException(
                    syntax.spot(), "Here stands a vector; this has shape " + typed.shape() + ".");
        }
        return typed;
    }

    private Function function(String name) {
        boolean exact = names.gelu() == Function.GELU_ERF;
        return switch (name) {
            case "softmax" -> Function.SOFTMAX;
            case "log_softmax" -> Function.LOG_SOFTMAX;
            case "exp" -> Function.EXP;
            case "log" -> Function.LOG;
            case "sqrt" -> Function.SQRT;
            case "tanh" -> Function.TANH;
            case "erf" -> Function.ERF;
            case "relu" -> Function.RELU;
            case "relu_prime" -> Function.RELU_SLOPE;
            case "gelu" -> exact ? Function.GELU_ERF : Function.GELU_TANH;
            case "gelu_prime" -> exact ? Function.GELU_ERF_SLOPE : Function.GELU_TANH_SLOPE;
            case "gelu_tanh" -> Function.GELU_TANH;
            case "gelu_tanh_prime" -> Function.GELU_TANH_SLOPE;
            case "gelu_erf" -> Function.GELU_ERF;
            case "gelu_erf_prime" -> Function.GELU_ERF_SLOPE;
            default -> throw new AssertionError(name);
        };
    }

    private Typed applied(Spot spot, Function function, Typed of) {
        boolean byRow = function == Function.SOFTMAX || function == Function.LOG_SOFTMAX;
        return byRow && of.shape().isVector()
                ? made(spot, of.expression().transposed().apply(function).transposed(), of.shape(), 4)
                : made(spot, of.expression().apply(function), of.shape(), 4);
    }

    private Typed filled(Spot spot, String function, List<Integer> sizes) {
        if (sizes.size() > 2 || sizes.stream().anyMatch(size -> size < 1)) {
            throw new UnreadableException(spot, "An array has one or two sizes here, each at least 1.");
        }
        if (function.equals("eye")) {
            Shape shape = Shape.matrix(sizes.getFirst(), sizes.getLast());
            return made(spot, new Expression.Identity(shape.rows(), shape.columns()), shape, 1);
        }
        Shape shape = new Shape(sizes);
        Expression ones = shape.isNumber()
                ? one()
                : shape.isVector()
                        ? new Expression.Ones(shape.columns(), 1)
                        : new Expression.Ones(shape.rows(), shape.columns());
        return made(
                spot, function.equals("zeros") ? Expression.number(0, "0").times(ones) : ones, shape, 1);
    }

    private Typed diagonal(Spot spot, Syntax argument) {
        Typed of = typed(argument);
        Shape shape = of.shape();
        if (shape.isVector()) {
            return made(
                    spot, of.expression().diagonal(), Shape.matrix(shape.columns(), shape.columns()), 1);
        }
        if (shape.isNumber() || shape.rows() != shape.columns()) {
            throw new UnreadableException(spot, "np.diag takes a vector, or a square matrix; this has shape " + shape
                    + (shape.columns() == 1 ? ", and keepdims=True should go." : "."));
        }
        Expression identity = new Expression.Identity(shape.rows(), shape.columns());
        return made(spot, identity.hadamard(of.expression()).rowSum(), Shape.vector(shape.rows()), shape.columns());
    }

    private Typed rectified(Spot spot, List<Syntax> arguments) {
        List<Integer> zeros = IntStream.range(0, 2)
                .filter(i -> arguments.get(i) instanceof Syntax.Literal(Spot _, double value) && value == 0)
                .boxed()
                .toList();
        if (zeros.isEmpty()) {
            throw new UnreadableException(spot, "np.maximum is read with 0, as ReLU: np.maximum(0, Z).");
        }
        return applied(spot, Function.RELU, typed(arguments.get(1 - zeros.getFirst())));
    }

    /** A choice by the mask, or by a condition where the other choice is zero or a finite array. */
    private Typed where(Spot spot, List<Syntax> arguments) {
        Typed condition = typed(arguments.getFirst());
        Typed yes = typed(arguments.get(1));
        Typed no = typed(arguments.get(2));
        Expression asked = condition.expression();
        Optional<Symbol> mask = names.mask();
        if (mask.isPresent()) {
            boolean allowed = asked.equals(mask.get());
            boolean forbidden = asked.equals(one().minus(mask.get()));
            Optional<Outside> outside = outside(allowed ? no : yes);
            Typed inside = allowed ? yes : no;
            if ((allowed || forbidden) && outside.isPresent()) {
                if (!inside.shape().standsBeside(condition.shape())) {
                    throw new UnreadableException(spot, "The mask is " + condition.shape() + ", and this is "
                            + inside.shape() + ".");
                }
                Shape shape = inside.shape().beside(condition.shape());
                return made(
                        spot, new Expression.Masked(inside.repeatedTo(shape), mask.get(), outside.get()), shape, 1);
            }
        }
        if (!condition.shape().standsBeside(yes.shape()) || !condition.shape().standsBeside(no.shape())
                || !yes.shape().standsBeside(no.shape())) {
            throw new UnreadableException(spot, "The shapes " + condition.shape() + ", " + yes.shape() + " and "
                    + no.shape() + " do not stand beside each other.");
        }
        if (outside(yes).filter(Outside.MINUS_INFINITY::equals).isPresent()
                || outside(no).filter(Outside.MINUS_INFINITY::equals).isPresent()) {
            throw new UnreadableException(
                    spot, "Minus infinity stands where the mask forbids: np.where(mask, S, -np.inf).");
        }
        Shape shape = condition.shape().beside(yes.shape()).beside(no.shape());
        Expression chosen = condition.repeatedTo(shape).hadamard(yes.repeatedTo(shape));
        boolean elseZero = outside(no).isPresent();
        return made(
                spot,
                elseZero
                        ? chosen
                        : chosen.plus(one().minus(condition.repeatedTo(shape)).hadamard(no.repeatedTo(shape))),
                shape, 2);
    }

    private static Optional<Outside> outside(Typed other) {
        Optional<Double> value = value(other.expression());
        return value.filter(number -> number == 0)
                .map(_ -> Outside.ZERO)
                .or(() -> value.filter(number -> number == Double.NEGATIVE_INFINITY).map(_ -> Outside.MINUS_INFINITY));
    }

    private Typed regrouped(Spot spot, String function, Syntax argument) {
        Typed of = typed(argument);
        boolean sequences = function.equals("sum_sequences");
        String size = sequences ? "T" : "H";
        int count = names.size(size).orElseThrow(() -> new UnreadableException(
                spot, function + " needs the size " + size + ", which is not known here."));
        Shape shape = of.shape();
        boolean merge = function.equals("merge_heads");
        int cut = sequences ? shape.rows() : shape.columns();
        if (!shape.isMatrix() || (!merge && cut % count != 0)) {
            throw new UnreadableException(spot, shape + " cannot be cut into parts by " + size + " = " + count + ".");
        }
        if (sequences) {
            return made(
                    spot, new Expression.SequenceSum(of.expression()), Shape.matrix(count, shape.columns()),
                    shape.rows());
        }
        int columns = merge ? shape.columns() * count : shape.columns() / count;
        return made(
                spot, new Expression.Heads(merge ? Direction.MERGE : Direction.SPLIT, of.expression()),
                Shape.matrix(shape.rows(), columns), 1);
    }
}
