package org.gradwalk.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gradwalk.app.EveryProgram;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Latex;
import org.gradwalk.model.formula.Latex.Relation;
import org.gradwalk.model.formula.Writing;
import org.gradwalk.model.gpt.PaperNotation;
import org.gradwalk.model.program.Notation;
import org.gradwalk.model.program.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every formula and every invariant of every program can be set in both notations. */
class NotationTest {

    /** Two sides, as they are written down. */
    private record Line(Expression left, Expression right, Writing writing) {

        String latex() {
            return Latex.equation(left, Relation.EQUAL, right, writing, _ -> "");
        }
    }

    static Stream<Notation> notations() {
        return Stream.of(Notation.PLAIN, new PaperNotation(1), new PaperNotation(2));
    }

    @ParameterizedTest
    @MethodSource("notations")
    void everythingCanBeSet(Notation notation) {
        Map<String, Line> lines = new LinkedHashMap<>();
        EveryProgram.all().flatMap(program -> lines(program, notation)).forEach(
                line -> lines.putIfAbsent(line.latex(), line));
        TreeSet<String> faults = new TreeSet<>();
        lines.forEach((latex, line) -> {
            try {
                TypesetFormula set = TypesetFormula.equation(
                        line.left, Relation.EQUAL, line.right, line.writing, 12);
                if (!(set.width() > 0) || !(set.height() > 0)) {
                    faults.add("nothing is seen of " + latex);
                }
            } catch (RuntimeException e) {
                faults.add(latex + ": " + e.getMessage());
            }
        });

        assertThat(lines).hasSizeGreaterThan(100);
        assertThat(faults).isEmpty();
    }

    private static Stream<Line> lines(Program program, Notation notation) {
        Stream<Line> equations = Stream.concat(
                program.operations().stream().flatMap(operation -> operation.equations().stream()),
                program.root().stream().flatMap(node -> node.fused().stream()))
                .map(equation -> new Line(equation.symbol(), equation.formula(), notation.writing(equation)));
        Stream<Line> invariants = program.root().stream()
                .flatMap(node -> node.invariants().stream())
                .map(invariant -> new Line(
                        invariant.left(), invariant.right(),
                        notation.writing(invariant.bindings(), invariant.isPerHead())));
        return Stream.concat(equations, invariants);
    }
}
