package org.gradwalk.app.session;

import java.util.List;
import java.util.Optional;
import org.gradwalk.model.derivation.UnreadableException;
import org.gradwalk.model.formula.ShapeException;
import org.gradwalk.model.formula.UnknownSymbolException;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.run.FormulaScope.Part;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.NodeExpression;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;

/** How a watch is measured at a place of a program. */
sealed interface WatchMeasure {

    /** A value as a whole. It allocates nothing of size. */
    record Whole(Program program, Value value) implements WatchMeasure {}

    /** What somebody typed. */
    record Typed(Program program, NodeExpression expression) implements WatchMeasure {}

    /** It means nothing there. */
    record Unreadable(String why) implements WatchMeasure {}

    /**
     * Reads a watch that means the same at every node: the name of a value, or an expression that names all values in full.
     *
     * @return nothing where it depends on the node
     */
    static Optional<WatchMeasure> everywhere(Program program, Watch watch) {
        Optional<WatchMeasure> whole = program.value(watch.text().strip())
                .map(value -> new Whole(program, value));
        if (whole.isPresent()) {
            return whole;
        }
        try {
            return Optional.of(new Typed(program, NodeExpression.read(program, program.root(), watch.text())));
        } catch (UnreadableException ofANode) {
            return Optional.empty();
        }
    }

    /** Reads a watch with the names of a node. */
    static WatchMeasure at(Program program, Node node, Watch watch) {
        try {
            return new Typed(program, NodeExpression.read(program, node, watch.text()));
        } catch (UnreadableException unreadable) {
            String remedy = unreadable.remedy();
            return new Unreadable(unreadable.sentence() + (remedy.isEmpty() ? "" : " Try " + remedy + "."));
        }
    }

    /** Measures it where so many operations have run. */
    default WatchReading.State measure(Iteration iteration, int operations) {
        return switch (this) {
            case Whole(Program program, Value value) -> {
                int writer = program.writtenBy(value);
                yield writer >= operations
                        ? new WatchReading.State.NotYet()
                        : new WatchReading.State.Known(
                                writer, List.of(new Part.Whole()),
                                new double[]{size(iteration.matrix(value), value.layout() == Layout.SCALAR)},
                                value.shape());
            }
            case Typed(Program program, NodeExpression expression) -> {
                int writer = expression.values().stream().mapToInt(program::writtenBy).max().orElse(-1);
                yield writer >= operations
                        ? new WatchReading.State.NotYet()
                        : numbers(iteration, expression, writer);
            }
            case Unreadable(String why) -> new WatchReading.State.Unreadable(why);
        };
    }

    private static WatchReading.State numbers(Iteration iteration, NodeExpression expression, int writer) {
        List<Part> parts = expression.parts();
        double[] numbers = new double[parts.size()];
        try {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = size(expression.value(iteration, parts.get(i)), expression.shape().sizes().isEmpty());
            }
        } catch (ShapeException | UnknownSymbolException unforeseen) {
            return new WatchReading.State.Unreadable("It cannot be evaluated: " + unforeseen.getMessage() + ".");
        }
        return new WatchReading.State.Known(writer, parts, numbers, expression.shape().sizes());
    }

    /** The number, or the norm of an array. */
    private static double size(Matrix matrix, boolean number) {
        return number ? matrix.get(0, 0) : Math.sqrt(Entries.sumOfSquares(matrix));
    }
}
