package org.gradwalk.app.chart;

import java.util.function.IntBinaryOperator;
import org.gradwalk.model.tensor.Matrix;

/**
 * Numbers for the cells of a heat map. Where a matrix has more entries than there is room for, a cell stands for a block
 * of entries and holds the one of largest size.
 */
public final class Grid {

    private final Window window;
    private final int rows;
    private final int columns;
    private final double[] numbers;

    private Grid(Window window, int rows, int columns, double[] numbers) {
        this.window = window;
        this.rows = rows;
        this.columns = columns;
        this.numbers = numbers;
    }

    /** A part of a matrix shown in at most this many cells each way. */
    public static Grid of(Matrix matrix, Window window, int mostRows, int mostColumns) {
        int rows = Math.min(window.rows(), Math.max(1, mostRows));
        int columns = Math.min(window.columns(), Math.max(1, mostColumns));
        Matrix part = window.of(matrix);
        double[] numbers = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                numbers[i * columns + j] = largest(
                        part, first(i, rows, part.rows()), first(i + 1, rows, part.rows()),
                        first(j, columns, part.columns()), first(j + 1, columns, part.columns()));
            }
        }
        return new Grid(window, rows, columns, numbers);
    }

    private static double largest(Matrix matrix, int fromRow, int toRow, int fromColumn, int toColumn) {
        double largest = matrix.get(fromRow, fromColumn);
        for (int i = fromRow; i < toRow; i++) {
            for (int j = fromColumn; j < toColumn; j++) {
                double entry = matrix.get(i, j);
                if (Double.isNaN(entry)) {
                    return entry; // what is no number is not to be overlooked among many
                }
                if (Math.abs(entry) > Math.abs(largest)) {
                    largest = entry;
                }
            }
        }
        return largest;
    }

    /** The first entry of a cell, of all entries cut into {@code cells} stretches. */
    private static int first(int cell, int cells, int entries) {
        return (int) ((long) cell * entries / cells);
    }

    /** The same cells, free where a matrix entry must not be shown (the test gives 0). */
    public Grid where(IntBinaryOperator shown) {
        double[] masked = numbers.clone();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (shown.applyAsInt(firstRow(i), firstColumn(j)) == 0) {
                    masked[i * columns + j] = Double.NaN;
                }
            }
        }
        return new Grid(window, rows, columns, masked);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Whether cells stand for more than one entry. */
    public boolean isReduced() {
        return rows < window.rows() || columns < window.columns();
    }

    /** The number of a cell; NaN where it is free. */
    public double number(int row, int column) {
        return numbers[row * columns + column];
    }

    /** The matrix row at which a cell's block starts; of the number of rows, the one after the last. */
    public int firstRow(int row) {
        return window.firstRow() + first(row, rows, window.rows());
    }

    /** The matrix column at which a cell's block starts; of the number of columns, the one after the last. */
    public int firstColumn(int column) {
        return window.firstColumn() + first(column, columns, window.columns());
    }

    /** The part of the matrix that is shown. */
    public Window window() {
        return window;
    }

    /** The largest size of a number, free cells left out. */
    public double largest() {
        double largest = 0;
        for (double number : numbers) {
            if (Double.isFinite(number)) {
                largest = Math.max(largest, Math.abs(number));
            }
        }
        return largest;
    }
}
