package org.gradwalk.model.derivation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What was typed, as a tree, before anybody asks what it means; every part knows where it stands. */
sealed interface Syntax {

    /** Where it stands, without brackets around it. */
    Spot spot();

    record Literal(Spot spot, double value) implements Syntax {}

    record Name(Spot spot, String name) implements Syntax {}

    /** Two parts, and where the sign between them stands; a function such as np.add has it in its name. */
    record Operation(Spot spot, Spot sign, Operator operator, Syntax left, Syntax right) implements Syntax {}

    record Negative(Spot spot, Syntax of) implements Syntax {}

    /** The opposite of a condition. */
    record Not(Spot spot, Syntax of) implements Syntax {}

    record Power(Spot spot, Syntax of, Syntax exponent) implements Syntax {}

    record Transpose(Spot spot, Syntax of) implements Syntax {}

    /** Sum or mean along an axis, or of all entries. */
    record Reduction(Spot spot, boolean mean, Syntax of, OptionalInt axis, boolean keepsAxis) implements Syntax {}

    record Call(Spot spot, String function, List<Syntax> arguments) implements Syntax {}

    /** A vector as a row (axis 0 is new) or as a column (axis 1 is new). */
    record NewAxis(Spot spot, Syntax of, int axis) implements Syntax {}

    /** Rows or columns from one number up to another. */
    record Slice(Spot spot, Syntax of, int axis, Optional<Syntax> from, Optional<Syntax> to) implements Syntax {}

    /** The rows that a vector of numbers names. */
    record LookUp(Spot spot, Syntax of, Syntax numbers) implements Syntax {}

    /** A size of an array. */
    record Size(Spot spot, Syntax of, int axis) implements Syntax {}

    /** A list or tuple. */
    record Several(Spot spot, List<Syntax> items) implements Syntax {}

    /** Arrays side by side (axis 1), or one below the other. */
    record Joined(Spot spot, List<Syntax> items, int axis) implements Syntax {}

    default List<Syntax> parts() {
        return switch (this) {
            case Literal _,Name _ -> List.of();
            case Operation(Spot _, Spot _, Operator _, Syntax left, Syntax right) -> List.of(left, right);
            case Negative(Spot _, Syntax of) -> List.of(of);
            case Not(Spot _, Syntax of) -> List.of(of);
            case Power(Spot _, Syntax of, Syntax exponent) -> List.of(of, exponent);
            case Transpose(Spot _, Syntax of) -> List.of(of);
            case Reduction(Spot _, boolean _, Syntax of, OptionalInt _, boolean _) -> List.of(of);
            case Call(Spot _, String _, List<Syntax> arguments) -> arguments;
            case NewAxis(Spot _, Syntax of, int _) -> List.of(of);
            case Slice(Spot _, Syntax of, int _, Optional<Syntax> from, Optional<Syntax> to) ->
                Stream.of(Optional.of(of), from, to).flatMap(Optional::stream).toList();
            case LookUp(Spot _, Syntax of, Syntax numbers) -> List.of(of, numbers);
            case Size(Spot _, Syntax of, int _) -> List.of(of);
            case Several(Spot _, List<Syntax> items) -> items;
            case Joined(Spot _, List<Syntax> items, int _) -> items;
        };
    }

    /** Whether something can be written behind it without brackets. */
    default boolean isAtom() {
        return !(this instanceof Operation || this instanceof Negative || this instanceof Not || this instanceof Power);
    }

    /** Itself and all its parts. */
    default List<Syntax> all() {
        return Stream.concat(Stream.of(this), parts().stream().flatMap(part -> part.all().stream())).toList();
    }
}
