package org.gradwalk.model.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.gradwalk.model.tensor.Products.Form;

/**
 * The vector form of {@link Products}: tiles of the result are kept in registers while the summed index runs.
 *
 * <p>The threads first pack the right factor together, into panels as wide as a tile. Then each takes rows of the result
 * and goes along eight of them at a time, so that the result, which mostly lies outside the caches, is written row by
 * row.
 */
final class PackedProducts {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** Rows and columns of the tile of the result that is kept in registers. */
    private static final int TILE_ROWS = 8;
    private static final int TILE_COLUMNS = 2 * LANES;
    /** Blocks of the summed index and of the columns, so that the panels in use stay in the caches. */
    private static final int DEPTH_BLOCK = 256;
    private static final int COLUMN_BLOCK = 256;
    private static final int ROW_BLOCK = 64;
    /** About how many entries of the right factor are packed at a time. */
    private static final int PACKED_ENTRIES = 1 << 20;
    /** What it costs to pack an entry, in multiply-adds. */
    private static final int PACKING_COST = 8;

    /** Space for what is packed: of the right factor by the thread that calls, of the left one by each that takes part. */
    private static final ThreadLocal<double[]> PACKED_RIGHT = ThreadLocal.withInitial(() -> new double[0]);

    private static final ThreadLocal<Left> LEFT = ThreadLocal.withInitial(Left::new);

    private PackedProducts() {}

    /** C = scale · op(A) op(B) + 1 biasᵀ, without the last summand where the bias has no entries. */
    static void run(Workers workers, Form form, Matrix a, Matrix b, double scale, double[] bias, Matrix c) {
        int depth = form.depth(a);
        int atATime = Math.max(1, PACKED_ENTRIES / Math.max(1, depth * TILE_COLUMNS)) * TILE_COLUMNS;
        for (int first = 0; first < c.columns(); first += atATime) {
            int end = Math.min(first + atATime, c.columns());
            int size = panels(end - first) * TILE_COLUMNS * depth;
            if (PACKED_RIGHT.get().length < size) {
                PACKED_RIGHT.set(new double[size]);
            }
            Right right = new Right(PACKED_RIGHT.get(), depth, first, end);
            right.pack(workers, form, b);
            workers.forRows(c.rows(), TILE_ROWS, (long) depth * (end - first),
                    (from, to) -> rows(form, a, right, scale, bias, c, from, to));
        }
    }

    private static int panels(int columns) {
        return (columns + TILE_COLUMNS - 1) / TILE_COLUMNS;
    }

    private static void rows(
            Form form, Matrix a, Right right, double scale, double[] bias, Matrix c, int from, int to) {
        Left left = LEFT.get();
        for (int k = 0; k < right.depth || k == 0; k += DEPTH_BLOCK) {
            int kEnd = Math.min(k + DEPTH_BLOCK, right.depth);
            for (int row = from; row < to; row += ROW_BLOCK) {
                left.pack(form, a, row, Math.min(row + ROW_BLOCK, to), k, kEnd);
                for (int column = right.first; column < right.end; column += COLUMN_BLOCK) {
                    int columnEnd = Math.min(column + COLUMN_BLOCK, right.end);
                    block(left, right, c, column, columnEnd);
                    if (kEnd == right.depth) {
                        finish(scale, bias, c, row, left.rowEnd, column, columnEnd);
                    }
                }
            }
        }
    }

    /** Adds the steps of the summed index that the left factor is packed for, to its rows, in some columns. */
    private static void block(Left left, Right right, Matrix c, int column, int columnEnd) {
        for (int row = left.row; row < left.rowEnd; row += TILE_ROWS) {
            int start = left.start(row);
            int count = left.end(row) - start;
            int a = left.at(row, start);
            for (int j = column; j < columnEnd; j += TILE_COLUMNS) {
                int b = right.at(j, start);
                if (row + TILE_ROWS <= left.rowEnd && j + TILE_COLUMNS <= columnEnd) {
                    tile(left.packed, a, right.packed, b, count, c.data(), c.rowOffset(row) + j, c.stride(),
                            left.k == 0);
                } else {
                    edgeTile(left, a, right, b, count, c, row, j, Math.min(TILE_COLUMNS, columnEnd - j));
                }
            }
        }
    }

