package org.gradwalk.app.view.tables;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.gpt.PaperTable;
import org.gradwalk.model.gpt.PaperTable.Cell;
import org.gradwalk.model.gpt.PaperTable.Definition;
import org.gradwalk.model.gpt.PaperTable.Entry;
import org.gradwalk.model.gpt.PaperTable.Row;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Comparison;
import org.gradwalk.model.run.ThreeWay;

/**
 * Draws the rows of a table: what a layer yields, its shape, the error that arrives there; each formula with what its
 * check has found.
 *
 * @param state of the walk; its notation is that of the table
 * @param table which one
 * @param block that the rows are of
 * @param rows of it
 * @param known what has been checked
 * @param chosen the value of the entry that the keyboard has chosen
 */
record TablePicture(
        ViewState state, PaperTable table, int block, List<Row> rows, Map<Equation, ThreeWay> known,
        Optional<Value> chosen) {

    private static final double HEAD = 26;
    private static final double MOST_ROW = 46;
    private static final double MOST_SIZE = 16;
    private static final double LEAST_SIZE = 6;
    /** Of the letters of one formula that is shown large, and of the line below it. */
    private static final double MOST_LARGE = 30;
    private static final double LINE = 20;
    private static final double TEXT = 12;
    private static final double PADDING = 8;
    /** Room for what a check has found. */
    private static final double MARK = 66;
    private static final Expression ASKED = Expression.number(Double.NaN, "\\;?");

    /** Where the columns begin, as shares of the width. */
    private record Columns(double layer, double first, double shape, double second, double ours, double end) {

        /** Of parameters only a letter stands first, and their count beside the shape. */
        static Columns of(PaperTable table, double width) {
            return table == PaperTable.PARAMETERS
                    ? new Columns(0, 0.14 * width, 0.21 * width, 0.37 * width, 0.83 * width, width)
                    : new Columns(0, 0.115 * width, 0.34 * width, 0.398 * width, 0.895 * width, width);
        }
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        Columns columns = Columns.of(table, width);
        drawHead(b, columns);
        int lines = table == PaperTable.PARAMETERS ? rows.size() + 1 : rows.size();
        double step = Math.min(MOST_ROW, (height - HEAD) / Math.max(1, lines));
        for (int i = 0; i < rows.size(); i++) {
            Bounds place = new Bounds(0, HEAD + i * step, width, step);
            if (i % 2 == 0) {
                b.fill(place, 0, Ink.of(Ink.Role.RAISED).withOpacity(0.5));
            }
            draw(b, rows.get(i), place, columns);
        }
        if (table == PaperTable.PARAMETERS) {
            drawCounts(b, HEAD + rows.size() * step + step / 2, columns);
        }
        return b.build(width, height, title());
    }

    private void drawHead(PictureBuilder b, Columns columns) {
        String of = table == PaperTable.PARAMETERS ? "parameters" : "values";
        head(b, columns.layer, "tables.layer");
        head(b, columns.first, "tables.first." + of);
        head(b, columns.shape, "tables.shape." + of);
        head(b, columns.second, "tables.second." + of);
        head(b, columns.ours, "tables.ours");
    }

    private static void head(PictureBuilder b, double x, String key) {
        b.text(x + PADDING, HEAD - 9, Messages.get(key), Typeface.SANS, TEXT - 0.5, Ink.MUTED);
    }

    private void drawCounts(PictureBuilder b, double middle, Columns columns) {
        double baseline = middle + TEXT * 0.35;
        b.text(
                columns.layer + PADDING, baseline,
                Messages.get("tables.counts", state.snapshot().model().config().blocks().get(block)), Typeface.SANS,
                TEXT,
                Ink.FOREGROUND);
        drawCount(b, PaperTable.count(state.snapshot().program(), state.snapshot().model().config(), block), baseline,
                columns, Ink.FOREGROUND);
        b.text(
                columns.second + PADDING, baseline, Messages.get(
                        "tables.counts.all", state.snapshot().program().parameterCount(),
                        state.snapshot().model().config().blocks().size()),
                Typeface.SANS, TEXT, Ink.FOREGROUND);
    }

    private static void drawCount(PictureBuilder b, long count, double baseline, Columns columns, Ink ink) {
        b.text(
                columns.second - 2 * PADDING, baseline, Messages.get("tables.count", count), Typeface.MONO, TEXT - 1,
                ink,
                Mark.Anchor.END);
    }

    private void draw(PictureBuilder b, Row row, Bounds place, Columns columns) {
        double baseline = place.y() + place.height() / 2 + TEXT * 0.35;
        b.text(
                columns.layer + PADDING, baseline, Messages.get("tables.layer." + row.layer()), Typeface.SANS, TEXT,
                Ink.FOREGROUND);
        Bounds first = new Bounds(columns.first, place.y(), columns.shape - columns.first, place.height());
        row.forward().ifPresentOrElse(
                cell -> draw(b, cell, first), () -> drawLetter(b, row.value(), first));
        Value value = row.value();
        b.text(columns.shape + PADDING, baseline, shape(value), Typeface.MONO, TEXT - 1, Ink.MUTED);
        if (table == PaperTable.PARAMETERS) {
            drawCount(b, value.size(), baseline, columns, Ink.MUTED);
        }
        Bounds second = new Bounds(columns.second, place.y(), columns.ours - columns.second, place.height());
        row.error().ifPresentOrElse(
                cell -> draw(b, cell, second),
                () -> b.text(second.x() + PADDING, baseline, "–", Typeface.SANS, TEXT, Ink.MUTED));
        String name = row.isDefinition() ? Messages.get("tables.within", value.name()) : value.name();
        double size = Math.min(TEXT - 1, (TEXT - 1) * (columns.end - columns.ours - PADDING)
                / Typeface.MONO.width(name, TEXT - 1));
        b.text(columns.ours + PADDING, baseline, name, Typeface.MONO, size, Ink.MUTED);
    }

    private static String shape(Value value) {
        return switch (value.layout()) {
            case VECTOR -> Integer.toString(value.columns());
            case ATTENTION -> value.extent().positions() + "×" + value.columns();
            case HEADS -> value.extent().positions() + "×" + value.columns() / value.extent().heads();
            case SEQUENCES, POSITIONS, PARAMETER, SCALAR -> value.rows() + "×" + value.columns();
        };
    }

    /** Of what is there from the start. */
    private void drawLetter(PictureBuilder b, Value value, Bounds place) {
        TypesetFormula letter = TypesetFormula.symbol(
                state.notation().letter(new Symbol("", "", value.kind()), value, false),
                Math.min(MOST_SIZE, place.height() * 0.55));
        set(b, letter, place);
    }

    private void draw(PictureBuilder b, Cell cell, Bounds place) {
        switch (cell) {
            case Entry entry -> draw(b, entry, place);
            case Definition definition -> set(b, fitting(size -> typeset(definition, size), place), place);
        }
    }

    private void draw(PictureBuilder b, Entry entry, Bounds place) {
        Value value = entry.equation().value();
        if (chosen.filter(value::equals).isPresent()) {
            b.frame(
                    new Bounds(place.x() + 1, place.y() + 1, place.width() - 2, place.height() - 2), 1.2,
                    Ink.of(Ink.Role.ACCENT));
        }
        set(b, fitting(size -> typeset(entry.equation(), size), place), place);
        drawMark(b, entry.equation(), place);
        b.target(new Target.Named(value.name(), words(entry), place));
    }

    private static TypesetFormula fitting(DoubleFunction<TypesetFormula> set, Bounds place) {
        return TypesetFormula.fitting(
                set, MOST_SIZE, LEAST_SIZE, place.width() - MARK - 2 * PADDING, place.height());
    }

    private static void set(PictureBuilder b, TypesetFormula formula, Bounds place) {
        b.add(new Mark.Formula(
                place.x() + PADDING, place.y() + (place.height() - formula.height()) / 2, formula, Ink.FOREGROUND));
    }

    private TypesetFormula typeset(Equation equation, double size) {
        return table == PaperTable.PARAMETERS // the fractions on the left would be too small to read
                ? TypesetFormula.inLine(right(equation), state.notation().writing(equation), size)
                : whole(equation, size);
    }

    private TypesetFormula whole(Equation equation, double size) {
        return TypesetFormula.inLine(
                equation.symbol(), right(equation), state.notation().writing(equation), size);
    }

    private Expression right(Equation equation) {
        return state.snapshot().withholds(equation.value()) ? ASKED : equation.formula();
    }

    private TypesetFormula typeset(Definition definition, double size) {
        return TypesetFormula.inLine(
                definition.named().name(), definition.named().of(),
                state.notation().writing(definition.bindings(), true), size);
    }

    /** One formula as large as there is room, with what its check has found. */
    Picture drawLarge(Entry entry, double width, double height) {
        PictureBuilder b = new PictureBuilder();
        double room = height - LINE;
        TypesetFormula formula = TypesetFormula.fitting(
                size -> whole(entry.equation(), size), MOST_LARGE, MOST_SIZE, width - 2 * PADDING, room);
        set(b, formula, new Bounds(0, 0, width, room));
        String words = words(entry).replace("\n", "   ");
        double size = Math.min(TEXT, TEXT * (width - 2 * PADDING) / Typeface.SANS.width(words, TEXT));
        b.text(PADDING, height - 4, words, Typeface.SANS, size, Ink.MUTED);
        return b.build(width, height, words(entry));
    }

    private void drawMark(PictureBuilder b, Equation equation, Bounds place) {
        ThreeWay check = known.get(equation);
        boolean ahead = !state.snapshot().exists(equation.value());
        String text = check == null
                ? ahead ? Messages.get("tables.ahead") : ""
                : (check.agrees() ? "✓ " : "✗ ") + difference(check);
        Ink ink = check == null ? Ink.MUTED : Ink.of(check.agrees() ? Ink.Role.WEIGHT : Ink.Role.ERROR);
        b.text(
                place.right() - PADDING, place.y() + place.height() / 2 + 4, text, Typeface.SANS, TEXT - 1.5, ink,
                Mark.Anchor.END);
    }

    /** Relative; of what is 0 but for rounding, absolute. */
    private static String difference(ThreeWay check) {
        Comparison formula = check.formula();
        return isNothing(check)
                ? Messages.get("tables.absolute", Numbers.briefly(formula.largestAbsolute()))
                : Numbers.briefly(formula.largestRelative());
    }

    private static boolean isNothing(ThreeWay check) {
        return check.cancels();
    }

    private String words(Entry entry) {
        Value value = entry.equation().value();
        String where = Messages.get("tables.entry", value.name(), entry.node().address());
        ThreeWay check = known.get(entry.equation());
        if (check == null) {
            return where;
        }
        String found = isNothing(check)
                ? Messages.get("tables.formula.nothing", Numbers.shortly(check.formula().largestAbsolute()))
                : Messages.get("tables.formula", Numbers.shortly(check.formula().largestRelative()));
        String differences = check.differences()
                .map(each -> "\n" + Messages.get(
                        each.isBelowNoise() ? "tables.differences.noise" : "tables.differences",
                        Numbers.shortly(each.largest())))
                .orElse("");
        return where + "\n" + found + differences;
    }

    /** For a screen reader: the entry that the keyboard has chosen, else which table this is. */
    private String title() {
        return rows.stream()
                .flatMap(row -> row.entries().stream())
                .filter(entry -> chosen.filter(entry.equation().value()::equals).isPresent())
                .map(this::words)
                .findFirst()
                .orElseGet(() -> Messages.get("tables.title"));
    }
}
