package org.gradwalk.model.program;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Magnitude;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.program.Operation.Binding;

/**
 * What holds of the values of a step or a layer whatever their numbers are, but for rounding.
 *
 * @param left side
 * @param relation of the left side to the right one
 * @param right side
 * @param terms more of what was added and subtracted until the values were there, where they may have come out much
 *     smaller than their terms: rounding is proportional to these
 * @param onlyInFirstUpdate whether it holds only while the memory of the optimizer is still 0
 * @param bindings what the symbols stand for; a symbol of none is a setting of the update
 */
public record Invariant(
        Expression left,
        Relation relation,
        Expression right,
        Optional<Expression> terms,
        boolean onlyInFirstUpdate,
        List<Binding> bindings) {

    /** How the two sides compare, entry by entry. */
    public enum Relation {
        EQUAL,
        AT_MOST
    }

    /** Two sides that are equal. */
    public static Invariant equal(Expression left, Expression right) {
        return new Invariant(left, Relation.EQUAL, right, Optional.empty(), false, List.of());
    }

    /** A side that vanishes. */
    public static Invariant zero(Expression left) {
        return equal(left, Expression.number(0, "0"));
    }

    /** A left side that is nowhere above the right one. */
    public static Invariant atMost(Expression left, Expression right) {
        return new Invariant(left, Relation.AT_MOST, right, Optional.empty(), false, List.of());
    }

    /** The same, of values that are made of terms such as these. */
    public Invariant ofTerms(Expression made) {
        return new Invariant(left, relation, right, Optional.of(made), onlyInFirstUpdate, bindings);
    }

    /** The same, true only in the first update. */
    public Invariant inFirstUpdate() {
        return new Invariant(left, relation, right, terms, true, bindings);
    }

    Invariant with(List<Binding> newBindings) {
        return new Invariant(left, relation, right, terms, onlyInFirstUpdate, newBindings);
    }

    /** Expressions whose entries are as large as what was added and subtracted for both sides. */
    public List<Expression> magnitudes() {
        return parts().map(Magnitude::of).toList();
    }

    private Stream<Expression> parts() {
        return Stream.concat(Stream.of(left, right), terms.stream());
    }

    /** The symbols in it, in the order in which one reads them. */
    List<Symbol> symbols() {
        return parts().flatMap(Expression::symbols).distinct().toList();
    }

    /** Whether it speaks of one head, so that its values are those of one head of one sequence. */
    public boolean isPerHead() {
        return parts().flatMap(Expression::stream).anyMatch(Expression.Heads.class::isInstance)
                || bindings.stream().anyMatch(binding -> binding.value().layout() == Value.Layout.ATTENTION);
    }

    /** Whether it puts all heads side by side, so that its values are those of one sequence. */
    public boolean merges() {
        return parts().anyMatch(Expression::mergesHeads);
    }

    /** Whether it speaks of the norms of rows, one by one. */
    public boolean isByRows() {
        return parts().flatMap(Expression::stream).anyMatch(Expression.RowNorm.class::isInstance);
    }

    /** The values that it speaks of. */
    public List<Value> values() {
        return bindings.stream().map(Binding::value).distinct().toList();
    }
}