    /** A tile that reaches over the edge of the result: computed whole in a buffer, its part inside copied. */
    private static void edgeTile(
            Left left, int a, Right right, int b, int count, Matrix c, int row, int column, int columns) {
        double[] edge = left.edge;
        int rowEnd = Math.min(row + TILE_ROWS, left.rowEnd);
        if (left.k > 0) {
            for (int i = row; i < rowEnd; i++) {
                System.arraycopy(c.data(), c.rowOffset(i) + column, edge, (i - row) * TILE_COLUMNS, columns);
            }
        }
        tile(left.packed, a, right.packed, b, count, edge, 0, TILE_COLUMNS, left.k == 0);
        for (int i = row; i < rowEnd; i++) {
            System.arraycopy(edge, (i - row) * TILE_COLUMNS, c.data(), c.rowOffset(i) + column, columns);
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

    /** Scales the sums and adds each column's bias, in the order of the plain form. */
    private static void finish(double scale, double[] bias, Matrix c, int row, int rowEnd, int column, int columnEnd) {
        if (scale == 1 && bias.length == 0) {
            return;
        }
        double[] data = c.data();
        int whole = column + SPECIES.loopBound(columnEnd - column);
        for (int i = row; i < rowEnd; i++) {
            int at = c.rowOffset(i);
            for (int j = column; j < whole; j += LANES) {
                DoubleVector sums = load(data, at + j);
                DoubleVector scaled = scale == 1 ? sums : sums.mul(scale);
                (bias.length == 0 ? scaled : scaled.add(load(bias, j))).intoArray(data, at + j);
            }
            for (int j = whole; j < columnEnd; j++) {
                double scaled = scale == 1 ? data[at + j] : data[at + j] * scale;
                data[at + j] = bias.length == 0 ? scaled : scaled + bias[j];
            }
        }
    }

    /**
     * The right factor's columns from {@code first} to {@code end} as panels: for each step of the summed index the
     * entries of a tile's columns, zero beyond the last one.
     */
    private static final class Right {

        final double[] packed;
        final int depth;
        final int first;
        final int end;

        Right(double[] packed, int depth, int first, int end) {
            this.packed = packed;
            this.depth = depth;
            this.first = first;
            this.end = end;
        }

        /** Where the panel of a column begins, at a step of the summed index. */
        int at(int column, int k) {
            return (column - first) * depth + k * TILE_COLUMNS;
        }

        void pack(Workers workers, Form form, Matrix b) {
            workers.forRows(panels(end - first), 1, (long) depth * TILE_COLUMNS * PACKING_COST, (from, to) -> {
                int column = first + from * TILE_COLUMNS;
                int columnEnd = Math.min(first + to * TILE_COLUMNS, end);
                if (form.transposesRight()) {
                    for (int j = column; j < columnEnd; j += TILE_COLUMNS) {
                        packTransposed(
                                b, j, Math.min(j + TILE_COLUMNS, end), 0, depth, packed, at(j, 0), TILE_COLUMNS);
                    }
                } else {
                    for (int step = 0; step < depth; step++) {
                        for (int j = column; j < columnEnd; j += TILE_COLUMNS) {
                            int count = Math.min(TILE_COLUMNS, end - j);
                            packRow(b.data(), b.rowOffset(step) + j, count, packed, at(j, step), TILE_COLUMNS);
                        }
                    }
                }
            });
        }
    }

    /**
     * Rows of the left factor as panels of eight: for each step of the summed index from {@code k} to {@code kEnd} their
     * entries, zero beyond the last row. Of a triangular factor only what is not known to be zero is packed.
     */
    private static final class Left {

        final double[] packed = new double[ROW_BLOCK * DEPTH_BLOCK];
        final double[] edge = new double[TILE_ROWS * TILE_COLUMNS];
        Form form = Form.PLAIN;
        int row;
        int rowEnd;
        int k;
        int kEnd;

        void pack(Form newForm, Matrix a, int newRow, int newRowEnd, int newK, int newKEnd) {
            form = newForm;
            row = newRow;
            rowEnd = newRowEnd;
            k = newK;
            kEnd = newKEnd;
            if (form.transposesLeft()) {
                for (int step = k; step < kEnd; step++) {
                    int source = a.rowOffset(step);
                    int last = form == Form.LOWER_TRANSPOSED_LEFT ? Math.min(rowEnd, step + 1) : rowEnd;
                    for (int i = row; i < last; i += TILE_ROWS) {
                        int count = Math.min(TILE_ROWS, rowEnd - i);
                        packRow(a.data(), source + i, count, packed, at(i, step), TILE_ROWS);
                    }
                }
            } else {
                for (int i = row; i < rowEnd; i += TILE_ROWS) {
                    packTransposed(
                            a, i, Math.min(i + TILE_ROWS, rowEnd), k, end(i), packed, at(i, k), TILE_ROWS);
                }
            }
        }

        /** The first step that counts for a panel. */
        int start(int panel) {
            return form == Form.LOWER_TRANSPOSED_LEFT ? Math.clamp(panel, k, kEnd) : k;
        }

        /** The end of the steps that count for a panel. */
        int end(int panel) {
            return form == Form.LOWER ? Math.clamp(panel + TILE_ROWS, k, kEnd) : kEnd;
        }

        /** Where the entries of a panel begin, at a step. */
        int at(int panel, int step) {
            return (panel - row) * (kEnd - k) + (step - k) * TILE_ROWS;
        }
    }

    /** Entries that stand side by side, filled up with zeros to a width. */
    private static void packRow(double[] source, int from, int count, double[] target, int to, int width) {
        if (count == width && width % LANES == 0) {
            for (int j = 0; j < width; j += LANES) {
                load(source, from + j).intoArray(target, to + j);
            }
        } else {
            for (int j = 0; j < width; j++) {
                target[to + j] = j < count ? source[from + j] : 0;
            }
        }
    }

    /** Rows of m in the columns {@code k} to {@code kEnd}, column by column, filled up with zeros to a width. */
    private static void packTransposed(
            Matrix m, int row, int rowEnd, int k, int kEnd, double[] target, int to, int width) {
        double[] source = m.data();
        for (int j = 0; j < width; j++) {
            boolean inside = row + j < rowEnd;
            int from = inside ? m.rowOffset(row + j) : 0;
            for (int step = k; step < kEnd; step++) {
                target[to + (step - k) * width + j] = inside ? source[from + step] : 0;
            }
        }
    }
}
