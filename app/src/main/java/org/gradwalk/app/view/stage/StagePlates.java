package org.gradwalk.app.view.stage;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.view.CaptionWords;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;

/** Every node as the stage shows it, and its formulas alone. */
public final class StagePlates {

    public static final String STAGE = "stage";
    public static final String FORMULA = "formula";

    private static final double ASPECT = 0.7;
    private static final double LEAST_WIDTH = 520;
    private static final double LEAST_HEIGHT = 360;
    private static final double FORMULA_SIZE = 15;
    private static final double GAP = 10;
    /** Formulas end so far from the edge. */
    private static final double RIGHT = 4;

    private StagePlates() {}

    /** The stage at each node that the walk has reached. */
    public static Stream<Plate> stages(ViewState state) {
        Invariants invariants = new Invariants(Runnable::run, Duration.ZERO, () -> {});
        return reached(state).map(node -> new Plate(STAGE, node.address(), parts(state, node), List::of, LEAST_WIDTH,
                (width, fineness) -> new StagePicture(state.withFineness(fineness), node, Optional.of(invariants))
                        .draw(width,
                                Math.max(UpdatePicture.wholeHeight(state, node),
                                        Math.max(LEAST_HEIGHT, ASPECT * width)))
                        .trimmed()));
    }

    /** What goes in and out of several operations is that of one head where all of them work on heads. */
    private static List<String> parts(ViewState state, Node node) {
        List<Operation> operations = state.snapshot().program().operations().subList(node.first(), node.end());
        return CaptionWords.part(
                state,
                operations.stream()
                        .flatMap(operation -> Stream.concat(
                                operation.inputs().stream().map(Operation.Binding::value),
                                operation.outputs().stream().map(Operation.Output::value))),
                operations.stream().allMatch(Operation::isPerHead));
    }

    /** The formulas of each node that the walk has reached. */
    public static Stream<Plate> formulas(ViewState state) {
        return withFormulas(state)
                .map(node -> new Plate(FORMULA, node.address(), List::of, 0,
                        (width, _) -> formula(state, equations(state, node), width, node.address())));
    }

    /** The same in LaTeX, by the address of the node. */
    public static SequencedMap<String, String> latex(ViewState state) {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        withFormulas(state).forEach(node -> texts.put(node.address(), FormulaText.LATEX.of(state, node)));
        return texts;
    }

    private static Stream<Node> withFormulas(ViewState state) {
        return reached(state).filter(node -> !equations(state, node).isEmpty());
    }

    private static Stream<Node> reached(ViewState state) {
        return state.snapshot().program().root().stream()
                .filter(node -> !node.equals(state.snapshot().program().root()))
                .filter(node -> node.end() <= state.snapshot().position().operations() && node.end() > node.first());
    }

    private static List<Equation> equations(ViewState state, Node node) {
        return node.isOperation() || !node.fused().isEmpty()
                ? FormulaBlock.equations(
                        node, state.snapshot().program().operations().subList(node.first(), node.end()))
                : List.of();
    }

    /** One below the other, all of one size. */
    private static Picture formula(ViewState state, List<Equation> equations, double width, String title) {
        PictureBuilder b = new PictureBuilder();
        double widest = equations.stream()
                .mapToDouble(equation -> set(state, equation, FORMULA_SIZE).width())
                .max()
                .orElse(0);
        double size = FORMULA_SIZE * Math.min(1, (width - RIGHT) / widest);
        double y = 0;
        for (Equation equation : equations) {
            TypesetFormula formula = set(state, equation, size);
            b.add(new Mark.Formula(0, y, formula, Ink.FOREGROUND));
            y += formula.height() + GAP;
        }
        return b.build(width, y, title);
    }

    private static TypesetFormula set(ViewState state, Equation equation, double size) {
        return TypesetFormula.equation(
                equation.symbol(), equation.formula(), state.notation().writing(equation), size);
    }
}
