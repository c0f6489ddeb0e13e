package org.gradwalk.model.run;

import java.util.List;
import java.util.stream.IntStream;
import org.gradwalk.model.formula.Evaluator;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.run.FormulaScope.Part;
import org.gradwalk.model.tensor.Matrix;

/** Evaluates equations on the recorded values of an iteration. */
public final class FormulaCheck {

    private FormulaCheck() {}

    /**
     * The value on the left of an equation by its right-hand side, in the shape and order of the engine's own matrix.
     *
     * @param memory in which all that the equation reads has been computed
     */
    public static Matrix value(Memory memory, Equation equation) {
        Value value = equation.value();
        Matrix whole = Matrix.zeros(value.rows(), value.columns());
        for (Part part : parts(equation)) {
            Matrix target = target(value, whole, part);
            Matrix found = value(memory, equation, part);
            for (int i = 0; i < target.rows(); i++) {
                for (int j = 0; j < target.columns(); j++) {
                    // parts of a parameter's gradient fall on the same entries: the sequences' errors add
                    target.set(i, j, target.get(i, j) + found.get(i, j));
                }
            }
        }
        return whole;
    }

    /** The same for one of the parts into which the equation falls, vectors as rows. */
    private static Matrix value(Memory memory, Equation equation, Part part) {
        Value value = equation.value();
        boolean vector = value.layout() == Layout.VECTOR;
        Matrix target = target(value, memory.matrix(value), part);
        Matrix found = Evaluator.evaluate(
                equation.formula(), new FormulaScope(memory, equation, part),
                vector ? target.columns() : target.rows(), vector ? target.rows() : target.columns());
        return vector ? found.transposedCopy() : found;
    }

    private static Matrix target(Value value, Matrix whole, Part part) {
        return switch (part) {
            case Part.Whole() -> whole;
            case Part.Sequence(int sequence) -> value.sequence(whole, sequence);
            case Part.Head(int sequence, int head) -> value.head(whole, sequence, head);
        };
    }

    /** Equations speak of one head where there are heads, of one sequence where positions are shared, else of all. */
    static List<Part> parts(Equation equation) {
        Expression formula = equation.formula();
        Value.Extent extent = equation.value().extent();
        if (equation.isPerHead()) {
            return Part.heads(extent, formula.mergesHeads());
        }
        boolean shares = equation.value().layout() == Layout.SEQUENCES
                && formula.stream().anyMatch(part -> switch (part) {
                    case Symbol symbol ->
                        equation.value(symbol).filter(of -> of.layout() == Layout.POSITIONS).isPresent();
                    case Expression.Identity _ -> true;
                    default -> false;
                });
        return shares
                ? IntStream.range(0, extent.sequences()).<Part>mapToObj(Part.Sequence::new).toList()
                : List.of(new Part.Whole());
    }
}
