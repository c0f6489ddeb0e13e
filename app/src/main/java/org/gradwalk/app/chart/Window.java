package org.gradwalk.app.chart;

import java.util.Optional;
import org.gradwalk.model.tensor.Matrix;

/**
 * The part of a matrix that a heat map shows, in entries.
 *
 * @param firstRow from 0
 * @param rows at least 1
 * @param firstColumn from 0
 * @param columns at least 1
 */
public record Window(int firstRow, int rows, int firstColumn, int columns) {

    /** All of a matrix. */
    public static Window all(Matrix matrix) {
        return new Window(0, matrix.rows(), 0, matrix.columns());
    }

    /** This much of it, or all where the matrix has become too small for it. */
    public Window within(Matrix matrix) {
        return firstRow + rows <= matrix.rows() && firstColumn + columns <= matrix.columns() ? this : all(matrix);
    }

    /**
     * A part {@code factor} times as large each way, the entry at (row, column) staying where it is.
     *
     * @param matrix of which it is a part
     */
    public Window scaled(double factor, int row, int column, Matrix matrix) {
        int newRows = size(rows, factor, matrix.rows());
        int newColumns = size(columns, factor, matrix.columns());
        return new Window(
                first(firstRow, rows, newRows, row, matrix.rows()), newRows,
                first(firstColumn, columns, newColumns, column, matrix.columns()), newColumns);
    }

    private static int size(int size, double factor, int most) {
        int scaled = (int) Math.round(size * factor);
        int moved = scaled == size ? size + (factor > 1 ? 1 : -1) : scaled;
        return Math.clamp(moved, Math.min(2, most), most);
    }

    private static int first(int first, int size, int newSize, int fixed, int most) {
        double place = (fixed + 0.5 - first) / size;
        return Math.clamp(Math.round(fixed + 0.5 - place * newSize), 0, most - newSize);
    }

    /** The part of the same size that lies so many rows and columns further on, as far as there are any. */
    public Window moved(int byRows, int byColumns, Matrix matrix) {
        return new Window(
                Math.clamp((long) firstRow + byRows, 0, matrix.rows() - rows), rows,
                Math.clamp((long) firstColumn + byColumns, 0, matrix.columns() - columns), columns);
    }

    /** Whether an entry of the matrix is in it. */
    public boolean contains(int row, int column) {
        return row >= firstRow && row < firstRow + rows && column >= firstColumn && column < firstColumn + columns;
    }

    /** What it has in common with another part; none where that is nothing. */
    public Optional<Window> common(Window other) {
        int top = Math.max(firstRow, other.firstRow);
        int left = Math.max(firstColumn, other.firstColumn);
        int bottom = Math.min(firstRow + rows, other.firstRow + other.rows);
        int right = Math.min(firstColumn + columns, other.firstColumn + other.columns);
        return top < bottom && left < right
                ? Optional.of(new Window(top, bottom - top, left, right - left))
                : Optional.empty();
    }

    /** The same with rows for columns. */
    public Window turned() {
        return new Window(
                /* firstRow= */ firstColumn, /* rows= */ columns, /* firstColumn= */ firstRow, /* columns= */ rows);
    }

    /** Whether it is less than all of a matrix. */
    public boolean isPartOf(Matrix matrix) {
        return rows < matrix.rows() || columns < matrix.columns();
    }

    /** The entries of the part. */
    Matrix of(Matrix matrix) {
        return matrix.block(firstRow, rows, firstColumn, columns);
    }
}
