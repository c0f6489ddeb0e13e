package org.gradwalk.model.tensor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential function over stretches of an array, with the same bits whether vector code runs or not.
 *
 * <p>exp(x) = 2ⁿ eʳ with n the integer nearest to x / ln 2, and eʳ for |r| ≤ ½ ln 2 by its Taylor series to degree 13,
 * whose remainder is below 4 · 10⁻¹⁸. The vector API's own exp is another function than the scalar one
 * that stands in for it until it is compiled: they differ in the last bit, and a replay would not give the same numbers. Below −708 the result is 0, above 709 infinite.
 */
public final class Exponential {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private static final double LOWEST = -708;
    private static final double HIGHEST = 709;
    private static final double LOG2_E = 1.4426950408889634;
    /** ln 2 in two parts; the first has zeros at its end, so that n times it is exact. */
    private static final double LN2_HIGH = 0x1.62e42fefa0000p-1;
    private static final double LN2_LOW = 0x1.cf79abc9e3b3ap-40;
    /** Adding this rounds to an integer and leaves it in the lowest bits. */
    private static final double ROUND = 0x1.8p52;
    private static final long BIAS = 1023;
    private static final int FRACTION_BITS = 52;

    private static final double C2 = 1.0 / 2;
    private static final double C3 = 1.0 / 6;
    private static final double C4 = 1.0 / 24;
    private static final double C5 = 1.0 / 120;
    private static final double C6 = 1.0 / 720;
    private static final double C7 = 1.0 / 5_040;
    private static final double C8 = 1.0 / 40_320;
    private static final double C9 = 1.0 / 362_880;
    private static final double C10 = 1.0 / 3_628_800;
    private static final double C11 = 1.0 / 39_916_800;
    private static final double C12 = 1.0 / 479_001_600;
    private static final double C13 = 1.0 / 6_227_020_800.0;

    /** Set once the vector form has proved faster than the plain one; the bits are the same. */
    static volatile boolean vectorised;

    private Exponential() {}

    /** target[i] = exp(source[i] − shift) for {@code count} entries; source and target may be the same stretch. */
    public static void apply(double[] source, int from, double shift, double[] target, int to, int count) {
        if (vectorised) {
            applyVectorised(source, from, shift, target, to, count);
        } else {
            applyPlain(source, from, shift, target, to, count);
        }
    }

    static void applyPlain(double[] source, int from, double shift, double[] target, int to, int count) {
        for (int i = 0; i < count; i++) {
            target[to + i] = exp(source[from + i] - shift);
        }
    }

    /** exp of one number, by the same steps as the vector form. */
    static double exp(double x) {
        if (x < LOWEST) {
            return 0;
        }
        if (x > HIGHEST) {
            return Double.POSITIVE_INFINITY;
        }
        double rounded = Math.fma(x, LOG2_E, ROUND);
        double n = rounded - ROUND;
        double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        double p = C13;
        p = Math.fma(p, r, C12);
        p = Math.fma(p, r, C11);
        p = Math.fma(p, r, C10);
        p = Math.fma(p, r, C9);
        p = Math.fma(p, r, C8);
        p = Math.fma(p, r, C7);
        p = Math.fma(p, r, C6);
        p = Math.fma(p, r, C5);
        p = Math.fma(p, r, C4);
        p = Math.fma(p, r, C3);
        p = Math.fma(p, r, C2);
        p = Math.fma(p, r, 1);
        p = Math.fma(p, r, 1);
        return p * Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) + BIAS) << FRACTION_BITS);
    }

    static void applyVectorised(double[] source, int from, double shift, double[] target, int to, int count) {
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            exp(DoubleVector.fromArray(SPECIES, source, from + i).sub(shift)).intoArray(target, to + i);
        }
        // the rest one by one: the bits are the same
        applyPlain(source, from + whole, shift, target, to + whole, count - whole);
    }

    private static DoubleVector exp(DoubleVector x) {
        VectorMask<Double> low = x.lt(LOWEST);
        VectorMask<Double> high = x.compare(VectorOperators.GT, HIGHEST);
        DoubleVector rounded = x.fma(
                DoubleVector.broadcast(SPECIES, LOG2_E), DoubleVector.broadcast(SPECIES, ROUND));
        DoubleVector n = rounded.sub(ROUND);
        DoubleVector r = n.fma(
                DoubleVector.broadcast(SPECIES, -LN2_LOW), n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), x));
        DoubleVector p = DoubleVector.broadcast(SPECIES, C13);
        p = step(p, r, C12);
        p = step(p, r, C11);
        p = step(p, r, C10);
        p = step(p, r, C9);
        p = step(p, r, C8);
        p = step(p, r, C7);
        p = step(p, r, C6);
        p = step(p, r, C5);
        p = step(p, r, C4);
        p = step(p, r, C3);
        p = step(p, r, C2);
        p = step(p, r, 1);
        p = step(p, r, 1);
        LongVector bits = rounded.reinterpretAsLongs();
        DoubleVector power = bits.add(BIAS)
                .lanewise(VectorOperators.LSHL, FRACTION_BITS)
                .reinterpretAsDoubles();
        return p.mul(power).blend(0, low).blend(Double.POSITIVE_INFINITY, high);
    }

    private static DoubleVector step(DoubleVector p, DoubleVector r, double coefficient) {
        return p.fma(r, DoubleVector.broadcast(SPECIES, coefficient));
    }
}
