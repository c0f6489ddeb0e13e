package org.gradwalk.app.chart;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;

/**
 * A matrix as a heat map with its caption, its axes and a legend with numbers. Its parts can be placed one by one; {@link
 * #draw} places all of them.
 *
 * @param name of the value, as in the program
 * @param turned whether its rows are shown as columns
 * @param symbol what it is called in the formula beside it
 * @param caption what it is, in a word or two
 * @param numbers rows × columns
 * @param allowed 1 where an entry is meant to be looked at, else 0; of the shape of the numbers. Other cells are hatched
 * @param rows what the rows run over
 * @param columns what the columns run over
 * @param scale from numbers to colours
 * @param ink colour of the frame: that of the symbol's class
 * @param window the part that is shown
 * @param withheld whether there is only its place to be seen
 * @param fineness how many cells a point has room for, each way: 1 on the screen, more on paper
 * @param excerpt where the numbers stand in their value, where they are numbers of one
 */
public record HeatMap(
        String name,
        boolean turned,
        Optional<Symbol> symbol,
        String caption,
        Matrix numbers,
        Optional<Matrix> allowed,
        Side rows,
        Side columns,
        Scale scale,
        Ink ink,
        Window window,
        boolean withheld,
        double fineness,
        Optional<Excerpt> excerpt) {

    /** Height of the symbol and the caption. */
    public static final double HEAD = 26;
    /** Height of legend and column labels below the cells. */
    public static final double FOOT = 36;
    /** Width of the row labels. */
    public static final double GUTTER = 15;

    /** Size of the symbol above the cells. */
    public static final double SYMBOL_SIZE = 15;

    private static final double LABEL_SIZE = 9.5;
    private static final double MOST_CELL = 30;
    private static final double LEAST_STRIP = 12;
    /** Of many rows, below which they are a sliver; few rows need less. */
    private static final double LEAST_HEIGHT = 40;
    private static final double LEAST_ROW = 8;
    /** Cells may be higher than wide, so that their rows can be labelled, but not strips. */
    private static final double LABELLED_CELL = 11;
    private static final double MOST_ASPECT = 3;
    private static final double RAMP_HEIGHT = 6;
    private static final double MOST_RAMP = 120;
    /** A cell in which a number can be read. */
    private static final double PRINTED_WIDTH = 50;
    private static final double PRINTED_HEIGHT = 11;
    private static final double CAPTION_SIZE = 11;
    /** Stands before what is shown of how much. */
    private static final String PART = " · ";
    private static final double WITHHELD_SIZE = 44;
    private static final double OUTLINE = 3.6;

    /** The same with other colours. */
    public HeatMap withScale(Scale newScale) {
        return new HeatMap(
                name, turned, symbol, caption, numbers, allowed, rows, columns, newScale, ink, window, withheld,
                fineness, excerpt);
    }

    /** The same with other entries hatched, or with none. */
    public HeatMap withAllowed(Optional<Matrix> newAllowed) {
        return new HeatMap(
                name, turned, symbol, caption, numbers, newAllowed, rows, columns, scale, ink, window, withheld,
                fineness, excerpt);
    }

    /** The same with other numbers. */
    public HeatMap withNumbers(Matrix newNumbers) {
        return new HeatMap(
                name, turned, symbol, caption, newNumbers, allowed, rows, columns, scale, ink, window, withheld,
                fineness, Optional.empty());
    }

    /** Its place, its symbol and its axes, and nothing that tells of its numbers. */
    public HeatMap asWithheld() {
        return new HeatMap(
                name, turned, symbol, caption, numbers, Optional.empty(), rows, columns, scale, ink, window, true,
                fineness, Optional.empty());
    }

    /** The height of cells that can still be told from a line. */
    public double leastHeight() {
        return Math.min(LEAST_HEIGHT, LEAST_ROW * window.rows());
    }

    /** Width that the row labels take. */
    public double gutter() {
        return rows.labels().isEmpty() ? 0 : GUTTER;
    }

    /** Whether it is one column of numbers, which can be printed where its rows are high enough. */
    public boolean isColumn() {
        return numbers.columns() == 1 && numbers.rows() > 1;
    }

    /** The cells' place in this much room: square cells for square matrices, nothing thinner than a strip. */
    public Bounds cells(Bounds room) {
        double width = room.width() - gutter();
        double height = room.height() - HEAD - FOOT;
        double cellHeight = Math.min(MOST_CELL, height / window.rows());
        double mostWidth = isColumn() && cellHeight >= PRINTED_HEIGHT ? PRINTED_WIDTH + 6 : MOST_CELL;
        double cellWidth = Math.min(mostWidth, width / window.columns());
        if (window.rows() == window.columns()) {
            cellWidth = Math.min(cellWidth, cellHeight);
            cellHeight = cellWidth;
        } else if (!isColumn()) {
            cellHeight = Math.min(cellHeight, Math.max(LABELLED_CELL, MOST_ASPECT * cellWidth));
        }
        double w = Math.min(width, Math.max(LEAST_STRIP, cellWidth * window.columns()));
        double h = Math.min(height, Math.max(LEAST_STRIP, cellHeight * window.rows()));
        return new Bounds(room.x() + gutter(), room.y() + HEAD, w, h);
    }

    /** Draws all of it into the upper left of the room, and says where its cells are. */
    public Bounds draw(PictureBuilder b, Bounds room) {
        Bounds cells = cells(room);
        drawAround(b, cells, room.right() - cells.x());
        return cells;
    }

    /** Draws all of it around these cells; the line above them may be this wide. */
    public void drawAround(PictureBuilder b, Bounds cells, double headWidth) {
        drawHead(b, cells, headWidth);
        drawCells(b, cells);
        drawRowLabels(b, cells);
        drawColumnLabels(b, cells);
        drawLegend(b, cells.x(), cells.bottom() + (columns.labels().isEmpty() ? 5 : 16), cells.width());
    }

    /** The symbol, the caption, and what is shown of how much: above the cells. A long caption takes two lines. */
    public void drawHead(PictureBuilder b, Bounds cells, double width) {
        double x = cells.x();
        double right = x + width;
        double baseline = cells.y() - 7;
        if (symbol.isPresent()) {
            TypesetFormula typeset = TypesetFormula.symbol(symbol.get(), SYMBOL_SIZE);
            double lowest = cells.y() - 3 - typeset.height();
            b.add(new Mark.Formula(x, Math.min(baseline - typeset.ascent(), lowest), typeset, Ink.FOREGROUND));
            x += typeset.width() + 7;
        }
        x += drawSigns(b, x, baseline - HandSign.SIZE + 1);
        List<String> lines = lines(part(cells), right - x);
        for (int i = 0; i < lines.size(); i++) {
            b.text(
                    x, baseline - (lines.size() - 1 - i) * CAPTION_SIZE + (lines.size() - 1) * 2.5, lines.get(i),
                    Typeface.SANS, CAPTION_SIZE, Ink.MUTED);
        }
    }

    /** Signs of what was done by hand, which tell it where they are pointed at; returns the width that they take. */
    public double drawSigns(PictureBuilder b, double x, double y) {
        return excerpt.map(shown -> shown.drawSigns(b, name, x, y)).orElse(0.0);
    }

    private String shape() {
        return numbers.rows() + "×" + numbers.columns();
    }

    /** As much as has room: the caption, the shape and what is shown of it; of these the shape goes last. */
    private List<String> lines(String part, double width) {
        String whole = caption + " " + shape();
        List<String> texts = caption.isEmpty()
                ? List.of(part)
                : part.isEmpty()
                        ? List.of(whole, shape())
                        : List.of(whole + PART + part, shape() + PART + part, whole, shape());
        return texts.stream().map(text -> broken(text, width)).filter(lines -> !lines.isEmpty()).findFirst()
                .orElse(List.of());
    }

    /** In one line, or broken before the part, or at the last space that makes two lines fit; else nothing. */
    private static List<String> broken(String text, double width) {
        if (Typeface.SANS.width(text, CAPTION_SIZE) <= width) {
            return List.of(text);
        }
        IntStream spaces = IntStream.iterate(
                text.lastIndexOf(' '), space -> space > 0, space -> text.lastIndexOf(' ', space - 1));
        return Stream.concat(
                Stream.of(List.of(text.split(PART, -1))),
                spaces.mapToObj(space -> List.of(text.substring(0, space), text.substring(space + 1))))
                .filter(lines -> lines.size() == 2)
                .filter(lines -> lines.stream().allMatch(line -> Typeface.SANS.width(line, CAPTION_SIZE) <= width))
                .findFirst()
                .orElse(List.of());
    }

    private String part(Bounds cells) {
        if (window.isPartOf(numbers)) {
            return window.firstRow() + "–" + (window.firstRow() + window.rows() - 1) + " × " + window.firstColumn()
                    + "–" + (window.firstColumn() + window.columns() - 1);
        }
        return mostCells(cells.width()) < window.columns() || mostCells(cells.height()) < window.rows()
                ? "largest of each block"
                : "";
    }

    private int mostCells(double points) {
        return (int) Math.ceil(points * fineness);
    }

    /** The cells in their frame. */
    public void drawCells(PictureBuilder b, Bounds cells) {
        if (withheld) {
            drawWithheld(b, cells);
            return;
        }
        Grid grid = Grid.of(numbers, window, mostCells(cells.height()), mostCells(cells.width()));
        if (allowed.isPresent()) {
            Matrix mask = allowed.get();
            grid = grid.where((row, column) -> mask.get(row, column) == 0 ? 0 : 1);
            b.add(new Mark.Hatch(cells.shape(), Ink.SUBTLE.withOpacity(0.35)));
        }
        boolean printed = cells.width() / grid.columns() >= PRINTED_WIDTH
                && cells.height() / grid.rows() >= PRINTED_HEIGHT;
        b.add(new Mark.Cells(cells, grid, scale, printed));
        markNonFinite(b, cells, grid, printed);
        b.frame(cells, 1.2, ink);
        b.target(new Target.Cells(name, turned, symbol.map(Symbol::text).orElse(""), cells, grid, numbers, rows,
                columns, excerpt));
        excerpt.ifPresent(shown -> shown.changes().forEach(change -> outline(b, cells, change.part())));
    }

    /** What is no number, or infinite, has no place among the colours: it is seen at once. */
    private void markNonFinite(PictureBuilder b, Bounds cells, Grid grid, boolean printed) {
        double width = cells.width() / grid.columns();
        double height = cells.height() / grid.rows();
        for (int i = 0; i < grid.rows(); i++) {
            for (int j = 0; j < grid.columns(); j++) {
                boolean shown = allowed.isEmpty()
                        || allowed.get().get(grid.firstRow(i), grid.firstColumn(j)) != 0;
                double number = grid.number(i, j);
                if (shown && !Double.isFinite(number)) {
                    Bounds cell = new Bounds(cells.x() + j * width, cells.y() + i * height, width, height);
                    b.fill(cell, 0, Ink.of(Ink.Role.BREAKPOINT));
                    if (printed) {
                        b.text(
                                cell.x() + width / 2, cell.y() + height / 2 + LABEL_SIZE * 0.36,
                                Numbers.shortly(number), Typeface.MONO, LABEL_SIZE, Ink.BACKGROUND,
                                Mark.Anchor.MIDDLE);
                    }
                }
            }
        }
    }

    /** Entries that were changed by hand stand in a line of two colours, which is seen on cells of any. */
    private void outline(PictureBuilder b, Bounds cells, Window part) {
        (turned ? part.turned() : part).common(window).ifPresent(seen -> {
            double across = cells.width() / window.columns();
            double down = cells.height() / window.rows();
            Bounds around = new Bounds(
                    cells.x() + (seen.firstColumn() - window.firstColumn()) * across,
                    cells.y() + (seen.firstRow() - window.firstRow()) * down,
                    seen.columns() * across, seen.rows() * down);
            b.frame(around, OUTLINE, Ink.BACKGROUND);
            b.frame(around, OUTLINE / 2, Ink.FOREGROUND);
        });
    }

    private void drawWithheld(PictureBuilder b, Bounds cells) {
        b.fill(cells, 0, Ink.of(Ink.Role.RAISED));
        b.frame(cells, 1.2, ink);
        double size = Math.min(WITHHELD_SIZE, Math.max(LABEL_SIZE, cells.height() / 2));
        b.text(
                cells.x() + cells.width() / 2, cells.y() + cells.height() / 2 + size * 0.36, "?", Typeface.SANS, size,
                Ink.MUTED, Mark.Anchor.MIDDLE);
    }

    /** The rows' labels, left of the cells. */
    public void drawRowLabels(PictureBuilder b, Bounds cells) {
        if (!rows.labels().isEmpty()) {
            PlaceLabels.left(b, rows, cells, window.firstRow(), window.rows(), OptionalInt.empty(), GUTTER);
        }
    }

    /** The columns' labels, below the cells. */
    public void drawColumnLabels(PictureBuilder b, Bounds cells) {
        if (!columns.labels().isEmpty()) {
            PlaceLabels.below(b, columns, cells, window.firstColumn(), window.columns(), OptionalInt.empty());
        }
    }

    /** The colours with their numbers, and what else there is to know about the cells. */
    public void drawLegend(PictureBuilder b, double x, double y, double room) {
        if (withheld) {
            return;
        }
        double baseline = y + RAMP_HEIGHT + 11;
        if (scale.isEmpty()) {
            b.text(
                    x, baseline, Entries.largest(numbers) == 0 ? "0" : "–", Typeface.MONO, LABEL_SIZE, Ink.MUTED);
            return;
        }
        double width = Math.min(room, MOST_RAMP);
        b.add(new Mark.Ramp(new Bounds(x, y, width, RAMP_HEIGHT), scale));
        String low = Numbers.briefly(scale.low());
        String high = Numbers.briefly(scale.high());
        if (isColumn() || Typeface.MONO.width(low + " " + high, LABEL_SIZE) > width) {
            b.text(
                    x + width / 2, baseline, range(), Typeface.MONO, LABEL_SIZE, Ink.MUTED, Mark.Anchor.MIDDLE);
            return;
        }
        b.text(x, baseline, low, Typeface.MONO, LABEL_SIZE, Ink.MUTED);
        if (scale.low() < 0 && scale.high() > 0 && width >= MOST_RAMP) {
            b.text(x + width / 2, baseline, "0", Typeface.MONO, LABEL_SIZE, Ink.MUTED, Mark.Anchor.MIDDLE);
        }
        b.text(x + width, baseline, high, Typeface.MONO, LABEL_SIZE, Ink.MUTED, Mark.Anchor.END);
    }

    /** Both ends, where there is room for one text only. */
    private String range() {
        return scale.low() == -scale.high()
                ? "±" + Numbers.briefly(scale.high())
                : Numbers.briefly(scale.low()) + "…" + Numbers.briefly(scale.high());
    }
}
