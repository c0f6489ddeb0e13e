package org.gradwalk.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gradwalk.app.EveryProgram;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.app.view.stage.DerivationText.Piece;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.gpt.PaperNotation;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Notation;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Program;
import org.junit.jupiter.api.Test;

/** A step that nobody has derived, or a name that is not known where it is derived, fails here and not on the stage. */
class DerivationTextTest {

    @Test
    void everyStepOfEveryProgramIsDerivedInNamesThatItKnows() {
        Set<String> faults = new TreeSet<>();
        EveryProgram.all().forEach(program -> derived(program).forEach(node -> {
            try {
                Optional<DerivationText> text = DerivationText.of(program, node, Notation.PLAIN);
                if (text.isEmpty() || text.get().lines().size() < 2 || text.get().lines().size() > 5) {
                    faults.add(node + " has " + text.map(found -> found.lines().size()).orElse(0) + " lines");
                }
            } catch (IllegalArgumentException e) {
                faults.add(node + ": " + e.getMessage());
            }
        }));

        assertThat(faults).isEmpty();
    }

    @Test
    void everyFormulaCanBeSet() {
        Map<String, Function<Function<Symbol, String>, String>> formulas = new LinkedHashMap<>();
        EveryProgram.all().forEach(program -> derived(program)
                .flatMap(node -> Stream.of(Notation.PLAIN, new PaperNotation(1))
                        .flatMap(notation -> DerivationText.of(program, node, notation).stream()))
                .flatMap(text -> text.lines().stream().flatMap(List::stream))
                .forEach(piece -> {
                    if (piece instanceof Piece.Formula(var latex)) {
                        formulas.put(latex.apply(_ -> ""), latex);
                    }
                }));

        assertThat(formulas).isNotEmpty();
        assertThat(formulas.keySet()).noneMatch(latex -> latex.matches(".*[<>$].*|.*\\[\\[.*"));
        formulas.forEach((latex, formula) -> assertThatCode(() -> TypesetFormula.text(formula, 12))
                .as(latex)
                .doesNotThrowAnyException());
    }

    @Test
    void wordsAreWordsAndNotLeftOversOfTheMarkUp() {
        List<String> words = new ArrayList<>();
        EveryProgram.all().forEach(program -> derived(program)
                .flatMap(node -> DerivationText.of(program, node, Notation.PLAIN).stream())
                .flatMap(text -> text.lines().stream().flatMap(List::stream))
                .forEach(piece -> {
                    if (piece instanceof Piece.Words(String text)) {
                        words.add(text);
                    }
                }));

        assertThat(words).isNotEmpty().noneMatch(text -> text.matches(".*[\\\\<>\\[\\]{}|_].*"));
    }

    /** The nodes of one operation, and the layers that are derived as a whole. */
    private static Stream<Node> derived(Program program) {
        Stream<Node> operations = program.operations().stream().map(Operation::address).map(program::node)
                .flatMap(Optional::stream);
        Stream<Node> layers = Stream.of("h.0.ln_1", "backward/ln_f", "loss", "backward/loss").map(program::node)
                .flatMap(Optional::stream);
        return Stream.concat(operations, layers);
    }
}
