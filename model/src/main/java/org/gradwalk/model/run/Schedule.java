package org.gradwalk.model.run;

/** The learning rate η of each iteration; iterations count from 0. */
public sealed interface Schedule {

    /** The rate of an iteration. */
    double rate(long iteration);

    /** The same rate all the way. */
    record Constant(double rate) implements Schedule {

        /**
         * Checks the rate.
         *
         * @throws IllegalArgumentException if it is not a positive number
         */
        public Constant {
            requirePositive(rate);
        }

        @Override
        public double rate(long iteration) {
            return rate;
        }
    }

    /**
     * Up to the peak in equal steps, then down to a tenth of it along half a cosine, and there it stays.
     *
     * @param peak the largest rate, that of iteration {@code warmUp}
     * @param warmUp iterations before the peak, possibly none
     * @param iterations after so many the rate has come down
     */
    record WarmUpCosine(double peak, long warmUp, long iterations) implements Schedule {

        private static final double FLOOR = 0.1;

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if the peak is not a positive number, or the warm-up is negative or longer
         *     than the whole
         */
        public WarmUpCosine {
            requirePositive(peak);
            if (warmUp < 0 || warmUp > iterations) {
                throw new IllegalArgumentException(
                        "A warm-up takes 0 to " + iterations + " iterations here, not " + warmUp);
            }
        }

        @Override
        public double rate(long iteration) {
            if (iteration < warmUp) {
                return peak * (iteration + 1) / (warmUp + 1);
            }
            if (iteration >= iterations) {
                return FLOOR * peak;
            }
            double share = (double) (iteration - warmUp) / (iterations - warmUp);
            return peak * (FLOOR + (1 - FLOOR) * (1 + Math.cos(Math.PI * share)) / 2);
        }
    }

    private static void requirePositive(double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("A learning rate is a number above 0, not " + rate);
        }
    }
}
