package org.gradwalk.model.tensor;

/** Rows looked up in a table, and added back into it; and matrices stacked one below the other. */
public final class Tables {

    private Tables() {}

    /**
     * Row i of the result is the row of the table that number i names.
     *
     * @param numbers n × 1, whole numbers from 0 to the table's rows − 1
     * @param result n × d
     */
    public static void lookUp(Matrix table, Matrix numbers, Matrix result) {
        result.requireShape(numbers.rows(), table.columns());
        for (int i = 0; i < numbers.rows(); i++) {
            int source = table.rowOffset(row(table, numbers, i));
            System.arraycopy(table.data(), source, result.data(), result.rowOffset(i), table.columns());
        }
    }

    /**
     * Adds row i of x to the row of the table that number i names; all other rows are 0. Rows are added in their order.
     *
     * @param numbers n × 1
     * @param x n × d
     */
    public static void scatterAdd(Matrix x, Matrix numbers, Matrix table) {
        x.requireShape(numbers.rows(), table.columns());
        table.fill(0);
        double[] source = x.data();
        double[] target = table.data();
        for (int i = 0; i < x.rows(); i++) {
            int from = x.rowOffset(i);
            int to = table.rowOffset(row(table, numbers, i));
            for (int j = 0; j < x.columns(); j++) {
                target[to + j] += source[from + j];
            }
        }
    }

    private static int row(Matrix table, Matrix numbers, int i) {
        int row = (int) numbers.get(i, 0);
        if (row < 0 || row >= table.rows()) {
            throw new IllegalArgumentException(
                    "Token " + row + " at row " + i + " is not in the vocabulary of " + table.rows());
        }
        return row;
    }

    /** The first rows of the table are x, all others 0. */
    public static void firstRows(Matrix x, Matrix table) {
        table.fill(0);
        table.rows(0, x.rows()).copyFrom(x);
    }

    /**
     * Adds one matrix to each of several that stand one below the other.
     *
     * @param stack B·T × d
     * @param x T × d
     * @param result B·T × d
     */
    public static void addToEach(Matrix stack, Matrix x, Matrix result) {
        for (int from = 0; from < stack.rows(); from += x.rows()) {
            Entries.add(Workers.CALLER, stack.rows(from, x.rows()), x, result.rows(from, x.rows()));
        }
    }

    /**
     * The sum of the matrices that stand one below the other, in their order.
     *
     * @param stack B·T × d
     * @param sum T × d
     */
    public static void sumOfEach(Matrix stack, Matrix sum) {
        sum.copyFrom(stack.rows(0, sum.rows()));
        for (int from = sum.rows(); from < stack.rows(); from += sum.rows()) {
            Entries.add(Workers.CALLER, sum, stack.rows(from, sum.rows()), sum);
        }
    }
}
