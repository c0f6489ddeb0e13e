package org.gradwalk.model.run;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Entries;

/** Checks the values of an iteration in three ways. Nothing of the iteration is written. */
public final class ThreeWayCheck {

    private final Iteration walk;
    private final Program program;
    private final long changes;
    private Optional<GradientCheck> gradients = Optional.empty();

    public ThreeWayCheck(Iteration walk) {
        this.walk = walk;
        program = walk.program();
        changes = walk.changes();
    }

    /** Whether it reads this iteration. */
    public boolean isOf(Iteration iteration) {
        return walk == iteration;
    }

    /** Whether the iteration's numbers are still those that were read: buffers are used again, weights changed by hand. */
    public boolean isCurrent() {
        return walk.changes() == changes;
    }

    /** The values that can be checked when so many operations have run, in the order in which they were written. */
    public List<Value> values(int operations) {
        return program.operations().subList(0, operations).stream()
                .flatMap(operation -> operation.outputs().stream())
                .map(output -> output.value())
                .toList();
    }

    /**
     * Checks a value that an operation has written, or a part of one that a layer has a formula for.
     *
     * @throws IllegalArgumentException if it has no formula
     */
    public ThreeWay check(Value value) {
        return check(value, Stream.concat(program.equation(value).stream(), program.fused(value)).toList());
    }

    /** Checks the value of an equation, and that this equation yields it as well. */
    public ThreeWay check(Equation equation) {
        Value value = equation.value();
        return check(value, Stream.of(program.equation(value).stream(), program.fused(value), Stream.of(equation))
                .flatMap(Function.identity())
                .toList());
    }

    private ThreeWay check(Value value, List<Equation> equations) {
        if (equations.isEmpty()) {
            throw new IllegalArgumentException("There is no formula of " + value);
        }
        Equation own = equations.getFirst();
        Comparison formula = equations.stream()
                .map(equation -> Comparison.of(FormulaCheck.value(walk, equation), walk.original(value)))
                .max(Comparator.comparingDouble(Comparison::largestAbsolute))
                .orElseThrow();
        Optional<FiniteDifferences> differences = GradientCheck.variable(program, value)
                .map(variable -> gradients().check(variable, walk.original(value)));
        return new ThreeWay(value, formula, scale(own), differences);
    }

    private GradientCheck gradients() {
        if (gradients.isEmpty()) {
            gradients = Optional.of(new GradientCheck(walk));
        }
        return gradients.get();
    }

    /** The largest entry of the errors that a value is made of, or of whatever it is made of on the way forward. */
    private double scale(Equation equation) {
        List<Value> parts = equation.formula().symbols()
                .flatMap(symbol -> equation.value(symbol).stream())
                .toList();
        List<Value> errors = parts.stream()
                .filter(part -> part.kind() == SymbolClass.ERROR || part.kind() == SymbolClass.GRADIENT)
                .toList();
        return (errors.isEmpty() ? parts : errors).stream()
                .mapToDouble(part -> Entries.largestFinite(walk.matrix(part)))
                .max()
                .orElse(1);
    }
}
