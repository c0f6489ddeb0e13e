package org.gradwalk.app.view.stage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Value;

/** Draws the formulas of operations, in as many columns as they need; each symbol points to the value it stands for. */
final class FormulaBlock {

    private static final double MARGIN = 16;
    private static final double TOP = 8;
    private static final double GAP = 6;
    private static final double COLUMN_GAP = 28;
    /** Formulas take no more of the height than this, as long as there is room for another column. */
    private static final double SHARE = 0.32;
    private static final int MOST = 16;
    private static final double SIZE_ALONE = 21;
    private static final double SIZE_OF_MANY = 15;

    private record Line(TypesetFormula formula, Map<Symbol, Value> values) {}

    private FormulaBlock() {}

    /** Draws them at the top; says where they end. Of more than there is room for only how many there are. */
    static double draw(PictureBuilder b, List<Operation> operations, double width, double height) {
        double size = operations.size() == 1 ? SIZE_ALONE : SIZE_OF_MANY;
        long count = operations.stream().mapToLong(operation -> operation.outputs().size()).sum();
        if (count > MOST) {
            b.text(
                    width / 2, TOP + 16, Messages.get("stage.operations", operations.size()), Typeface.SANS, 13,
                    Ink.MUTED, Mark.Anchor.MIDDLE);
            return TOP + 34;
        }
        List<Line> lines = operations.stream().flatMap(operation -> {
            Map<Symbol, Value> values = values(operation);
            return operation.outputs().stream().map(output -> new Line(
                    TypesetFormula.equation(output.symbol(), output.formula(), size), values));
        }).toList();
        double widest = lines.stream().mapToDouble(line -> line.formula.width()).max().orElse(0);
        double total = lines.stream().mapToDouble(line -> line.formula.height() + GAP).sum();
        int fitting = Math.max(1, (int) ((width - 2 * MARGIN) / (widest + COLUMN_GAP)));
        int columns = Math.min(fitting, (int) Math.ceil(total / (height * SHARE)));
        int perColumn = Math.ceilDiv(lines.size(), columns);
        double columnWidth = (width - 2 * MARGIN) / columns;
        double bottom = TOP;
        for (int column = 0; column < columns; column++) {
            double y = TOP;
            int end = Math.min(lines.size(), (column + 1) * perColumn);
            for (Line line : lines.subList(Math.min(end, column * perColumn), end)) {
                double x = MARGIN + column * columnWidth + (columnWidth - line.formula.width()) / 2;
                draw(b, line, x, y);
                y += line.formula.height() + GAP;
            }
            bottom = Math.max(bottom, y);
        }
        return bottom + 4;
    }

    private static Map<Symbol, Value> values(Operation operation) {
        Map<Symbol, Value> values = new HashMap<>();
        operation.inputs().forEach(input -> values.put(input.symbol(), input.value()));
        operation.outputs().forEach(output -> values.put(output.symbol(), output.value()));
        return values;
    }

    private static void draw(PictureBuilder b, Line line, double x, double y) {
        b.add(new Mark.Formula(x, y, line.formula, Ink.FOREGROUND));
        for (TypesetFormula.Occurrence occurrence : line.formula.occurrences()) {
            Value value = line.values.get(occurrence.symbol());
            if (value != null) {
                Bounds at = occurrence.bounds();
                b.target(new Target.Named(
                        value.name(), Messages.get("stage.symbol", value.rows(), value.columns()),
                        new Bounds(x + at.x() - 2, y + at.y() - 2, at.width() + 4, at.height() + 4)));
            }
        }
    }
}
