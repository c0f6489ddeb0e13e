package org.gradwalk.model.metrics;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Numbers of iterations, one after the other. What was added is not changed any more, only more is added: whoever has the
 * first so many can go on reading them.
 */
final class Entries {

    private static final int START = 64;

    private final int width;
    private long[] iterations;
    private double[] numbers;
    private int size;

    /**
     * None yet.
     *
     * @param width how many numbers an iteration has
     */
    Entries(int width) {
        this(width, new long[START], new double[START * width], 0);
    }

    private Entries(int width, long[] iterations, double[] numbers, int size) {
        this.width = width;
        this.iterations = iterations;
        this.numbers = numbers;
        this.size = size;
    }

    int size() {
        return size;
    }

    long iteration(int entry) {
        return iterations[entry];
    }

    double number(int entry, int place) {
        return numbers[entry * width + place];
    }

    void add(long iteration, double[] entry) {
        if (size == iterations.length) {
            iterations = Arrays.copyOf(iterations, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size * width);
        }
        System.arraycopy(entry, 0, numbers, size * width, width);
        iterations[size] = iteration;
        size++;
    }

    /** Those there are now, whatever is added later. */
    Entries soFar() {
        return new Entries(width, iterations, numbers, size);
    }

    /** Some of them, in arrays of their own. */
    Entries only(IntPredicate kept) {
        int[] places = IntStream.range(0, size).filter(kept).toArray();
        Entries some = new Entries(
                width, new long[Math.max(START, places.length)], new double[Math.max(START, places.length) * width], 0);
        for (int place : places) {
            some.iterations[some.size] = iterations[place];
            System.arraycopy(numbers, place * width, some.numbers, some.size * width, width);
            some.size++;
        }
        return some;
    }

    /** Those before an iteration, in arrays of their own. */
    Entries before(long iteration) {
        return only(entry -> iterations[entry] < iteration);
    }

    /** Whether an iteration is later than all of them. */
    boolean endsBefore(long iteration) {
        return size == 0 || iterations[size - 1] < iteration;
    }

    Series series(int place) {
        double[] column = new double[size];
        for (int i = 0; i < size; i++) {
            column[i] = number(i, place);
        }
        return new Series(Arrays.copyOf(iterations, size), column);
    }
}
