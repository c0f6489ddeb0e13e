package org.gradwalk.model.tensor;

/**
 * Matrix products.
 *
 * <p>Every entry of a result is one chain of fused multiply-adds in the order of the summed index, whatever the
 * blocking, the vector length or the number of threads; so {@link PackedProducts} and {@link PlainProducts} give the same
 * bits, and the plain form may stand in while the vector code is cold (see {@link WarmUp}).
 */
public final class Products {

    /** Which of the two factors is read transposed, and whether the left one is known to be lower triangular. */
    public enum Form {
        /** C = A B. */
        PLAIN,
        /** C = A Bᵀ. */
        TRANSPOSED_RIGHT,
        /** C = Aᵀ B. */
        TRANSPOSED_LEFT,
        /** C = A B, with A zero above the diagonal: that half is skipped. */
        LOWER,
        /** C = Aᵀ B, with A zero above the diagonal: that half is skipped. */
        LOWER_TRANSPOSED_LEFT;

        boolean transposesLeft() {
            return this == TRANSPOSED_LEFT || this == LOWER_TRANSPOSED_LEFT;
        }

        boolean transposesRight() {
            return this == TRANSPOSED_RIGHT;
        }

        /** Length of the summed index. */
        int depth(Matrix a) {
            return transposesLeft() ? a.rows() : a.columns();
        }
    }

    private static final double[] NO_BIAS = {};

    /** Set once the vector form has proved faster than the plain one; the bits are the same. */
    static volatile boolean vectorised;

    private Products() {}

    /** C = op(A) op(B). */
    public static void multiply(Workers workers, Form form, Matrix a, Matrix b, Matrix c) {
        multiply(workers, form, a, b, 1, c);
    }

    /** C = scale · op(A) op(B). */
    public static void multiply(Workers workers, Form form, Matrix a, Matrix b, double scale, Matrix c) {
        run(workers, form, a, b, scale, NO_BIAS, c);
    }

    /** C = A B + 1 bᵀ; the bias is a row of as many entries as C has columns. */
    public static void multiplyAddBias(Workers workers, Matrix a, Matrix b, Matrix bias, Matrix c) {
        bias.requireShape(1, c.columns());
        run(workers, Form.PLAIN, a, b, 1, bias.offset() == 0 ? bias.data() : bias.toArray(), c);
    }

    private static void run(Workers workers, Form form, Matrix a, Matrix b, double scale, double[] bias, Matrix c) {
        checkShapes(form, a, b, c);
        if (vectorised) {
            PackedProducts.run(workers, form, a, b, scale, bias, c);
        } else {
            PlainProducts.run(workers, form, a, b, scale, bias, c);
        }
    }

    private static void checkShapes(Form form, Matrix a, Matrix b, Matrix c) {
        int depth = form.depth(a);
        int rows = form.transposesLeft() ? a.columns() : a.rows();
        int columns = form.transposesRight() ? b.rows() : b.columns();
        if (depth != (form.transposesRight() ? b.columns() : b.rows()) || rows != c.rows() || columns != c.columns()) {
            throw new IllegalArgumentException("Shapes do not fit: " + form + " of " + a + " and " + b + " into " + c);
        }
    }
}
