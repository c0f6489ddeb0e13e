package org.gradwalk.app.view.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ValueWords;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.Writing;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Value;

/** Draws equations, in as many columns as they need; each symbol points to the value it stands for. */
final class FormulaBlock {

    private static final double MARGIN = 16;
    private static final double TOP = 8;
    private static final double GAP = 6;
    private static final double COLUMN_GAP = 28;
    /** Formulas take no more of the height than this, as long as there is room for another column. */
    private static final double SHARE = 0.32;
    /** Nor do more stand below each other than these. */
    private static final int MOST_BELOW = 2;
    private static final double SIZE_ALONE = 21;
    private static final double SIZE_OF_MANY = 15;

    /** Of more formulas only those are shown that yield what the picture shows. */
    private static final int ALL = 3;
    private static final double SIZE_OF_CONSTANTS = 12;
    private static final double CONSTANT_GAP = 18;
    private static final Expression ASKED = Expression.number(Double.NaN, "\\;?");

    private record Line(TypesetFormula formula, Map<Symbol, Value> values) {}

    private final ViewState state;
    private final List<Equation> equations;
    private final int operations;
    private final List<Term> terms;
    private final double size;
    private final boolean withConstants;

    private FormulaBlock(
            ViewState state, List<Equation> equations, int operations, List<Term> terms, double size,
            boolean withConstants) {
        this.state = state;
        this.equations = equations;
        this.operations = operations;
        this.terms = terms;
        this.size = size;
        this.withConstants = withConstants;
    }

    /**
     * Equations above a picture.
     *
     * @param operations how many operations they stand for
     * @param terms of the picture
     */
    static FormulaBlock of(ViewState state, List<Equation> equations, int operations, List<Term> terms) {
        boolean one = operations == 1;
        return new FormulaBlock(state, equations, operations, terms, one ? SIZE_ALONE : SIZE_OF_MANY, one);
    }

    /** The rule by which a parameter is updated, with its settings. */
    static FormulaBlock rule(ViewState state, List<Equation> equations) {
        return new FormulaBlock(state, equations, 1, List.of(), SIZE_OF_MANY, true);
    }

    /** The equations of a node: of an operation its own, of a layer those of the whole, else those of its operations. */
    static List<Equation> equations(Node node, List<Operation> operations) {
        return node.fused().isEmpty()
                ? operations.stream().flatMap(operation -> operation.equations().stream()).toList()
                : node.fused();
    }

    /** Draws them at the top; says where they end. Where some are left out, how many there are. */
    double draw(PictureBuilder b, double width, double height) {
        Set<Value> shown = terms.stream().map(Term::value).collect(Collectors.toSet());
        List<Line> lines = equations.stream()
                .filter(equation -> withConstants || equations.size() <= ALL || shown.contains(equation.value()))
                .map(equation -> line(equation, width - 2 * MARGIN))
                .toList();
        double bottom = drawLines(b, lines, width, height);
        if (lines.size() < equations.size()) {
            b.text(
                    width / 2, bottom + 8, Messages.get("stage.operations", operations), Typeface.SANS, 11, Ink.MUTED,
                    Mark.Anchor.MIDDLE);
            bottom += 18;
        }
        return withConstants ? drawConstants(b, bottom, width) : bottom + 4;
    }

    /** With letters of the usual size, or as much smaller as it takes. */
    private Line line(Equation equation, double room) {
        Writing writing = state.notation().writing(equation);
        Expression right = right(equation);
        return new Line(
                TypesetFormula.fitting(
                        letters -> TypesetFormula.equation(equation.symbol(), right, writing, letters), size, 0, room,
                        Double.POSITIVE_INFINITY),
                values(equation, writing));
    }

    private Expression right(Equation equation) {
        return state.snapshot().withholds(equation.value()) ? ASKED : equation.formula();
    }

