package org.gradwalk.model.testing;

import java.util.function.IntToDoubleFunction;
import org.gradwalk.model.tensor.Matrix;

/** Matrix algebra as it stands in a textbook, entry by entry: what the kernels and the layers are compared with. */
public final class Algebra {

    /** An entry by its row and column. */
    @FunctionalInterface
    public interface Entry {
        double at(int row, int column);
    }

    private Algebra() {}

    /** The matrix of these entries. */
    public static Matrix matrix(int rows, int columns, Entry entry) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.set(i, j, entry.at(i, j));
            }
        }
        return matrix;
    }

    /** The sum of the terms 0 to {@code count} − 1. */
    public static double sum(int count, IntToDoubleFunction term) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += term.applyAsDouble(i);
        }
        return sum;
    }

    /** The sum of all entries of a matrix of this shape. */
    public static double total(int rows, int columns, Entry entry) {
        return sum(rows, i -> sum(columns, j -> entry.at(i, j)));
    }

    public static Matrix transposed(Matrix a) {
        return matrix(a.columns(), a.rows(), (i, j) -> a.get(j, i));
    }

    public static Matrix product(Matrix a, Matrix b) {
        return matrix(a.rows(), b.columns(), (i, j) -> sum(a.columns(), k -> a.get(i, k) * b.get(k, j)));
    }

    /** A 1, a column. */
    public static Matrix rowSums(Matrix a) {
        return matrix(a.rows(), 1, (i, j) -> sum(a.columns(), k -> a.get(i, k)));
    }

    /** 1ᵀ A, a row. */
    public static Matrix columnSums(Matrix a) {
        return matrix(1, a.columns(), (i, j) -> sum(a.rows(), k -> a.get(k, j)));
    }

    /** A : B, the sum of the products of equal entries. */
    public static double frobenius(Matrix a, Matrix b) {
        return total(a.rows(), a.columns(), (i, j) -> a.get(i, j) * b.get(i, j));
    }

    /** The sum of the sizes of the products of equal entries: what rounding errors of {@link #frobenius} grow with. */
    public static double frobeniusOfSizes(Matrix a, Matrix b) {
        return frobenius(sizes(a), sizes(b));
    }

    /** The entries without their signs. */
    public static Matrix sizes(Matrix a) {
        return matrix(a.rows(), a.columns(), (i, j) -> Math.abs(a.get(i, j)));
    }

    /** √(A : A). */
    public static double norm(Matrix a) {
        return Math.sqrt(frobenius(a, a));
    }

    /** The largest size of an entry, 0 if there is none. */
    public static double largest(Matrix a) {
        double largest = 0;
        for (double entry : a.toArray()) {
            largest = Math.max(largest, Math.abs(entry));
        }
        return largest;
    }
}
