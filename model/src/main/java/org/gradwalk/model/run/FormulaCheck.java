package org.gradwalk.model.run;

import java.util.List;
import java.util.stream.IntStream;
import org.gradwalk.model.formula.Evaluator;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.run.FormulaScope.Part;
import org.gradwalk.model.tensor.Matrix;

/** Evaluates the formulas of operations on the recorded values of an iteration. */
public final class FormulaCheck {

    private FormulaCheck() {}

    /**
     * The value of an output by its formula, in the shape and order of the engine's own matrix.
     *
     * @param memory in which all that the operation reads has been computed
     */
    public static Matrix value(Memory memory, Operation operation, Operation.Output output) {
        Value value = output.value();
        Matrix whole = Matrix.zeros(value.rows(), value.columns());
        for (Part part : parts(operation, output.formula())) {
            FormulaScope scope = new FormulaScope(memory, operation, part);
            Matrix target = target(value, whole, part);
            boolean vector = value.layout() == Layout.VECTOR;
            Matrix found = Evaluator.evaluate(
                    output.formula(), scope, vector ? target.columns() : target.rows(),
                    vector ? target.rows() : target.columns());
            target.copyFrom(vector ? found.transposedCopy() : found);
        }
        return whole;
    }

    private static Matrix target(Value value, Matrix whole, Part part) {
        return switch (part) {
            case Part.Whole() -> whole;
            case Part.Sequence(int sequence) -> value.sequence(whole, sequence);
            case Part.Head(int sequence, int head) -> value.head(whole, sequence, head);
        };
    }

    /** Formulas speak of one head where there are heads, of one sequence where positions are shared, else of all. */
    private static List<Part> parts(Operation operation, Expression formula) {
        Value.Extent extent = operation.result().value().extent();
        if (operation.isPerHead()) {
            boolean merges = formula.stream().anyMatch(part -> part instanceof Expression.Heads(var direction, var _)
                    && direction == Expression.Heads.Direction.MERGE);
            return IntStream.range(0, extent.sequences())
                    .boxed()
                    .flatMap(b -> IntStream.range(0, merges ? 1 : extent.heads())
                            .mapToObj(h -> (Part) new Part.Head(b, h)))
                    .toList();
        }
        boolean sumsSequences = formula.stream().anyMatch(Expression.SequenceSum.class::isInstance);
        boolean shares = !sumsSequences
                && operation.inputs().stream().anyMatch(input -> input.value().layout() == Layout.POSITIONS)
                && operation.result().value().layout() == Layout.SEQUENCES;
        return shares
                ? IntStream.range(0, extent.sequences()).<Part>mapToObj(Part.Sequence::new).toList()
                : List.of(new Part.Whole());
    }
}
