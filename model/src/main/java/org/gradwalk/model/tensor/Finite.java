package org.gradwalk.model.tensor;

import java.util.concurrent.atomic.AtomicBoolean;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Whether all entries of a matrix are numbers. */
public final class Finite {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** What an entry costs, in multiply-adds of a product kernel, for the decision to share work. */
    private static final int COST = 1;

    /** Set once the vector forms have proved faster than the plain ones. */
    static volatile boolean vectorised;

    private Finite() {}

    /** Whether every entry is a finite number. */
    public static boolean all(Workers workers, Matrix a) {
        return passes(workers, a, vectorised ? Finite::allVectorised : Finite::allPlain);
    }

    /** Whether every entry is a finite number or −∞. */
    public static boolean orMinusInfinity(Workers workers, Matrix a) {
        return passes(workers, a, vectorised ? Finite::orMinusInfinityVectorised : Finite::orMinusInfinityPlain);
    }

    /** A test of a stretch of an array. */
    private interface Test {
        boolean passes(double[] x, int from, int to);
    }

    private static boolean passes(Workers workers, Matrix a, Test test) {
        AtomicBoolean passed = new AtomicBoolean(true);
        Stretches.share(workers, COST, a, true, (from, to) -> {
            if (!test.passes(a.data(), from, to)) {
                passed.set(false);
            }
        }, _ -> {
            throw new AssertionError("a matrix lies as it does itself");
        });
        return passed.get();
    }

    /** x · 0 is 0 for a finite x and NaN otherwise, and so are sums of it. */
    static boolean allPlain(double[] x, int from, int to) {
        double sum = 0;
        for (int j = from; j < to; j++) {
            sum += x[j] * 0;
        }
        return sum == 0;
    }

    /** Four sums wait for nothing but themselves. */
    static boolean allVectorised(double[] x, int from, int to) {
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector s0 = zero;
        DoubleVector s1 = zero;
        DoubleVector s2 = zero;
        DoubleVector s3 = zero;
        int j = from;
        for (; j <= to - 4 * LANES; j += 4 * LANES) {
            s0 = DoubleVector.fromArray(SPECIES, x, j).fma(zero, s0);
            s1 = DoubleVector.fromArray(SPECIES, x, j + LANES).fma(zero, s1);
            s2 = DoubleVector.fromArray(SPECIES, x, j + 2 * LANES).fma(zero, s2);
            s3 = DoubleVector.fromArray(SPECIES, x, j + 3 * LANES).fma(zero, s3);
        }
        return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD) == 0 && allPlain(x, j, to);
    }

    /** A comparison is false for NaN. */
    static boolean orMinusInfinityPlain(double[] x, int from, int to) {
        int others = 0;
        for (int j = from; j < to; j++) {
            others += x[j] < Double.POSITIVE_INFINITY ? 0 : 1;
        }
        return others == 0;
    }

    static boolean orMinusInfinityVectorised(double[] x, int from, int to) {
        VectorMask<Double> passed = SPECIES.maskAll(true);
        int j = from;
        for (; j <= to - LANES; j += LANES) {
            passed = passed.and(DoubleVector.fromArray(SPECIES, x, j)
                    .compare(VectorOperators.LT, Double.POSITIVE_INFINITY));
        }
        return passed.allTrue() && orMinusInfinityPlain(x, j, to);
    }
}
