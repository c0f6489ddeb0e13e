package org.gradwalk.app.view.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Scale;
import org.gradwalk.app.chart.Side;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.tensor.Matrix;

/**
 * Draws what goes in and what comes out side by side, rows at the same height. A row of numbers lies along the columns
 * of a matrix: above it where it goes in, below it where it comes out.
 */
final class LinePicture {

    /** Between a symbol and its number. */
    private static final double NUMBER_GAP = 8;
    private static final double SIGN_WIDTH = 24;
    private static final double NO_SIGN_WIDTH = 14;
    private static final double CURVES_WIDTH = 64;
    private static final double CELL = 18;
    private static final double LEAST_WIDTH = 30;
    private static final double MOST_WIDTH = 420;
    /** In less the name of a matrix has no room beside its letter. */
    private static final double NAME_WIDTH = 190;
    private static final double COLUMN_WIDTH = 62;
    private static final double NUMBER_WIDTH = 96;
    private static final double TOKENS_WIDTH = 24;
    private static final double STRIP = 13;
    private static final double STRIP_SPACE = STRIP + HeatMap.HEAD + HeatMap.FOOT;
    private static final double MOST_CELL = 30;
    /** Rows that have no labels are at most so many times as high as a column is wide. */
    private static final double MOST_ASPECT = 2.5;

    private final ViewState state;
    private final Template template;
    private final List<Term> terms;

    /** Something in the line, with the rows of numbers that lie above and below it. */
    private record Column(Term term, Optional<HeatMap> map, List<HeatMap> above, List<HeatMap> below) {}

    LinePicture(ViewState state, Template template, List<Term> terms) {
        this.state = state;
        this.template = template;
        this.terms = terms.stream().sorted(Comparator.comparing(term -> !term.isTokens())).toList();
    }

    /** Whether its matrices can be told from lines there. */
    boolean fits(Bounds room) {
        List<Column> columns = columns();
        double height = height(columns, room) - HeatMap.HEAD - HeatMap.FOOT;
        return columns.stream().flatMap(column -> column.map.stream())
                .allMatch(map -> height >= map.leastHeight());
    }

    /** Of a part of the line, without the rows above and below. */
    private double height(List<Column> columns, Bounds room) {
        return room.height() - (above(columns) + below(columns)) * STRIP_SPACE
                - (template == Template.SUM ? Summands.HEIGHT : 0);
    }

    private static int above(List<Column> columns) {
        return columns.stream().mapToInt(column -> column.above.size()).max().orElse(0);
    }

    private static int below(List<Column> columns) {
        return columns.stream().mapToInt(column -> column.below.size()).max().orElse(0);
    }