    private double drawLines(PictureBuilder b, List<Line> lines, double width, double height) {
        double widest = lines.stream().mapToDouble(line -> line.formula.width()).max().orElse(0);
        double total = lines.stream().mapToDouble(line -> line.formula.height() + GAP).sum();
        int fitting = Math.max(1, (int) ((width - 2 * MARGIN) / (widest + COLUMN_GAP)));
        int wanted = Math.max((int) Math.ceil(total / (height * SHARE)), Math.ceilDiv(lines.size(), MOST_BELOW));
        int columns = Math.min(fitting, Math.max(1, wanted));
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
        return bottom;
    }

    /** What the formulas call by a name and no picture shows: the settings of the update, and numbers such as ε. */
    private double drawConstants(PictureBuilder b, double top, double width) {
        Map<Symbol, Double> constants = Constants.of(state.snapshot().iteration(), equations);
        if (constants.isEmpty()) {
            return top + 4;
        }
        Map<TypesetFormula, String> texts = new LinkedHashMap<>();
        constants.forEach((symbol, number) -> texts.put(
                TypesetFormula.symbol(symbol, SIZE_OF_CONSTANTS), "= " + Numbers.shortly(number)));
        double baseline = top + 14;
        for (List<Map.Entry<TypesetFormula, String>> row : rows(List.copyOf(texts.entrySet()), width)) {
            double x = (width - width(row)) / 2;
            for (Map.Entry<TypesetFormula, String> text : row) {
                TypesetFormula symbol = text.getKey();
                b.add(new Mark.Formula(x, baseline - symbol.ascent(), symbol, Ink.FOREGROUND));
                b.text(x + symbol.width() + 4, baseline, text.getValue(), Typeface.MONO, 11, Ink.MUTED);
                x += width(text) + CONSTANT_GAP;
            }
            baseline += 16;
        }
        return baseline - 6;
    }

    /** As many in a row as have room. */
    private static List<List<Map.Entry<TypesetFormula, String>>> rows(
            List<Map.Entry<TypesetFormula, String>> texts, double width) {
        List<List<Map.Entry<TypesetFormula, String>>> rows = new ArrayList<>();
        for (Map.Entry<TypesetFormula, String> text : texts) {
            if (rows.isEmpty() || width(rows.getLast()) + CONSTANT_GAP + width(text) > width - 2 * MARGIN) {
                rows.add(new ArrayList<>());
            }
            rows.getLast().add(text);
        }
        return rows;
    }

    private static double width(List<Map.Entry<TypesetFormula, String>> row) {
        return row.stream().mapToDouble(FormulaBlock::width).sum() + (row.size() - 1) * CONSTANT_GAP;
    }

    private static double width(Map.Entry<TypesetFormula, String> text) {
        return text.getKey().width() + 4 + Typeface.MONO.width(text.getValue(), 11);
    }

    /** What its letters stand for. */
    private static Map<Symbol, Value> values(Equation equation, Writing writing) {
        Map<Symbol, Value> values = new HashMap<>();
        equation.bindings().forEach(binding -> values.put(
                writing.letters().apply(binding.symbol()), binding.value()));
        values.put(writing.letters().apply(equation.symbol()), equation.value());
        return values;
    }

    /** What a symbol stands for, and the shape of what the stage shows of it. */
    private String words(Value value) {
        boolean heads = value.layout() == Value.Layout.ATTENTION || value.layout() == Value.Layout.HEADS;
        int count = heads ? value.extent().heads() : 1;
        int rows = value.layout() == Value.Layout.ATTENTION ? value.extent().positions() : value.rows();
        int columns = value.layout() == Value.Layout.HEADS ? value.columns() / count : value.columns();
        return Messages.get(count > 1 ? "stage.symbol.heads" : "stage.symbol", ValueWords.of(value), rows, columns,
                count);
    }

    private void draw(PictureBuilder b, Line line, double x, double y) {
        b.add(new Mark.Formula(x, y, line.formula, Ink.FOREGROUND));
        for (TypesetFormula.Occurrence occurrence : line.formula.occurrences()) {
            Value value = line.values.get(occurrence.symbol());
            if (value != null) {
                Bounds at = occurrence.bounds();
                b.target(new Target.Named(
                        value.name(), words(value),
                        new Bounds(x + at.x() - 2, y + at.y() - 2, at.width() + 4, at.height() + 4)));
            }
        }
    }
}
