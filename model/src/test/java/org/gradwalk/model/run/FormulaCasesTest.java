package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On every case of the reference, engine, formula and finite differences say the same of every value. */
class FormulaCasesTest {

    private static final int WORST_LINES = 3;

    private record Line(String what, double error, boolean agrees, String remark) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%-48s %.1e %s", what, error, remark);
        }
    }

    static List<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void engineFormulaAndDifferencesAgree(GoldenCase golden) {
        Iteration iteration = golden.iteration(Workers.CALLER);
        iteration.runAll();
        List<Line> formulas = equations(iteration.program()).map(equation -> formula(iteration, equation)).toList();
        GradientCheck check = new GradientCheck(iteration);
        List<Line> differences = new ArrayList<>();
        for (Value gradient : iteration.program().values()) {
            GradientCheck.variable(iteration.program(), gradient)
                    .ifPresent(value -> differences.add(
                            difference(check.check(value, iteration.matrix(gradient)))));
        }

        print(golden, "formula", formulas);
        print(golden, "finite differences", differences);
        assertThat(formulas).filteredOn(line -> !line.agrees).isEmpty();
        assertThat(differences).filteredOn(line -> !line.agrees).isEmpty();
        assertThat(differences).hasSizeGreaterThan(iteration.program().parameters().size());
    }

    private static Stream<Equation> equations(Program program) {
        return Stream.concat(
                program.operations().stream().flatMap(operation -> operation.equations().stream()),
                program.root().stream().flatMap(node -> node.fused().stream()));
    }

    private static Line formula(Iteration iteration, Equation equation) {
        Comparison found = Comparison.of(
                FormulaCheck.value(iteration, equation), iteration.matrix(equation.value()));
        return new Line(equation.value().name(), found.largestRelative(), found.agrees(1e-3), "");
    }

    private static Line difference(FiniteDifferences found) {
        String remark = (found.isBelowNoise() ? "absolute, noise " + found.noise() : "")
                + (found.leftOut().isEmpty() ? "" : " left out " + found.leftOut().size());
        return new Line(
                found.value().name(), found.isBelowNoise() ? found.largestAbsolute() : found.largestRelative(),
                found.agree(), remark);
    }

    private static void print(GoldenCase golden, String what, List<Line> lines) {
        System.out.println(golden.name() + ": " + what + " of " + lines.size() + " values, the worst:");
        lines.stream().sorted(Comparator.comparingDouble(line -> -line.error)).limit(WORST_LINES)
                .forEach(line -> System.out.println("  " + line));
        Optional.of(lines.stream().filter(line -> !line.remark.isEmpty()).count()).filter(count -> count > 0)
                .ifPresent(count -> System.out
                        .println("  " + count + " of them compared absolutely, or not at every entry"));
    }
}
