package org.gradwalk.model.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.gradwalk.model.formula.Evaluator;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.layer.UpdateRule;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.run.FormulaScope;
import org.gradwalk.model.run.FormulaScope.Part;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;
import org.junit.jupiter.api.Test;

/** What is written is what a person types, and is read as the same. */
@Domain(RandomNetworks.class)
class WriterTest {

    @Property(tries = 25)
    void everyFormulaIsReadAsItWasWritten(@ForAll RandomNetwork network) {
        check(network, network.fullUpdate());
    }

    @Property(tries = 5)
    void soAreFormulasOfSgd(@ForAll RandomNetwork network) {
        check(network, new Update(new Sgd(true), false, network.divided()));
    }

    private static void check(RandomNetwork network, UpdateRule update) {
        Iteration iteration = network.iteration(network.program(update), Workers.CALLER);
        iteration.runAll();
        List<String> faults = new ArrayList<>();
        for (Operation operation : iteration.program().operations()) {
            for (Operation.Output output : operation.outputs()) {
                FormulaScope scope = new FormulaScope(iteration, operation, part(operation, output.formula()));
                compare(network, scope, output).forEach(faults::add);
            }
        }

        assertThat(faults).isEmpty();
    }

    private static Part part(Operation operation, Expression formula) {
        boolean sequence = !formula.stream().anyMatch(Expression.SequenceSum.class::isInstance)
                && operation.result().value().layout() == Layout.SEQUENCES
                && operation.inputs().stream().anyMatch(input -> input.value().layout() == Layout.POSITIONS);
        return operation.isPerHead() ? new Part.Head(0, 0) : sequence ? new Part.Sequence(0) : new Part.Whole();
    }

    private static Stream<String> compare(RandomNetwork network, FormulaScope scope, Operation.Output output) {
        Expression formula = output.formula();
        Names names = Names.none()
                .withSize("T", network.positions())
                .withSize("H", network.config().heads())
                .withSize("d", network.config().width())
                .withSize("d_h", network.config().width() / network.config().heads());
        for (Symbol symbol : formula.stream().filter(Symbol.class::isInstance).map(Symbol.class::cast).toList()) {
            Shape shape = scope.operation().inputs().stream()
                    .filter(input -> input.symbol().equals(symbol))
                    .findFirst()
                    .map(input -> shape(input.value(), scope.numbers(symbol).orElseThrow()))
                    .orElse(Shape.number());
            names = symbol.name().equals("Omega") ? names.withMask(symbol, shape) : names.with(symbol, shape);
        }
        boolean merges = formula.stream().anyMatch(part -> part instanceof Expression.Heads(var direction, var _)
                && direction == Expression.Heads.Direction.MERGE);
        Matrix whole = scope.memory().matrix(output.value());
        Matrix target = switch (scope.part()) {
            case Part.Whole() -> whole;
            case Part.Sequence(int sequence) -> output.value().sequence(whole, sequence);
            case Part.Head(int sequence, int head) ->
                merges ? output.value().sequence(whole, sequence) : output.value().head(whole, sequence, head);
        };
        Matrix expected = output.value().layout() == Layout.VECTOR ? target.transposedCopy() : target;
        Matrix byFormula = Evaluator.evaluate(formula, scope, expected.rows(), expected.columns());
        Shape asked = shape(output.value(), expected);
        String text = Writer.write(formula, names, asked);
        Verdict verdict = Derivation.check(
                text, names, new Question(
                        asked, List.of(new Question.Case(scope, byFormula)), Optional.empty()));
        return verdict instanceof Verdict.Agrees || !allFinite(byFormula)
                ? Stream.empty()
                : Stream.of(scope.operation().address() + ": " + text + " is " + verdict);
    }

    private static boolean allFinite(Matrix matrix) {
        return Arrays.stream(matrix.toArray()).noneMatch(entry -> Double.isNaN(entry) || entry > 1e300);
    }

    private static Shape shape(Value value, Matrix numbers) {
        return switch (value.layout()) {
            case VECTOR -> Shape.vector(numbers.rows());
            case SCALAR -> Shape.number();
            case SEQUENCES ->
                value.columns() == 1 ? Shape.vector(numbers.rows()) : Shape.matrix(numbers.rows(), numbers.columns());
            case HEADS, ATTENTION, POSITIONS, PARAMETER -> Shape.matrix(numbers.rows(), numbers.columns());
        };
    }

    private static final Symbol X = NamedArrays.symbol("X");
    private static final Symbol DY = NamedArrays.symbol("dY");
    private static final Symbol P = NamedArrays.symbol("P");
    private static final Symbol DP = NamedArrays.symbol("dP");
    private static final Symbol R = NamedArrays.symbol("r");
    private static final Symbol GAMMA = NamedArrays.symbol("gamma");
    private static final Names NAMES = Names.none()
            .with(X, Shape.matrix(3, 4))
            .with(DY, Shape.matrix(3, 4))
            .with(P, Shape.matrix(3, 3))
            .with(DP, Shape.matrix(3, 3))
            .with(R, Shape.vector(3))
            .with(GAMMA, Shape.vector(4))
            .withSize("d", 4)
            .withSize("d_h", 5);

    private static String written(Expression expression) {
        return Writer.write(expression, NAMES, Shape.matrix(3, 4));
    }

    @Test
    void thereAreNoNeedlessBrackets() {
        assertThat(written(X.transposed().times(DY))).isEqualTo("X.T @ dY");
        assertThat(written(P.hadamard(DP.minus(P.hadamard(DP).rowSum().acrossColumns()))))
                .isEqualTo("P * (dP - (P * dP).sum(axis=1, keepdims=True))");
        assertThat(written(R.diagonal().times(X))).isEqualTo("r[:, None] * X");
        assertThat(written(X.times(GAMMA.diagonal()).plus(GAMMA.downRows()))).isEqualTo("X * gamma + gamma");
        assertThat(written(Expression.number(1 / Math.sqrt(5), "\\tau").times(X.times(DY.transposed()))))
                .isEqualTo("1 / np.sqrt(d_h) * (X @ dY.T)");
        assertThat(written(Expression.number(0.25, "\\tfrac{1}{d}").times(X.rowSum())))
                .isEqualTo("1 / d * X.sum(axis=1)");
        assertThat(written(X.minus(X.plus(DY)).minus(DY))).isEqualTo("X - (X + dY) - dY");
        assertThat(written(X.plus(DY.negated()))).isEqualTo("X + (-dY)");
        assertThat(written(X.apply(Expression.Function.RELU_SLOPE).hadamard(DY))).isEqualTo("(X > 0) * dY");
    }

    @Test
    void whatNumPyOnlyRepeatsGetsTheShapeThatIsAskedFor() {
        assertThat(written(R.acrossColumns())).isEqualTo("r[:, None] * np.ones((3, 4))");
    }
}
