package org.gradwalk.app.view.stage;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.Latex;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Value;

/** Draws the operations of a node: their formulas, and below these what goes in and what comes out. */
final class StagePicture {

    private static final double MARGIN = 16;
    private static final double FORMULA_GAP = 6;
    private static final double SIZE_ALONE = 21;
    private static final double SIZE_OF_MANY = 15;
    private static final double SIGN_WIDTH = 34;
    private static final double CELL = 13;
    private static final double LEAST_WIDTH = 30;
    private static final double MOST_WIDTH = 420;
    /** What fits side by side; a step of more operands shows the first ones and says how many there are. */
    private static final int MOST_MAPS = 5;

    private final ViewState state;
    private final Node node;
    private final List<Operation> operations;

    private record Term(Symbol symbol, Value value, boolean result) {}

    StagePicture(ViewState state, Node node) {
        this.state = state;
        this.node = node;
        operations = state.snapshot().program().operations().subList(node.first(), node.end());
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        double top = drawFormulas(b, width, height);
        drawTerms(b, new Bounds(MARGIN, top, width - 2 * MARGIN, height - top - 4));
        return b.build(width, height, node.address());
    }

    private double drawFormulas(PictureBuilder b, double width, double height) {
        List<TypesetFormula> formulas = new ArrayList<>();
        double size = operations.size() == 1 ? SIZE_ALONE : SIZE_OF_MANY;
        double y = 10;
        for (Operation operation : operations) {
            for (Operation.Output output : operation.outputs()) {
                formulas.add(new TypesetFormula(
                        colour -> Latex.equation(output.symbol(), output.formula(), colour), size));
            }
        }
        double most = Math.max(60, height * 0.36);
        double widest = formulas.stream().mapToDouble(TypesetFormula::width).max().orElse(0);
        int columns = Math.max(1, (int) ((width - 2 * MARGIN) / (widest + 28)));
        double total = formulas.stream().mapToDouble(TypesetFormula::height).sum();
        columns = total <= most ? 1 : columns;
        double bottom = y;
        double columnWidth = (width - 2 * MARGIN) / columns;
        for (int i = 0; i < formulas.size(); i += columns) {
            double rowHeight = 0;
            for (int j = i; j < Math.min(formulas.size(), i + columns); j++) {
                TypesetFormula formula = formulas.get(j);
                double x = MARGIN + (j - i) * columnWidth + (columnWidth - formula.width()) / 2;
                b.add(new Mark.Formula(x, bottom, formula, Ink.FOREGROUND));
                rowHeight = Math.max(rowHeight, formula.height());
            }
            bottom += rowHeight + FORMULA_GAP;
            if (bottom > most) {
                break;
            }
        }
        return bottom + 4;
    }

    /** What goes in from outside, and what comes out of the node. */
    private List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        Operation first = operations.getFirst();
        Operation last = operations.getLast();
        if (operations.size() == 1) {
            first.inputs().forEach(input -> terms.add(new Term(input.symbol(), input.value(), false)));
            first.outputs().forEach(output -> terms.add(new Term(output.symbol(), output.value(), true)));
        } else {
            Operation.Binding input = first.inputs().getFirst();
            terms.add(new Term(input.symbol(), input.value(), false));
            terms.add(new Term(last.result().symbol(), last.result().value(), true));
        }
        return terms;
    }

    private void drawTerms(PictureBuilder b, Bounds room) {
        List<Term> terms = terms().stream()
                .filter(term -> Figures.shown(state, term.value).isPresent())
                .limit(MOST_MAPS)
                .toList();
        List<HeatMap> maps = terms.stream()
                .map(term -> Figures.heatMap(state, term.value, term.symbol, term.value.name()))
                .toList();
        double signs = SIGN_WIDTH * (maps.size() - 1);
        double wanted = maps.stream().mapToDouble(StagePicture::wantedWidth).sum();
        double factor = Math.min(1, (room.width() - signs) / wanted);
        double x = room.x() + (room.width() - wanted * factor - signs) / 2;
        for (int i = 0; i < maps.size(); i++) {
            if (i > 0 && terms.get(i).result && !terms.get(i - 1).result) {
                b.text(
                        x - SIGN_WIDTH / 2, room.y() + room.height() * 0.4, "→", Typeface.SANS, 20, Ink.MUTED,
                        Mark.Anchor.MIDDLE);
            }
            double width = wantedWidth(maps.get(i)) * factor;
            maps.get(i).draw(b, new Bounds(x, room.y(), width, room.height()));
            x += width + SIGN_WIDTH;
        }
    }

    private static double wantedWidth(HeatMap map) {
        return map.gutter() + Math.clamp(map.numbers().columns() * CELL, LEAST_WIDTH, MOST_WIDTH);
    }
}
