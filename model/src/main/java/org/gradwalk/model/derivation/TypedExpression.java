package org.gradwalk.model.derivation;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;

/**
 * What a person typed as in NumPy to look at values: a number, an array, or a condition, whose value is 1 or 0.
 *
 * <p>A condition is a comparison, {@code isnan}, {@code isinf} or {@code isfinite}, of single numbers or within
 * {@code any} or {@code all}; conditions are joined by {@code and}, {@code or}, {@code not}, those of every entry by
 * {@code &}, {@code |}, {@code ~}. For NaN no comparison holds but {@code !=}.
 *
 * @param expression what is evaluated, vectors as columns
 * @param shape in NumPy
 * @param isCondition whether it is true or false, everywhere
 */
public record TypedExpression(Expression expression, Shape shape, boolean isCondition) {

    /**
     * Reads a text.
     *
     * @param names that it may use
     * @param cases how often it is evaluated at a time: for each head, or once
     * @throws UnreadableException where it means nothing here, or asks for too much
     */
    public static TypedExpression read(String text, Names names, int cases) {
        return of(typed(text, Parser.parseWithConditions(text), names, cases));
    }

    /**
     * Reads one condition.
     *
     * @throws UnreadableException as {@link #read}, and where it is a number, an array, or a condition for each entry
     */
    public static TypedExpression condition(String text, Names names, int cases) {
        Syntax syntax = Parser.parseWithConditions(text);
        Typed typed = typed(text, syntax, names, cases);
        String part = syntax.spot().in(text);
        if (!typed.isCondition()) {
            throw typed.shape().isNumber()
                    ? new UnreadableException(
                            syntax.spot(), part + " is a number, not a condition: compare it with another one.",
                            part + " > 10")
                    : new UnreadableException(
                            syntax.spot(), part + " is an array, shape " + typed.shape()
                                    + ", not a condition: compare a number that is made of it.",
                            "max(abs(" + part + ")) > 10");
        }
        Asking.requireSingle(text, syntax, typed);
        return of(typed);
    }

    private static Typed typed(String text, Syntax syntax, Names names, int cases) {
        return Interpreter.interpretWithConditions(text, syntax, names, new Budget(cases));
    }

    private static TypedExpression of(Typed typed) {
        return new TypedExpression(typed.expression(), typed.shape(), typed.isCondition());
    }

    /**
     * The arrays that a text names; what it calls by names that are not known is left out.
     *
     * @throws UnreadableException where it cannot be read at all
     */
    public static Set<Symbol> symbols(String text, Names names) {
        Set<Symbol> symbols = new LinkedHashSet<>();
        for (Syntax part : Parser.parseWithConditions(text).all()) {
            if (part instanceof Syntax.Name(Spot _, String name)) {
                Optional<Names.Known> known = names.array(name).or(() -> names.addedMask(name));
                known.map(Names.Known::symbol).ifPresent(symbols::add);
            }
        }
        return symbols;
    }

    /** Whether a text cuts arrays into heads, so that it speaks of one of them. */
    public static boolean splitsHeads(String text) {
        return Parser.parseWithConditions(text).all().stream()
                .anyMatch(part -> part instanceof Syntax.Call call && call.function().equals("split_heads"));
    }
}
