package org.gradwalk.app.command;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwalk.app.export.Table;

/** Rows of cells as lines of plain text, columns below each other. */
final class TextColumns {

    private static final String BETWEEN = "  ";

    private TextColumns() {}

    /** The lines of a table, its names first. */
    static List<String> lines(Table table) {
        Set<Integer> right = IntStream.range(0, table.columns().size())
                .filter(table::isNumeric).boxed().collect(Collectors.toSet());
        return lines(
                Stream.concat(
                        Stream.of(table.columns()),
                        table.rows().stream().map(row -> row.stream().map(Object::toString).toList())).toList(),
                right);
    }

    /**
     * The lines of rows of equal length.
     *
     * @param right columns that end together; the others start together
     */
    static List<String> lines(List<List<String>> rows, Set<Integer> right) {
        List<Integer> widths = rows.isEmpty()
                ? List.of()
                : IntStream.range(0, rows.getFirst().size())
                        .mapToObj(column -> rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0))
                        .toList();
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> padded(row.get(column), widths.get(column), right.contains(column)))
                        .collect(Collectors.joining(BETWEEN))
                        .stripTrailing())
                .toList();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static String padded(String cell, int width, boolean right) {
        String space = " ".repeat(width - width(cell));
        return right ? space + cell : cell + space;
    }
}
