package org.gradwalk.model.derivation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Scope;
import org.gradwalk.model.tensor.Matrix;

/**
 * What is asked for, with the right numbers.
 *
 * @param shape of the answer in NumPy
 * @param cases in each of which the answer must be right: heads, sequences, or one for all
 * @param formula the right answer, if there is one formula for it: its terms are what may be found missing
 */
public record Question(Shape shape, List<Case> cases, Optional<Expression> formula) {

    /**
     * One case.
     *
     * @param scope what the names stand for, all of them, in the shapes that the names say
     * @param expected the right numbers, a vector as a column
     * @param summands by name, what the right answer is a sum of; none where it is no sum. The same names in all cases
     */
    public record Case(Scope scope, Matrix expected, Map<String, Matrix> summands) {

        public Case {
            summands = Map.copyOf(summands);
        }

        /** A case whose answer is no sum of things with names. */
        public Case(Scope scope, Matrix expected) {
            this(scope, expected, Map.of());
        }
    }

    public Question {
        cases = List.copyOf(cases);
        int rows = shape.isVector() ? shape.columns() : shape.rows();
        int columns = shape.isVector() ? 1 : shape.columns();
        cases.forEach(c -> c.expected().requireShape(rows, columns));
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("There must be a case to compare with");
        }
    }

    /** Whether a shape will do: a vector may keep the axis that was summed, a number may be an array of one. */
    boolean accepts(Shape found) {
        return switch (shape.dimensions()) {
            case 0 -> found.entries() == 1;
            case 1 -> found.entries() == shape.entries() && (found.isVector() || found.rows() == 1
                    || found.columns() == 1);
            default -> found.equals(shape);
        };
    }
}
