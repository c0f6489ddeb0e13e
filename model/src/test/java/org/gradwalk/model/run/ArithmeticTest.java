package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.gradwalk.model.formula.Arithmetic;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Scope;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.KnownScope;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** The arithmetic that is told of an entry yields the entry. */
class ArithmeticTest {

    private static final Symbol P = Symbol.of("P", SymbolClass.ATTENTION);
    private static final Symbol D = new Symbol("dP", "\\Delta_P", SymbolClass.ERROR);

    @Property(tries = 30)
    @Domain(RandomNetworks.class)
    void theNumbersPutInYieldTheEntry(@ForAll RandomNetwork network) {
        Iteration iteration = network.iteration(network.program(network.fullUpdate()), Workers.CALLER);
        iteration.runAll();
        Set<String> steps = new HashSet<>();
        for (Operation operation : iteration.program().operations()) {
            for (Equation equation : operation.equations()) {
                if (check(iteration, equation)) {
                    steps.add(operation.step());
                }
            }
        }

        assertThat(steps).contains(
                "ln.mean", "ln.center", "ln.var", "ln.rstd", "ln.normalize", "ln.affine", "attn.scores", "attn.softmax",
                "attn.values", "attn.proj", "ffn.in", "ffn.act", "ffn.out", "unembed", "loss.logprobs", "residual",
                "fork");
    }

    private static boolean check(Iteration iteration, Equation equation) {
        boolean head = equation.isPerHead();
        Matrix whole = iteration.matrix(equation.value());
        Matrix engine = head ? equation.value().head(whole, 0, 0) : whole;
        int row = engine.rows() - 1;
        int column = engine.columns() / 2;
        boolean vector = equation.value().layout() == Layout.VECTOR;
        Scope scope = new FormulaScope(
                iteration, equation, head ? new FormulaScope.Part.Head(0, 0) : new FormulaScope.Part.Whole());
        Optional<Arithmetic> arithmetic = Arithmetic.of(
                equation.formula(), scope, vector ? column : row, vector ? 0 : column, Double::toString);
        arithmetic.ifPresent(found -> assertThat(found.value()).as(equation.value() + " = " + found.text())
                .isCloseTo(engine.get(row, column), within(1e-10 * (1 + Math.abs(engine.get(row, column))))));
        return arithmetic.isPresent();
    }

    @Example
    void theSoftmaxTellsWhatTheEntryIsMadeOf() {
        Scope scope = new KnownScope(Map.of("P", Matrix.of(1, 2, 0.25, 0.75), "dP", Matrix.of(1, 2, -1.0, 3.0)), 1);
        Expression formula = P.hadamard(D.minus(P.hadamard(D).rowSum().acrossColumns()));

        assertThat(Arithmetic.of(formula, scope, 0, 1, Double::toString))
                .contains(new Arithmetic("0.75 · (3.0 − 2.0)", 0.75));
    }

    @Example
    void aLongSumTellsHowManySummandsItHas() {
        Scope scope = new KnownScope(
                Map.of("P", Matrix.of(1, 4, 1.0, 2.0, 3.0, 4.0), "dP", Matrix.of(4, 1, 1.0, 1.0, 1.0, 2.0)), 1);

        assertThat(Arithmetic.of(P.times(D), scope, 0, 0, Double::toString))
                .contains(new Arithmetic("1.0 · 1.0 + 2.0 · 1.0 + … (4)", 14));
        assertThat(Arithmetic.of(P, scope, 0, 0, Double::toString)).as("a copy").isEmpty();
    }
}