    /** Draws it at the top of the room, and says where it ends. */
    double draw(PictureBuilder b, Bounds all) {
        List<Column> columns = template == Template.SUM ? inOneScale(columns()) : columns();
        if (columns.isEmpty()) {
            return all.y();
        }
        Bounds room = new Bounds(
                all.x(), all.y(), all.width() - (template == Template.LOOK_UP ? Lookup.COUNT_WIDTH : 0), all.height());
        int above = above(columns);
        int below = below(columns);
        double gaps = IntStream.range(1, columns.size()).mapToDouble(i -> gap(columns, i)).sum();
        double fixed = columns.stream().filter(LinePicture::isFixed).mapToDouble(LinePicture::wantedWidth).sum();
        double wanted = columns.stream().mapToDouble(LinePicture::wantedWidth).sum() - fixed;
        double factor = wanted == 0 ? 1 : Math.min(1, (room.width() - gaps - fixed) / wanted);
        double top = room.y() + above * STRIP_SPACE;
        double height = height(columns, room);
        Map<Axis, Double> rowHeights = rowHeights(columns, factor, height - HeatMap.HEAD - HeatMap.FOOT);
        double[] widths = columns.stream()
                .mapToDouble(column -> isFixed(column)
                        ? wantedWidth(column)
                        : usedWidth(column, wantedWidth(column) * factor, rowHeights))
                .toArray();
        double x = room.x() + Math.max(0, (room.width() - Arrays.stream(widths).sum() - gaps) / 2);
        Map<Term, Bounds> drawn = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            double width = widths[i];
            x += i == 0 ? 0 : gap(columns, i);
            double head = i + 1 == columns.size() ? room.right() - x : width + NO_SIGN_WIDTH - 6;
            drawn.put(column.term, draw(b, column, new Bounds(x, top, width, height), rowHeights, head));
            x += width;
        }
        drawSigns(b, columns, drawn);
        switch (template) {
            case LOOK_UP -> new Lookup(state, drawn).draw(b);
            case SUM -> new Summands(state, drawn).draw(b);
            default -> {
            }
        }
        new Lookup(state, drawn).outlineTargets(b);
        double lowest = drawn.values().stream().mapToDouble(Bounds::bottom).max().orElse(top) + HeatMap.FOOT
                + below * STRIP_SPACE + (template == Template.SUM ? Summands.HEIGHT : 0);
        return Math.min(lowest, room.bottom());
    }

    /** Each between two parts of the line, at the middle of the lower one. */
    private void drawSigns(PictureBuilder b, List<Column> columns, Map<Term, Bounds> drawn) {
        for (int i = 1; i < columns.size(); i++) {
            Bounds before = drawn.getOrDefault(columns.get(i - 1).term, new Bounds(0, 0, 0, 0));
            Bounds after = drawn.getOrDefault(columns.get(i).term, new Bounds(0, 0, 0, 0));
            double left = after.x() - columns.get(i).map.map(HeatMap::gutter).orElse(0.0);
            double middle = Math.min(before.y() + before.height() / 2, after.y() + after.height() / 2);
            b.text(
                    (before.right() + left) / 2, middle + 7,
                    sign(columns.get(i - 1).term, columns.get(i).term), Typeface.SANS, 20, Ink.MUTED,
                    Mark.Anchor.MIDDLE);
        }
    }

    /** The room before a part of the line. */
    private double gap(List<Column> columns, int i) {
        if (template == Template.LOOK_UP) {
            return CURVES_WIDTH;
        }
        return sign(columns.get(i - 1).term, columns.get(i).term).isEmpty() ? NO_SIGN_WIDTH : SIGN_WIDTH;
    }

    /** The parts of the line: numbers, tokens and matrices, each with the rows that lie along it. */
    private List<Column> columns() {
        List<Term> rows = new ArrayList<>(terms.stream().filter(Term::isRow).toList());
        List<Column> columns = new ArrayList<>();
        for (Term term : terms) {
            if (!term.isRow()) {
                List<HeatMap> above = new ArrayList<>();
                List<HeatMap> below = new ArrayList<>();
                for (Term row : List.copyOf(rows)) {
                    if (!term.isNumber() && !term.isTokens() && row.sides().columns().equals(term.sides().columns())) {
                        (row.result() ? below : above).add(row.heatMap(state, false));
                        rows.remove(row);
                    }
                }
                columns.add(new Column(
                        term,
                        term.isNumber() || term.isTokens()
                                ? Optional.empty()
                                : Optional.of(term.heatMap(state, false)),
                        above, below));
            }
        }
        rows.forEach(row -> columns.add(
                new Column(row, Optional.of(row.heatMap(state, false)), List.of(), List.of())));
        return columns;
    }

    /** Summands and their sum can be compared by colour. */
    private static List<Column> inOneScale(List<Column> columns) {
        Optional<Scale> widest = columns.stream()
                .flatMap(column -> column.map.stream())
                .filter(map -> !map.withheld())
                .map(HeatMap::scale)
                .max(Comparator.comparingDouble(Scale::high));
        return columns.stream()
                .map(column -> new Column(
                        column.term, column.map.map(map -> widest.map(map::withScale).orElse(map)), column.above,
                        column.below))
                .toList();
    }

    /** Whether it is as wide as its text asks, however little room there is. */
    private static boolean isFixed(Column column) {
        return column.map.isEmpty() || column.map.get().isColumn();
    }

    private static double wantedWidth(Column column) {
        if (column.map.isEmpty()) {
            return column.term.isTokens() ? TOKENS_WIDTH + HeatMap.GUTTER : NUMBER_WIDTH;
        }
        HeatMap map = column.map.get();
        return map.gutter()
                + (map.isColumn() ? COLUMN_WIDTH : Math.clamp(map.window().columns() * CELL, LEAST_WIDTH, MOST_WIDTH));
    }

    /** A square matrix that little height makes small stands nearer to the next, as far as its name has room. */
    private static double usedWidth(Column column, double width, Map<Axis, Double> rowHeights) {
        HeatMap map = column.map.orElseThrow();
        int rows = map.window().rows();
        if (rows == 1 || rows != map.window().columns()) {
            return width;
        }
        double side = rows * rowHeights.getOrDefault(likeRows(map.rows().axis()), MOST_CELL);
        return Math.min(width, map.gutter() + Math.max(side, NAME_WIDTH));
    }

    /** The height of a row, the same for all that run over the same rows; square cells for square matrices. */
    private static Map<Axis, Double> rowHeights(List<Column> columns, double factor, double room) {
        Map<Axis, Double> heights = new HashMap<>();
        for (Column column : columns) {
            if (column.map.isPresent() && column.map.get().window().rows() > 1) {
                HeatMap map = column.map.get();
                int rows = map.window().rows();
                double cell = (wantedWidth(column) * factor - map.gutter()) / map.window().columns();
                double height = Math.min(MOST_CELL, room / rows);
                if (rows == map.window().columns()) {
                    height = Math.min(height, cell);
                } else if (map.rows().labels().isEmpty() && !map.isColumn()) {
                    height = Math.min(height, MOST_ASPECT * cell);
                }
                heights.merge(likeRows(map.rows().axis()), height, Math::min);
            }
        }
        return heights;
    }

    /** Positions are as high where they are asked as where they ask. */
    private static Axis likeRows(Axis axis) {
        return axis.equals(Axis.KEY) ? Axis.POSITION : axis;
    }

    private Bounds draw(
            PictureBuilder b, Column column, Bounds place, Map<Axis, Double> rowHeights, double headWidth) {
        double rowHeight = rowHeights.getOrDefault(
                likeRows(column.map.map(map -> map.rows().axis()).orElse(column.term.sides().rows())), MOST_CELL);
        if (column.map.isEmpty()) {
            return column.term.isTokens()
                    ? drawTokens(b, column.term, place, rowHeight)
                    : drawNumber(b, column.term, place);
        }
        HeatMap map = column.map.get();
        double width = place.width() - map.gutter();
        double most = place.height() - HeatMap.HEAD - HeatMap.FOOT;
        double height = map.window().rows() == 1
                ? STRIP
                : Math.min(most, map.window().rows() * rowHeight);
        if (map.window().rows() == map.window().columns() && map.window().rows() > 1) {
            width = Math.min(width, height);
        }
        Bounds cells = new Bounds(place.x() + map.gutter(), place.y() + HeatMap.HEAD, width, height);
        map.drawAround(b, cells, headWidth - map.gutter());
        double y = place.y() - STRIP_SPACE;
        for (HeatMap row : column.above) {
            row.drawAround(b, new Bounds(cells.x(), y + HeatMap.HEAD, width, STRIP), width + NO_SIGN_WIDTH - 6);
            y -= STRIP_SPACE;
        }
        y = cells.bottom() + HeatMap.FOOT;
        for (HeatMap row : column.below) {
            row.drawAround(b, new Bounds(cells.x(), y + HeatMap.HEAD, width, STRIP), width + NO_SIGN_WIDTH - 6);
            y += STRIP_SPACE;
        }
        return cells;
    }

    private Bounds drawNumber(PictureBuilder b, Term term, Bounds place) {
        double y = place.y() + HeatMap.HEAD + Math.max(14, Math.min(place.height() * 0.36, place.height() - 90));
        Optional<Double> number = term.numbers(state).map(found -> found.get(0, 0));
        TypesetFormula symbol = TypesetFormula.symbol(term.letter(state.notation()), HeatMap.SYMBOL_SIZE);
        double least = symbol.width() + NUMBER_GAP + Typeface.MONO.width(
                number.map(Numbers::shortly).orElse("?"), 13) + 20;
        double wider = Math.max(0, least - place.width());
        Bounds box = new Bounds(place.x() - wider / 2, y - 14, place.width() + wider, 44);
        b.fill(box, 6, Ink.of(Ink.Role.RAISED));
        b.add(new Mark.Formula(box.x() + 10, y + 12 - symbol.ascent(), symbol, Ink.FOREGROUND));
        b.text(
                box.right() - 10, y + 12, number.map(Numbers::shortly).orElse("?"), Typeface.MONO, 13, Ink.FOREGROUND,
                Mark.Anchor.END);
        number.ifPresent(known -> b.target(new Target.Named(term.value().name(), Numbers.fully(known), box)));
        return box;
    }

    /** Tokens stand for themselves; a position that does not count has none. */
    private Bounds drawTokens(PictureBuilder b, Term term, Bounds place, double rowHeight) {
        Matrix numbers = term.numbers(state).orElseThrow();
        double row = Math.min(rowHeight, (place.height() - HeatMap.HEAD) / numbers.rows());
        Bounds column = new Bounds(
                place.x() + HeatMap.GUTTER, place.y() + HeatMap.HEAD, TOKENS_WIDTH, row * numbers.rows());
        TypesetFormula symbol = TypesetFormula.symbol(term.letter(state.notation()), HeatMap.SYMBOL_SIZE);
        b.add(new Mark.Formula(column.x() + 4, column.y() - 7 - symbol.ascent(), symbol, Ink.FOREGROUND));
        double size = Math.min(12, row);
        for (int i = 0; i < numbers.rows(); i++) {
            int token = (int) numbers.get(i, 0);
            String text = token < 0
                    ? "–"
                    : Figures.visible(state.snapshot().model().tokenizer().symbol(token));
            b.text(
                    column.x() + TOKENS_WIDTH / 2, column.y() + (i + 0.5) * row + size * 0.35, text,
                    Typeface.MONO, size, Ink.FOREGROUND, Mark.Anchor.MIDDLE);
        }
        b.target(new Target.Labels(
                new Side(term.sides().rows(), Figures.tokens(state)), column, 0,
                numbers.rows(), false));
        return column;
    }

    private String sign(Term before, Term term) {
        if (template == Template.LOOK_UP) {
            return "";
        }
        if (template == Template.SUM) {
            return term.result() ? "=" : "+";
        }
        return term.result() && !before.result() ? "→" : "";
    }
}
