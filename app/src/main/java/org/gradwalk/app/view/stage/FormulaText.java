package org.gradwalk.app.view.stage;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.Latex;
import org.gradwalk.model.formula.Latex.Relation;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.run.NumPyText;

/** The formulas that the stage shows, as text for another program. */
public enum FormulaText {
    /** In the letters of the window, without colours; a line for each formula. */
    LATEX,
    /** Assignments in the order in which they can run. */
    NUMPY;

    /** Nothing at the start of the walk, and where the results are withheld. */
    Optional<String> of(ViewState state) {
        Snapshot snapshot = state.snapshot();
        return snapshot.node().filter(_ -> !snapshot.isWithheld()).map(node -> of(state, node));
    }

    /** Of a node; nothing where it has no formula as a whole. */
    String of(ViewState state, Node node) {
        return equations(state.snapshot(), node).stream()
                .map(writer(state))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<Equation> equations(Snapshot snapshot, Node node) {
        List<Operation> operations = snapshot.program().operations().subList(node.first(), node.end());
        return FormulaBlock.equations(node, operations);
    }

    private Function<Equation, String> writer(ViewState state) {
        return switch (this) {
            case LATEX -> equation -> Latex.equation(
                    equation.symbol(), Relation.EQUAL, equation.formula(), state.notation().writing(equation),
                    _ -> "");
            case NUMPY -> equation -> NumPyText.of(state.snapshot().program(), equation);
        };
    }
}
