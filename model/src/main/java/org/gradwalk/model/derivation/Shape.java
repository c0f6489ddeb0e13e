package org.gradwalk.model.derivation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of an array as NumPy has it: none, one or two sizes.
 *
 * @param sizes rows and columns of a matrix, the length of a vector, nothing for a number
 */
public record Shape(List<Integer> sizes) {

    public Shape {
        sizes = List.copyOf(sizes);
        if (sizes.size() > 2) {
            throw new IllegalArgumentException("More than two dimensions: " + sizes);
        }
    }

    /** No dimension. */
    public static Shape number() {
        return new Shape(List.of());
    }

    /** One dimension: neither row nor column. */
    public static Shape vector(int length) {
        return new Shape(List.of(length));
    }

    public static Shape matrix(int rows, int columns) {
        return new Shape(List.of(rows, columns));
    }

    int dimensions() {
        return sizes.size();
    }

    boolean isNumber() {
        return sizes.isEmpty();
    }

    boolean isVector() {
        return sizes.size() == 1;
    }

    boolean isMatrix() {
        return sizes.size() == 2;
    }

    /** Rows when it stands beside a matrix, where a vector is a row. */
    int rows() {
        return isMatrix() ? sizes.getFirst() : 1;
    }

    /** Columns when it stands beside a matrix. */
    int columns() {
        return isNumber() ? 1 : sizes.getLast();
    }

    long entries() {
        return (long) rows() * columns();
    }

    Shape transposed() {
        return isMatrix() ? matrix(columns(), rows()) : this;
    }

    /** Whether two arrays can stand beside each other, entry by entry. */
    boolean standsBeside(Shape other) {
        return fits(rows(), other.rows()) && fits(columns(), other.columns());
    }

    private static boolean fits(int a, int b) {
        return a == b || a == 1 || b == 1;
    }

    /** What two arrays that stand beside each other give: what has one row or column is repeated. */
    Shape beside(Shape other) {
        int rows = rows() == 1 ? other.rows() : rows();
        int columns = columns() == 1 ? other.columns() : columns();
        return switch (Math.max(dimensions(), other.dimensions())) {
            case 0 -> number();
            case 1 -> vector(columns);
            default -> matrix(rows, columns);
        };
    }

    /** As NumPy prints it: (4, 8), (8,), (). */
    @Override
    public String toString() {
        return isVector()
                ? "(" + sizes.getFirst() + ",)"
                : sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
