package org.gradwalk.model.tensor;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products, packed and register-blocked on the Vector API.
 *
 * <p>Every entry of a result is one chain of fused multiply-adds in the order of the summed index, whatever the
 * blocking, the vector length or the number of threads; so this and {@link PlainProducts} give the same bits, and the
 * plain form may stand in while the vector code is cold (see {@link WarmUp}).
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
        LOWER_TRANSPOSED_LEFT
    }

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Rows and columns of the block of the result that is kept in registers. */
    private static final int TILE_ROWS = 8;
    private static final int TILE_COLUMNS = 2 * LANES;
    /** Blocks of the summed index and of the rows, so that the packed factors stay in the caches. */
    private static final int DEPTH_BLOCK = 256;
    private static final int ROW_BLOCK = 128;

    private static final double[] NO_BIAS = {};
    private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

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
        int depth = checkedDepth(form, a, b, c);
        long workPerRow = (long) depth * c.columns();
        workers.forRows(c.rows(), TILE_ROWS, workPerRow, (from, to) -> {
            if (vectorised) {
                runVectorised(form, a, b, scale, bias, c, from, to);
            } else {
                PlainProducts.run(form, a, b, scale, bias, c, from, to);
            }
        });
    }

    private static int checkedDepth(Form form, Matrix a, Matrix b, Matrix c) {
        boolean transposedLeft = form == Form.TRANSPOSED_LEFT || form == Form.LOWER_TRANSPOSED_LEFT;
        boolean transposedRight = form == Form.TRANSPOSED_RIGHT;
        int depth = transposedLeft ? a.rows() : a.columns();
        int rows = transposedLeft ? a.columns() : a.rows();
        int columns = transposedRight ? b.rows() : b.columns();
        if (depth != (transposedRight ? b.columns() : b.rows()) || rows != c.rows() || columns != c.columns()) {
            throw new IllegalArgumentException("Shapes do not fit: " + form + " of " + a + " and " + b + " into " + c);
        }
        return depth;
    }

    /** The rows {@code from} to {@code to} of the result; {@code from} is a multiple of the tile's rows. */
    static void runVectorised(
            Form form, Matrix a, Matrix b, double scale, double[] bias, Matrix c, int from, int to) {
        boolean transposedLeft = form == Form.TRANSPOSED_LEFT || form == Form.LOWER_TRANSPOSED_LEFT;
        int depth = transposedLeft ? a.rows() : a.columns();
        Buffers buffers = BUFFERS.get();
        for (int k = 0; k < depth || k == 0; k += DEPTH_BLOCK) {
            int kCount = Math.min(DEPTH_BLOCK, depth - k);
            double[] packedB = buffers.packRight(form, b, k, kCount, c.columns());
            for (int i = from; i < to; i += ROW_BLOCK) {
                int iCount = Math.min(ROW_BLOCK, to - i);
                double[] packedA = buffers.packLeft(a, transposedLeft, i, iCount, k, kCount);
                multiplyBlock(form, packedA, packedB, k, kCount, i, iCount, c, buffers.edge);
            }
        }
        PlainProducts.finish(scale, bias, c, from, to);
    }

    private static void multiplyBlock(
            Form form, double[] packedA, double[] packedB, int k, int kCount, int i, int iCount, Matrix c,
            double[] edge) {
        boolean first = k == 0;
        for (int j = 0; j < c.columns(); j += TILE_COLUMNS) {
            int bPanel = j * kCount;
            int jCount = Math.min(TILE_COLUMNS, c.columns() - j);
            for (int ii = 0; ii < iCount; ii += TILE_ROWS) {
                int row = i + ii;
                int rowCount = Math.min(TILE_ROWS, iCount - ii);
                int start = form == Form.LOWER_TRANSPOSED_LEFT ? Math.clamp(row - k, 0, kCount) : 0;
                int end = form == Form.LOWER ? Math.clamp(row + TILE_ROWS - k, 0, kCount) : kCount;
                int a = (ii * kCount) + start * TILE_ROWS;
                int b = bPanel + start * TILE_COLUMNS;
                int count = Math.max(0, end - start);
                if (rowCount == TILE_ROWS && jCount == TILE_COLUMNS) {
                    tile(packedA, a, packedB, b, count, c.data(), c.rowOffset(row) + j, c.stride(), first);
                } else {
                    edgeTile(packedA, a, packedB, b, count, c, row, rowCount, j, jCount, first, edge);
                }
            }
        }
    }

    /** A tile that reaches over the edge of the result: computed whole in a buffer, its part inside copied. */
    private static void edgeTile(
            double[] packedA, int a, double[] packedB, int b, int count, Matrix c, int row, int rowCount, int column,
            int columnCount, boolean first, double[] edge) {
        if (!first) {
            for (int i = 0; i < rowCount; i++) {
                System.arraycopy(c.data(), c.rowOffset(row + i) + column, edge, i * TILE_COLUMNS, columnCount);
            }
        }
        tile(packedA, a, packedB, b, count, edge, 0, TILE_COLUMNS, first);
        for (int i = 0; i < rowCount; i++) {
            System.arraycopy(edge, i * TILE_COLUMNS, c.data(), c.rowOffset(row + i) + column, columnCount);
        }
    }

    /**
     * Eight rows by two vectors of the result, kept in registers over {@code count} steps of the summed index.
     *
     * @param a packed left factor: for each step the eight entries of its rows
     * @param b packed right factor: for each step two vectors of entries
     * @param fresh whether the sums start at zero, or at what the result holds
     */
    private static void tile(
            double[] a, int aStart, double[] b, int bStart, int count, double[] c, int cStart, int cStride,
            boolean fresh) {
        int r1 = cStart + cStride;
        int r2 = r1 + cStride;
        int r3 = r2 + cStride;
        int r4 = r3 + cStride;
        int r5 = r4 + cStride;
        int r6 = r5 + cStride;
        int r7 = r6 + cStride;
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = s00;
        DoubleVector s10 = s00;
        DoubleVector s11 = s00;
        DoubleVector s20 = s00;
        DoubleVector s21 = s00;
        DoubleVector s30 = s00;
        DoubleVector s31 = s00;
        DoubleVector s40 = s00;
        DoubleVector s41 = s00;
        DoubleVector s50 = s00;
        DoubleVector s51 = s00;
        DoubleVector s60 = s00;
        DoubleVector s61 = s00;
        DoubleVector s70 = s00;
        DoubleVector s71 = s00;
        if (!fresh) {
            s00 = load(c, cStart);
            s01 = load(c, cStart + LANES);
            s10 = load(c, r1);
            s11 = load(c, r1 + LANES);
            s20 = load(c, r2);
            s21 = load(c, r2 + LANES);
            s30 = load(c, r3);
            s31 = load(c, r3 + LANES);
            s40 = load(c, r4);
            s41 = load(c, r4 + LANES);
            s50 = load(c, r5);
            s51 = load(c, r5 + LANES);
            s60 = load(c, r6);
            s61 = load(c, r6 + LANES);
            s70 = load(c, r7);
            s71 = load(c, r7 + LANES);
        }
        for (int k = 0; k < count; k++) {
            int ak = aStart + k * TILE_ROWS;
            int bk = bStart + k * TILE_COLUMNS;
            DoubleVector b0 = load(b, bk);
            DoubleVector b1 = load(b, bk + LANES);
            DoubleVector factor = DoubleVector.broadcast(SPECIES, a[ak]);
            s00 = factor.fma(b0, s00);
            s01 = factor.fma(b1, s01);
            factor = DoubleVector.broadcast(SPECIES, a[ak + 1]);
            s10 = factor.fma(b0, s10);
            s11 = factor.fma(b1, s11);
            factor = DoubleVector.broadcast(SPECIES, a[ak + 2]);
            s20 = factor.fma(b0, s20);
            s21 = factor.fma(b1, s21);
            factor = DoubleVector.broadcast(SPECIES, a[ak + 3]);
            s30 = factor.fma(b0, s30);
            s31 = factor.fma(b1, s31);
            factor = DoubleVector.broadcast(SPECIES, a[ak + 4]);
            s40 = factor.fma(b0, s40);
            s41 = factor.fma(b1, s41);
            factor = DoubleVector.broadcast(SPECIES, a[ak + 5]);
            s50 = factor.fma(b0, s50);
            s51 = factor.fma(b1, s51);
            factor = DoubleVector.broadcast(SPECIES, a[ak + 6]);
            s60 = factor.fma(b0, s60);
            s61 = factor.fma(b1, s61);
            factor = DoubleVector.broadcast(SPECIES, a[ak + 7]);
            s70 = factor.fma(b0, s70);
            s71 = factor.fma(b1, s71);
        }
        s00.intoArray(c, cStart);
        s01.intoArray(c, cStart + LANES);
        s10.intoArray(c, r1);
        s11.intoArray(c, r1 + LANES);
        s20.intoArray(c, r2);
        s21.intoArray(c, r2 + LANES);
        s30.intoArray(c, r3);
        s31.intoArray(c, r3 + LANES);
        s40.intoArray(c, r4);
        s41.intoArray(c, r4 + LANES);
        s50.intoArray(c, r5);
        s51.intoArray(c, r5 + LANES);
        s60.intoArray(c, r6);
        s61.intoArray(c, r6 + LANES);
        s70.intoArray(c, r7);
        s71.intoArray(c, r7 + LANES);
    }

    private static DoubleVector load(double[] data, int index) {
        return DoubleVector.fromArray(SPECIES, data, index);
    }

    /** Space for packed factors, one for each thread, grown to the largest product seen. */
    private static final class Buffers {

        private final double[] edge = new double[TILE_ROWS * TILE_COLUMNS];
        private double[] left = {};
        private double[] right = {};

        /** The left factor's rows as panels of eight: for each step of the summed index the panel's entries. */
        double[] packLeft(Matrix a, boolean transposed, int row, int rowCount, int k, int kCount) {
            int panels = (rowCount + TILE_ROWS - 1) / TILE_ROWS;
            left = atLeast(left, panels * TILE_ROWS * kCount);
            for (int panel = 0; panel < panels; panel++) {
                int first = row + panel * TILE_ROWS;
                int count = Math.min(TILE_ROWS, row + rowCount - first);
                int target = panel * TILE_ROWS * kCount;
                if (transposed) {
                    packColumns(a, first, count, k, kCount, left, target, TILE_ROWS);
                } else {
                    packRows(a, first, count, k, kCount, left, target, TILE_ROWS);
                }
            }
            return left;
        }

        /** The right factor's columns as panels of two vectors: for each step of the summed index their entries. */
        double[] packRight(Form form, Matrix b, int k, int kCount, int columns) {
            int panels = (columns + TILE_COLUMNS - 1) / TILE_COLUMNS;
            right = atLeast(right, panels * TILE_COLUMNS * kCount);
            for (int panel = 0; panel < panels; panel++) {
                int first = panel * TILE_COLUMNS;
                int count = Math.min(TILE_COLUMNS, columns - first);
                int target = panel * TILE_COLUMNS * kCount;
                if (form == Form.TRANSPOSED_RIGHT) {
                    packRows(b, first, count, k, kCount, right, target, TILE_COLUMNS);
                } else {
                    packColumns(b, first, count, k, kCount, right, target, TILE_COLUMNS);
                }
            }
            return right;
        }

        private static double[] atLeast(double[] buffer, int size) {
            return buffer.length >= size ? buffer : new double[size];
        }

        /** Columns first … of rows k …, row by row; a panel that is not full is filled up with zeros. */
        private static void packColumns(
                Matrix m, int first, int count, int k, int kCount, double[] target, int at, int width) {
            double[] data = m.data();
            for (int step = 0; step < kCount; step++) {
                int source = m.rowOffset(k + step) + first;
                int row = at + step * width;
                for (int j = 0; j < count; j++) {
                    target[row + j] = data[source + j];
                }
                if (count < width) {
                    Arrays.fill(target, row + count, row + width, 0);
                }
            }
        }

        /** Rows first … of columns k …, transposed; a panel that is not full is filled up with zeros. */
        private static void packRows(
                Matrix m, int first, int count, int k, int kCount, double[] target, int at, int width) {
            double[] data = m.data();
            for (int j = 0; j < count; j++) {
                int source = m.rowOffset(first + j) + k;
                for (int step = 0; step < kCount; step++) {
                    target[at + step * width + j] = data[source + step];
                }
            }
            for (int j = count; j < width; j++) {
                for (int step = 0; step < kCount; step++) {
                    target[at + step * width + j] = 0;
                }
            }
        }
    }
}
