package org.gradwalk.app.view;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Target;

/**
 * What is pointed at. It lights up in every picture that shows it.
 *
 * @param places on each axis that is pointed at
 * @param entry of a value, where one is pointed at
 * @param value that is pointed at as a whole, by its name
 */
public record Highlight(Map<Axis, Integer> places, Optional<Entry> entry, Optional<String> value) {

    /**
     * An entry of a value.
     *
     * @param value its name
     * @param row of the value, however it is shown
     * @param column of the value
     */
    public record Entry(String value, int row, int column) {}

    /** Nothing is pointed at. */
    public static final Highlight NONE = new Highlight(Map.of(), Optional.empty(), Optional.empty());

    public Highlight {
        places = Map.copyOf(places);
    }

    /** A place on one axis. */
    public static Highlight at(Axis axis, int place) {
        return axis.equals(Axis.NONE)
                ? NONE
                : new Highlight(Map.of(axis, place), Optional.empty(), Optional.empty());
    }

    /** A whole value. */
    public static Highlight of(String value) {
        return new Highlight(Map.of(), Optional.empty(), Optional.of(value));
    }

    /** An entry of a heat map, and the places on its axes. */
    static Highlight of(Target.Cells cells, int row, int column) {
        Map<Axis, Integer> places = new HashMap<>();
        places.put(cells.rows().axis(), row);
        places.put(cells.columns().axis(), column);
        places.remove(Axis.NONE);
        Entry entry = cells.turned() ? new Entry(cells.name(), column, row) : new Entry(cells.name(), row, column);
        return new Highlight(places, Optional.of(entry), Optional.empty());
    }

    /** The place on an axis. */
    public OptionalInt place(Axis axis) {
        Integer place = places.get(axis);
        return place == null ? OptionalInt.empty() : OptionalInt.of(place);
    }

    /** The row of a heat map that lights up. */
    OptionalInt row(Target.Cells cells) {
        OptionalInt own = own(cells, cells.turned());
        return own.isPresent() ? own : place(cells.rows().axis());
    }

    /** The column of a heat map that lights up. */
    OptionalInt column(Target.Cells cells) {
        OptionalInt own = own(cells, !cells.turned());
        return own.isPresent() ? own : place(cells.columns().axis());
    }

    private OptionalInt own(Target.Cells cells, boolean column) {
        return entry.filter(each -> each.value.equals(cells.name()))
                .map(each -> OptionalInt.of(column ? each.column : each.row))
                .orElse(OptionalInt.empty());
    }
}
