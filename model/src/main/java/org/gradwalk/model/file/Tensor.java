package org.gradwalk.model.file;

import java.util.Arrays;
import java.util.List;

/**
 * An array of numbers as files hold it. Two tensors are equal if their shapes are and their entries have the same bits,
 * except that one NaN equals another.
 *
 * @param shape sizes of the dimensions, empty for a scalar; at most {@value #MAXIMUM_RANK} of them, none negative
 * @param data the entries, last index fastest; kept as it is, not copied, and not to be changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // equal by content, see below; a copy would double a large model
public record Tensor(List<Integer> shape, double[] data) {
    /** The most dimensions a tensor may have. */
    public static final int MAXIMUM_RANK = 8;

    /**
     * Checks shape and data against each other.
     *
     * @throws IllegalArgumentException if there are too many dimensions, a negative one, or not product(shape) entries
     */
    public Tensor {
        shape = List.copyOf(shape);
        if (shape.size() > MAXIMUM_RANK) {
            throw new IllegalArgumentException(
                    "A tensor has at most " + MAXIMUM_RANK + " dimensions, not " + shape.size());
        }
        for (int size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("The shape " + shape + " has a negative size");
            }
        }
        if (entries(shape) != data.length) {
            throw new IllegalArgumentException(
                    "The shape " + shape + " does not fit an array of " + data.length + " entries");
        }
    }

    /** The product of sizes none of which is negative; what no long holds counts as the largest one. */
    static long entries(List<Integer> shape) {
        long product = 1;
        for (int size : shape) {
            product = size != 0 && product > Long.MAX_VALUE / size ? Long.MAX_VALUE : product * size;
        }
        return product;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor(var otherShape, var otherData)
                && shape.equals(otherShape)
                && Arrays.equals(data, otherData);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "Tensor" + shape;
    }
}
