package org.gradwalk.model.tensor;

import java.util.Arrays;
import java.util.Objects;

/**
 * A rectangle of float64 numbers, row by row, inside a shared array: rows × columns, with an offset and a row stride.
 *
 * <p>Views (rows, columns, blocks) share the array and copy nothing; that is how a head or a sequence is read out of a
 * batch.
 */
public final class Matrix {

    private final double[] data;
    private final int offset;
    private final int rows;
    private final int columns;
    private final int stride;

    private Matrix(double[] data, int offset, int rows, int columns, int stride) {
        this.data = data;
        this.offset = offset;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
    }

    /**
     * A new matrix of zeros.
     *
     * @throws IllegalArgumentException if a size is negative or the matrix would not fit into one array
     */
    public static Matrix zeros(int rows, int columns) {
        if (rows < 0 || columns < 0 || (long) rows * columns > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("A matrix of " + rows + " × " + columns + " does not fit into an array");
        }
        return new Matrix(new double[rows * columns], 0, rows, columns, columns);
    }

    /**
     * The given numbers seen as rows × columns; the array is shared, not copied.
     *
     * @throws IllegalArgumentException if the array does not have exactly rows · columns entries
     */
    public static Matrix of(int rows, int columns, double... data) {
        if ((long) rows * columns != data.length) {
            throw new IllegalArgumentException(
                    data.length + " numbers are not a matrix of " + rows + " × " + columns);
        }
        return new Matrix(data, 0, rows, columns, columns);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Number of entries. */
    public int size() {
        return rows * columns;
    }

    /** Whether this and another matrix are parts of one, with the same stride. */
    @SuppressWarnings("ReferenceEquality") // two arrays with equal numbers are two
    public boolean isBeside(Matrix other) {
        return data == other.data && stride == other.stride;
    }

    /** The shared array; entry (i, j) is at {@code offset() + i * stride() + j}. */
    public double[] data() {
        return data;
    }

    public int offset() {
        return offset;
    }

    /** Distance in the array from one row to the next. */
    public int stride() {
        return stride;
    }

    /** Position in the array of the first entry of a row. */
    public int rowOffset(int row) {
        return offset + row * stride;
    }

    public double get(int row, int column) {
        Objects.checkIndex(row, rows);
        Objects.checkIndex(column, columns);
        return data[offset + row * stride + column];
    }

    public void set(int row, int column, double value) {
        Objects.checkIndex(row, rows);
        Objects.checkIndex(column, columns);
        data[offset + row * stride + column] = value;
    }

    /** A view of {@code count} rows from {@code first} on. */
    public Matrix rows(int first, int count) {
        return block(first, count, 0, columns);
    }

    /** A view of {@code count} columns from {@code first} on. */
    public Matrix columns(int first, int count) {
        return block(0, rows, first, count);
    }

    /**
     * A view of a block.
     *
     * @throws IndexOutOfBoundsException if the block is not inside this matrix
     */
    public Matrix block(int firstRow, int rowCount, int firstColumn, int columnCount) {
        Objects.checkFromIndexSize(firstRow, rowCount, rows);
        Objects.checkFromIndexSize(firstColumn, columnCount, columns);
        return new Matrix(data, offset + firstRow * stride + firstColumn, rowCount, columnCount, stride);
    }

    /** Sets every entry. */
    public void fill(double value) {
        for (int i = 0; i < rows; i++) {
            int row = rowOffset(i);
            Arrays.fill(data, row, row + columns, value);
        }
    }

    /**
     * Copies every entry from a matrix of the same shape.
     *
     * @throws IllegalArgumentException if the shapes differ
     */
    public void copyFrom(Matrix source) {
        requireShape(source.rows, source.columns);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(source.data, source.rowOffset(i), data, rowOffset(i), columns);
        }
    }

    /** The entries, row by row, in an array of their own. */
    public double[] toArray() {
        double[] copy = new double[size()];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(data, rowOffset(i), copy, i * columns, columns);
        }
        return copy;
    }

    /** A matrix of the same entries in an array of its own. */
    public Matrix copy() {
        return of(rows, columns, toArray());
    }

    /** A copy whose rows are this matrix's columns. */
    public Matrix transposedCopy() {
        Matrix copy = zeros(columns, rows);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                copy.set(j, i, get(i, j));
            }
        }
        return copy;
    }

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException naming both shapes if it is another
     */
    public void requireShape(int expectedRows, int expectedColumns) {
        if (rows != expectedRows || columns != expectedColumns) {
            throw new IllegalArgumentException("Expected a matrix of " + expectedRows + " × " + expectedColumns
                    + ", not " + rows + " × " + columns);
        }
    }

    @Override
    public String toString() {
        return "Matrix " + rows + " × " + columns;
    }
}
