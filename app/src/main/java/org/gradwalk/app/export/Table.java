package org.gradwalk.app.export;

import java.util.List;

/**
 * Rows of words and numbers.
 *
 * @param title what it shows
 * @param columns what stands above each
 * @param rows with a cell for each column: a text, or a number
 */
public record Table(String title, List<String> columns, List<List<Object>> rows) {

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "A row of " + row.size() + " cells under " + columns.size() + " columns");
            }
        }
    }

    /** Whether a column holds numbers. */
    public boolean isNumeric(int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column) instanceof Number);
    }
}
