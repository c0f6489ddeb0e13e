package org.gradwalk.app.view;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Window;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Where;

/**
 * What somebody wants to change by hand.
 *
 * @param value its name
 * @param entry that was pointed at, where one was
 */
public record Spot(String value, Optional<Entry> entry) {

    /** A third of its columns each makes queries, keys and values. */
    private static final Pattern QKV = Pattern.compile("\\.c_attn\\.(weight|bias)$");

    /**
     * An entry of a value, as the value counts its rows and columns.
     *
     * @param shown the part of the value in which it was pointed at
     */
    public record Entry(int row, int column, Window shown) {}

    /** A value as a whole. */
    public static Spot of(String value) {
        return new Spot(value, Optional.empty());
    }

    /** What lies under the pointer in a heat map; the whole value where that shows other numbers than the value's own. */
    public static Spot of(Target.Cells cells, double x, double y) {
        Target.Cell cell = cells.cell(x, y);
        int across = cells.grid().firstColumn(cell.column());
        int down = cells.grid().firstRow(cell.row());
        int rows = cells.turned() ? cells.numbers().columns() : cells.numbers().rows();
        int columns = cells.turned() ? cells.numbers().rows() : cells.numbers().columns();
        return new Spot(cells.name(), cells.excerpt().map(excerpt -> new Entry(
                excerpt.firstRow() + (cells.turned() ? across : down),
                excerpt.firstColumn() + (cells.turned() ? down : across),
                new Window(excerpt.firstRow(), rows, excerpt.firstColumn(), columns))));
    }

    /** The same of the parameter itself where the value is a parameter's gradient, which only follows. */
    public Spot ofParameter(Program program) {
        return program.trainedParameters().stream()
                .filter(parameter -> parameter.gradient().name().equals(value))
                .findFirst()
                .map(parameter -> new Spot(parameter.value().name(), entry))
                .orElse(this);
    }

    /**
     * The parts of the value that can be changed, the likeliest first: a head where there are heads, else the entry.
     *
     * @param selected the head that is meant where no entry was pointed at
     */
    public List<Where> parts(Value of, int selected) {
        Set<Where> parts = new LinkedHashSet<>();
        Where.Head head = new Where.Head(entry.map(at -> head(of, at)).orElse(selected));
        if (head.isIn(of)) {
            parts.add(head);
        }
        entry.ifPresent(at -> {
            Window shown = at.shown;
            parts.add(Where.entry(at.row, at.column));
            if (shown.rows() > 1 && shown.columns() > 1) {
                parts.add(new Where.Block(at.row, 1, shown.firstColumn(), shown.columns()));
                parts.add(new Where.Block(shown.firstRow(), shown.rows(), at.column, 1));
            }
            if (QKV.matcher(of.name()).find()) {
                int third = of.columns() / 3;
                parts.add(new Where.Block(0, of.rows(), at.column / third * third, third));
            }
        });
        parts.add(new Where.All());
        return List.copyOf(parts);
    }

    private static int head(Value of, Entry at) {
        int heads = of.extent().heads();
        return of.layout() == Value.Layout.HEADS
                ? at.column / (of.columns() / heads)
                : at.row / of.extent().positions() % heads;
    }
}
