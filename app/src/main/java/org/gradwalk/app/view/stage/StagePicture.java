package org.gradwalk.app.view.stage;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Template;

/** Draws the operations of a node: their formulas, and below these what goes in and what comes out. */
final class StagePicture {

    private static final double MARGIN = 16;
    private static final double FACT = 20;
    private static final double FACT_SIZE = 12;

    private final ViewState state;
    private final Node node;
    private final List<Operation> operations;

    StagePicture(ViewState state, Node node) {
        this.state = state;
        this.node = node;
        operations = state.snapshot().program().operations().subList(node.first(), node.end());
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        boolean manyUpdates = operations.getFirst().phase() == Phase.UPDATE
                && operations.stream().map(Operation::step).distinct().count() > 1;
        if (manyUpdates) {
            UpdatePicture.draw(b, state, node, new Bounds(MARGIN, 0, width - 2 * MARGIN, height - 4));
            return b.build(width, height, node.address());
        }
        double top = FormulaBlock.draw(b, operations, width, height);
        Optional<String> fact = Fact.of(state, operations);
        Bounds room = new Bounds(
                MARGIN, top, width - 2 * MARGIN, height - top - 4 - (fact.isPresent() ? FACT : 0));
        fact.ifPresent(text -> b.text(
                0, height - 5, text, Typeface.SANS, FACT_SIZE, Ink.of(Ink.Role.WEIGHT)));
        List<Term> terms = Term.of(operations).stream()
                .filter(term -> term.numbers(state).isPresent())
                .toList();
        Template template = operations.size() == 1 ? operations.getFirst().template() : Template.RELABEL;
        Optional<ProductPicture> product = template == Template.PRODUCT
                ? ProductPicture.of(state, operations.getFirst(), terms)
                : Optional.empty();
        product.ifPresentOrElse(
                picture -> picture.draw(b, room), () -> new LinePicture(state, template, terms).draw(b, room));
        return b.build(width, height, node.address());
    }
}
