package org.gradwalk.model.derivation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Expression.Compared.Relation;
import org.gradwalk.model.formula.Expression.Function;

/**
 * What only conditions have: comparisons that hold for no NaN, their joining, and what is asked of whole arrays. True is 1
 * and false is 0, so that conditions can be counted.
 */
final class Asking {

    private static final Map<String, String> SYNONYMS = Map.of(
            "absolute", "abs", "fabs", "abs", "amax", "max", "amin", "min", "logical_not", "~");
    private static final Set<String> NAMES = Set.of(
            "abs", "max", "min", "any", "all", "isnan", "isinf", "isfinite", "not");

    private final Interpreter interpreter;

    Asking(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    static boolean has(String function) {
        return NAMES.contains(function) || SYNONYMS.containsKey(function);
    }

    static boolean has(Operator operator) {
        return relation(operator).isPresent() || switch (operator) {
            case BOTH, EITHER, AND, OR -> true;
            default -> false;
        };
    }

    private static Optional<Relation> relation(Operator operator) {
        return List.of(Relation.values()).stream()
                .filter(relation -> relation.typed().equals(operator.sign()))
                .findFirst();
    }

    /** What a call says: of one array, along no axis. */
    static Syntax call(Spot spot, String typed, List<Syntax> arguments, Map<String, Syntax> keywords) {
        String function = SYNONYMS.getOrDefault(typed, typed);
        Syntax of = Functions.counted(spot, typed, arguments, keywords, 1, 1).at(0);
        return function.equals("~") ? new Syntax.Not(spot, of) : new Syntax.Call(spot, function, List.of(of));
    }

    Typed called(Spot spot, String function, Syntax argument) {
        Expression infinity = Expression.number(Double.POSITIVE_INFINITY, "\\infty");
        return switch (function) {
            case "not" -> {
                Typed of = single(argument, function);
                yield made(spot, of.opposite(), of.shape()).asCondition();
            }
            case "any" -> {
                Typed of = each(argument, function);
                yield whole(spot, new Expression.Largest(of.expression()), of).asCondition();
            }
            case "all" -> {
                Typed of = each(argument, function);
                Expression someIsNot = new Expression.Largest(of.opposite());
                yield whole(spot, Interpreter.one().minus(someIsNot), of).asCondition();
            }
            case "max" -> {
                Typed of = interpreter.typed(argument);
                yield whole(spot, new Expression.Largest(of.expression()), of);
            }
            case "min" -> {
                Typed of = interpreter.typed(argument);
                yield whole(spot, new Expression.Largest(of.expression().negated()).negated(), of);
            }
            case "abs" -> {
                Typed of = interpreter.typed(argument);
                yield made(spot, of.expression().apply(Function.ABS), of.shape());
            }
            case "isinf" -> size(spot, argument, Relation.EQUAL, infinity);
            case "isfinite" -> size(spot, argument, Relation.LESS, infinity);
            case "isnan" -> {
                Typed number = size(spot, argument, Relation.LESS_OR_EQUAL, infinity);
                yield made(spot, number.opposite(), number.shape()).asCondition();
            }
            default -> throw new AssertionError(function);
        };
    }

    private Typed made(Spot spot, Expression expression, Shape shape) {
        return interpreter.made(spot, expression, shape, 1);
    }

    /** One number of a whole array. */
    private Typed whole(Spot spot, Expression expression, Typed of) {
        interpreter.budget().take(spot, of.shape(), 1);
        return new Typed(expression, Shape.number());
    }

    private Typed size(Spot spot, Syntax argument, Relation relation, Expression limit) {
        Typed of = interpreter.typed(argument);
        Expression compared = new Expression.Compared(relation, of.expression().apply(Function.ABS), limit);
        return made(spot, compared, of.shape()).asCondition();
    }

    /** The opposite of each of some conditions: ~. */
    Typed opposite(Spot spot, Syntax argument) {
        Typed of = each(argument, "~");
        return made(spot, of.opposite(), of.shape()).asCondition();
    }

    /** Two parts that are compared, or conditions that are joined. */
    Typed operation(Syntax.Operation operation) {
        return switch (operation.operator()) {
            case AND, OR -> joined(
                    operation, single(operation.left(), operation.operator().sign()),
                    single(operation.right(), operation.operator().sign()));
            case BOTH, EITHER -> joined(
                    operation, each(operation.left(), operation.operator().sign()),
                    each(operation.right(), operation.operator().sign()));
            default -> {
                Typed left = interpreter.typed(operation.left());
                Typed right = interpreter.typed(operation.right());
                Relation relation = relation(operation.operator()).orElseThrow();
                Shape shape = beside(operation, left, right);
                yield made(
                        operation.spot(),
                        new Expression.Compared(relation, left.repeatedTo(shape), right.repeatedTo(shape)), shape)
                        .asCondition();
            }
        };
    }

    private Typed joined(Syntax.Operation operation, Typed left, Typed right) {
        Shape shape = beside(operation, left, right);
        Expression a = left.repeatedTo(shape);
        Expression b = right.repeatedTo(shape);
        boolean both = operation.operator() == Operator.AND || operation.operator() == Operator.BOTH;
        Expression one = Interpreter.one();
        Expression joined = both ? a.hadamard(b) : one.minus(one.minus(a).hadamard(one.minus(b)));
        return made(operation.spot(), joined, shape).asCondition();
    }

    private Shape beside(Syntax.Operation operation, Typed left, Typed right) {
        if (!left.shape().standsBeside(right.shape())) {
            throw Misfit.beside(interpreter.text(), operation, left.shape(), right.shape());
        }
        return left.shape().beside(right.shape());
    }

    /** A condition for each entry of an array, or for one number. */
    private Typed each(Syntax syntax, String asker) {
        Typed typed = interpreter.typed(syntax);
        if (!typed.isCondition()) {
            String text = syntax.spot().in(interpreter.text());
            String what = text + " is no condition, and " + asker + " takes conditions";
            throw syntax instanceof Syntax.Literal
                    ? new UnreadableException(
                            syntax.spot(), what + ": comparisons beside " + asker + " need brackets around them.")
                    : new UnreadableException(
                            syntax.spot(), what + ": compare it with something, or ask isnan(" + text + ").");
        }
        return typed;
    }

    /** One condition. */
    private Typed single(Syntax syntax, String asker) {
        Typed typed = each(syntax, asker);
        requireSingle(interpreter.text(), syntax, typed);
        return typed;
    }

    /** Refuses a condition for each entry of an array where one is asked for. */
    static void requireSingle(String text, Syntax syntax, Typed typed) {
        if (!typed.shape().isNumber()) {
            String part = syntax.spot().in(text);
            throw new UnreadableException(
                    syntax.spot(),
                    part + " is a condition for each entry, shape " + typed.shape()
                            + ": say whether it must hold for any of them or for all.",
                    "any(" + part + ") or all(" + part + ")");
        }
    }
}
