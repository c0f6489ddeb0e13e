package org.gradwalk.model.derivation;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Expression.Function;
import org.gradwalk.model.formula.Expression.Heads.Direction;
import org.gradwalk.model.formula.Expression.Masked.Outside;
import org.gradwalk.model.formula.Symbol;

/** What a call of a function means. */
final class Calls {

    private final Interpreter interpreter;

    Calls(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    Typed called(Spot spot, String function, List<Syntax> arguments) {
        return switch (function) {
            case "where" -> where(spot, arguments);
            case "maximum" -> rectified(spot, arguments);
            case "minimum" -> {
                Typed a = interpreter.typed(arguments.getFirst());
                Typed b = interpreter.typed(arguments.get(1));
                if (!a.shape().standsBeside(b.shape())) {
                    throw new UnreadableException(spot, "The shapes " + a.shape() + " and " + b.shape()
                            + " do not stand beside each other.");
                }
                Shape shape = a.shape().beside(b.shape());
                yield interpreter.made(spot, new Expression.Minimum(a.repeatedTo(shape), b.repeatedTo(shape)), shape,
                        1);
            }
            case "ones", "zeros", "eye" -> filled(spot, function, arguments.stream().map(interpreter::count).toList());
            case "ones_like", "zeros_like" ->
                filled(spot, function.substring(0, function.indexOf('_')),
                        interpreter.typed(arguments.getFirst()).shape().sizes());
            case "norm" -> interpreter.made(
                    spot, new Expression.Norm(arguments.stream().map(a -> interpreter.typed(a).expression()).toList()),
                    Shape.number(), 1);
            case "outer" -> {
                Typed a = vector(arguments.getFirst());
                Typed b = vector(arguments.get(1));
                yield interpreter.made(
                        spot, a.expression().times(b.expression().transposed()),
                        Shape.matrix(a.shape().columns(), b.shape().columns()), 1);
            }
            case "diag" -> diagonal(spot, arguments.getFirst());
            case "onehot" -> {
                Typed which = vector(arguments.getFirst());
                int count = interpreter.count(arguments.get(1));
                yield interpreter.made(
                        spot,
                        new Expression.OneHot(which.expression(), interpreter.typed(arguments.get(1)).expression()),
                        Shape.matrix(which.shape().columns(), count), 1);
            }
            case "split_heads", "merge_heads", "sum_sequences" -> regrouped(spot, function, arguments.getFirst());
            default -> applied(spot, function(function), interpreter.typed(arguments.getFirst()));
        };
    }

    private Typed vector(Syntax syntax) {
        Typed typed = interpreter.typed(syntax);
        if (!typed.shape().isVector()) {
            throw new UnreadableException(
                    syntax.spot(), "Here stands a vector; this has shape " + typed.shape() + ".");
        }
        return typed;
    }

    private Function function(String name) {
        boolean exact = interpreter.names().gelu() == Function.GELU_ERF;
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
                ? interpreter.made(spot, of.expression().transposed().apply(function).transposed(), of.shape(), 4)
                : interpreter.made(spot, of.expression().apply(function), of.shape(), 4);
    }

    private Typed filled(Spot spot, String function, List<Integer> sizes) {
        if (sizes.size() > 2 || sizes.stream().anyMatch(size -> size < 1)) {
            throw new UnreadableException(spot, "An array has one or two sizes here, each at least 1.");
        }
        if (function.equals("eye")) {
            Shape shape = Shape.matrix(sizes.getFirst(), sizes.getLast());
            return interpreter.made(spot, new Expression.Identity(shape.rows(), shape.columns()), shape, 1);
        }
        Shape shape = new Shape(sizes);
        Expression ones = shape.isNumber()
                ? Interpreter.one()
                : shape.isVector()
                        ? new Expression.Ones(shape.columns(), 1)
                        : new Expression.Ones(shape.rows(), shape.columns());
        return interpreter.made(
                spot, function.equals("zeros") ? Expression.number(0, "0").times(ones) : ones, shape, 1);
    }

    private Typed diagonal(Spot spot, Syntax argument) {
        Typed of = interpreter.typed(argument);
        Shape shape = of.shape();
        if (shape.isVector()) {
            return interpreter.made(
                    spot, of.expression().diagonal(), Shape.matrix(shape.columns(), shape.columns()), 1);
        }
        if (shape.isNumber() || shape.rows() != shape.columns()) {
            throw new UnreadableException(spot, "np.diag takes a vector, or a square matrix; this has shape " + shape
                    + (shape.columns() == 1 ? ", and keepdims=True should go." : "."));
        }
        Expression identity = new Expression.Identity(shape.rows(), shape.columns());
        return interpreter.made(spot, identity.hadamard(of.expression()).rowSum(), Shape.vector(shape.rows()),
                shape.columns());
    }

    private Typed rectified(Spot spot, List<Syntax> arguments) {
        List<Integer> zeros = IntStream.range(0, 2)
                .filter(i -> arguments.get(i) instanceof Syntax.Literal(Spot _, double value) && value == 0)
                .boxed()
                .toList();
        if (zeros.isEmpty()) {
            throw new UnreadableException(spot, "np.maximum is read with 0, as ReLU: np.maximum(0, Z).");
        }
        return applied(spot, Function.RELU, interpreter.typed(arguments.get(1 - zeros.getFirst())));
    }

    /** A choice by the mask, or by a condition where the other choice is zero or a finite array. */
    private Typed where(Spot spot, List<Syntax> arguments) {
        Typed condition = interpreter.typed(arguments.getFirst());
        Typed yes = interpreter.typed(arguments.get(1));
        Typed no = interpreter.typed(arguments.get(2));
        Expression asked = condition.expression();
        Optional<Symbol> mask = interpreter.names().mask();
        if (mask.isPresent()) {
            boolean allowed = asked.equals(mask.get());
            boolean forbidden = asked.equals(Interpreter.one().minus(mask.get()));
            Optional<Outside> outside = outside(allowed ? no : yes);
            Typed inside = allowed ? yes : no;
            if ((allowed || forbidden) && outside.isPresent()) {
                Shape shape = inside.shape().beside(condition.shape());
                if (!inside.shape().standsBeside(condition.shape()) || !shape.equals(condition.shape())) {
                    throw new UnreadableException(spot, "The mask is " + condition.shape() + ", and this is "
                            + inside.shape() + ".");
                }
                return interpreter.made(
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
        Expression met = condition.repeatedTo(shape);
        boolean elseZero = outside(no).isPresent();
        boolean whole = condition.shape().equals(shape) && yes.shape().equals(shape);
        Expression chosen = elseZero && whole // what is not chosen may be no number
                ? new Expression.Masked(yes.expression(), condition.expression(), Outside.ZERO)
                : met.hadamard(yes.repeatedTo(shape));
        return interpreter.made(
                spot,
                elseZero
                        ? chosen
                        : chosen.plus(Interpreter.one().minus(met).hadamard(no.repeatedTo(shape))),
                shape, 2);
    }

    private static Optional<Outside> outside(Typed other) {
        Optional<Double> value = Interpreter.value(other.expression());
        return value.filter(number -> number == 0)
                .map(_ -> Outside.ZERO)
                .or(() -> value.filter(number -> number == Double.NEGATIVE_INFINITY).map(_ -> Outside.MINUS_INFINITY));
    }

    private Typed regrouped(Spot spot, String function, Syntax argument) {
        Typed of = interpreter.typed(argument);
        boolean sequences = function.equals("sum_sequences");
        String size = sequences ? "T" : "H";
        int count = interpreter.names().size(size).orElseThrow(() -> new UnreadableException(
                spot, function + " needs the size " + size + ", which is not known here."));
        Shape shape = of.shape();
        boolean merge = function.equals("merge_heads");
        int cut = sequences ? shape.rows() : shape.columns();
        if (!shape.isMatrix() || (!merge && cut % count != 0)) {
            throw new UnreadableException(spot, shape + " cannot be cut into parts by " + size + " = " + count + ".");
        }
        if (sequences) {
            return interpreter.made(
                    spot, new Expression.SequenceSum(of.expression()), Shape.matrix(count, shape.columns()),
                    shape.rows());
        }
        int columns = merge ? shape.columns() * count : shape.columns() / count;
        return interpreter.made(
                spot, new Expression.Heads(merge ? Direction.MERGE : Direction.SPLIT, of.expression()),
                Shape.matrix(shape.rows(), columns), 1);
    }
}
