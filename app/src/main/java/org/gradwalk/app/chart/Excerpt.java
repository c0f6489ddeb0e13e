package org.gradwalk.app.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the numbers of a heat map stand in their value, and what a person has done to them. Rows and columns are those of
 * the value, however it is shown.
 *
 * @param firstRow of the value that is shown
 * @param firstColumn of the value that is shown
 * @param changes by hand, in their order, as far as the numbers shown have them
 * @param frozen what is said of a parameter that no update changes; empty where updates do
 */
public record Excerpt(int firstRow, int firstColumn, List<Change> changes, Optional<String> frozen) {

    /**
     * Entries that were changed by hand.
     *
     * @param part of the numbers shown, the first of which are row 0 and column 0
     * @param words what was done
     */
    public record Change(Window part, String words) {}

    /** Copies the list. */
    public Excerpt {
        changes = List.copyOf(changes);
    }

    /** Signs of what was done to a value, which tell it where they are pointed at; returns the width that they take. */
    public double drawSigns(PictureBuilder b, String value, double x, double y) {
        double right = x;
        for (HandSign sign : signs()) {
            sign.draw(b, right, y, Ink.FOREGROUND);
            b.target(new Target.Named(
                    value, words(), new Bounds(right - 1, y - 1, HandSign.SIZE + 2, HandSign.SIZE + 2)));
            right += HandSign.SIZE + 4;
        }
        return right - x;
    }

    /** What was done, each kind once. */
    public List<HandSign> signs() {
        return Stream.concat(
                changes.stream().limit(1).map(_ -> HandSign.CHANGED), frozen.stream().map(_ -> HandSign.FROZEN))
                .toList();
    }

    /** All that was done, a line each. */
    public String words() {
        return Stream.concat(changes.stream().map(Change::words), frozen.stream()).distinct()
                .collect(Collectors.joining("\n"));
    }

    /** What was done to an entry of the numbers shown, a line each; of the whole parameter where it is frozen. */
    public List<String> words(int row, int column) {
        return Stream.concat(
                changes.stream().filter(change -> change.part.contains(row, column)).map(Change::words),
                frozen.stream()).distinct().toList();
    }
}
