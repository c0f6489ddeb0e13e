package org.gradwalk.model.run;

import java.util.Optional;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;

/**
 * Numbers beside the engine's.
 *
 * @param difference what was found less what the engine has, of its shape; 0 where both are the same infinity; none
 *     where it was let go
 * @param largestAbsolute largest size of the difference; NaN if an entry is no number
 * @param largestRelative that over the largest size of the engine's finite entries; 0 where both are 0
 */
public record Comparison(Optional<Matrix> difference, double largestAbsolute, double largestRelative) {

    private static final double TOLERANCE = 1e-10;

    /** Compares two matrices of one shape. */
    static Comparison of(Matrix found, Matrix engine) {
        Matrix difference = Entries.difference(found, engine);
        double absolute = Entries.largest(difference);
        return new Comparison(
                Optional.of(difference), absolute, absolute == 0 ? 0 : absolute / Entries.largestFinite(engine));
    }

    /** The same without the entries, which are as many as the engine's. */
    Comparison figures() {
        return new Comparison(Optional.empty(), largestAbsolute, largestRelative);
    }

    /**
     * Whether both are the same but for rounding.
     *
     * @param scale size of the numbers that the difference was made of, where its own are 0 but for rounding
     */
    public boolean agrees(double scale) {
        return isClose() || largestAbsolute <= TOLERANCE * scale;
    }

    /** Whether they are the same but for rounding beside their own size. */
    boolean isClose() {
        return largestRelative <= TOLERANCE;
    }
}
