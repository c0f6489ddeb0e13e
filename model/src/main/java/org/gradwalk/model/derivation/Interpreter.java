package org.gradwalk.model.derivation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Expression.Function;

/** Gives a typed tree its meaning: NumPy's shapes and NumPy's repetition of rows and columns, as an expression. */
final class Interpreter {

    private final String text;
    private final Names names;
    private final Budget budget;
    private final boolean withConditions;

    private Interpreter(String text, Names names, Budget budget, boolean withConditions) {
        this.text = text;
        this.names = names;
        this.budget = budget;
        this.withConditions = withConditions;
    }

    /**
     * The meaning of a tree.
     *
     * @param text that the tree was read from
     * @throws UnreadableException if a name is not known, two shapes do not fit, or it asks for too much
     */
    static Typed interpret(String text, Syntax syntax, Names names, Budget budget) {
        return new Interpreter(text, names, budget, false).typed(syntax);
    }

    /**
     * The meaning of a tree in which conditions are told from numbers, and hold for no NaN.
     *
     * @throws UnreadableException as {@link #interpret}
     */
    static Typed interpretWithConditions(String text, Syntax syntax, Names names, Budget budget) {
        return new Interpreter(text, names, budget, true).typed(syntax);
    }

    String text() {
        return text;
    }

    Names names() {
        return names;
    }

    Budget budget() {
        return budget;
    }

    Typed typed(Syntax syntax) {
        return switch (syntax) {
            case Syntax.Literal(Spot _, double value) -> number(value);
            case Syntax.Name(Spot spot, String name) -> named(spot, name);
            case Syntax.Operation operation -> operation(operation);
            case Syntax.Negative(Spot spot, Syntax of) -> {
                Typed inner = typed(of);
                yield made(spot, inner.expression().negated(), inner.shape(), 1);
            }
            case Syntax.Not(Spot spot, Syntax of) -> {
                if (withConditions) {
                    yield new Asking(this).opposite(spot, of);
                }
                Typed inner = typed(of);
                yield made(spot, one().minus(inner.expression()), inner.shape(), 1);
            }
            case Syntax.Power(Spot spot, Syntax of, Syntax exponent) -> {
                Typed base = typed(of);
                double value = constant(exponent);
                yield made(spot, base.expression().power(value, latex(value)), base.shape(), 1);
            }
            case Syntax.Transpose(Spot spot, Syntax of) -> {
                Typed turned = typed(of).transposed();
                yield made(spot, turned.expression(), turned.shape(), 1);
            }
            case Syntax.Reduction reduction -> reduced(reduction);
            case Syntax.Call(Spot spot, String function, List<Syntax> arguments) ->
                Asking.has(function)
                        ? new Asking(this).called(spot, function, arguments.getFirst())
                        : new Calls(this).called(spot, function, arguments);
            case Syntax.NewAxis(Spot spot, Syntax of, int axis) ->
                new Rearranging(this).withAxis(spot, typed(of), axis);
            case Syntax.Slice slice -> new Rearranging(this).sliced(slice);
            case Syntax.LookUp(Spot spot, Syntax of, Syntax numbers) ->
                new Rearranging(this).lookedUp(spot, of, numbers);
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
            case Syntax.Joined(Spot spot, List<Syntax> items, int axis) ->
                new Rearranging(this).joined(spot, items, axis);
        };
    }

    Typed made(Spot spot, Expression expression, Shape shape, long terms) {
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

    static Expression one() {
        return Expression.number(1, "1");
    }

    private Typed named(Spot spot, String name) {
        Optional<Names.Known> known = names.array(name);
        if (known.isPresent()) {
            return new Typed(known.get().symbol(), known.get().shape(), withConditions && names.isMask(name));
        }
        Optional<Names.Known> mask = names.addedMask(name);
        if (mask.isPresent()) {
            return new Typed(mask.get().symbol().apply(Function.LOG), mask.get().shape());
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
            default -> throw unknown(spot, name);
        };
    }

    private UnreadableException unknown(Spot spot, String name) {
        Optional<String> reason = names.whyAbsent(name);
        if (reason.isPresent()) {
            return new UnreadableException(spot, reason.get());
        }
        List<String> near = names.nearest(name);
        String some = names.some();
        String known = some.isEmpty() ? "no array has a short name." : "known are " + some + ".";
        return new UnreadableException(spot, "There is no " + name + " here; " + (near.isEmpty()
                ? known
                : "did you mean " + String.join(" or ", near) + "?"));
    }

    /** The value of something made of numbers and sizes only. */
    private double constant(Syntax syntax) {
        return value(typed(syntax).expression()).orElseThrow(() -> new UnreadableException(
                syntax.spot(), "Here stands a number, or something made of numbers and sizes."));
    }

    static Optional<Double> value(Expression expression) {
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

    int count(Syntax syntax) {
        double value = constant(syntax);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new UnreadableException(syntax.spot(), "Here stands a whole number, or the name of a size.");
        }
        return (int) value;
    }

    private Typed operation(Syntax.Operation operation) {
        if (withConditions && Asking.has(operation.operator())) {
            return new Asking(this).operation(operation);
        }
        if (operation.operator() == Operator.EQUAL || operation.operator() == Operator.UNEQUAL) {
            return comparedWithMask(operation);
        }
        Typed left = typed(operation.left());
        Typed right = typed(operation.right());
        if (operation.operator() == Operator.PRODUCT) {
            return product(operation, left, right);
        }
        if (!left.shape().standsBeside(right.shape())) {
            throw Misfit.beside(text, operation, left.shape(), right.shape());
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
            case PRODUCT, EQUAL, UNEQUAL, BOTH, EITHER, AND, OR -> throw new AssertionError(operation);
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
            throw Misfit.product(text, operation, a, b);
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

}
