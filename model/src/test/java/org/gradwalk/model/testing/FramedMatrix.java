package org.gradwalk.model.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.gradwalk.model.tensor.Matrix;

/**
 * A matrix inside a larger one that is NaN elsewhere: a kernel that reads outside yields NaN, one that writes outside
 * is found by {@link #assertFrameUntouched}.
 *
 * @param frame the larger matrix
 * @param matrix the view inside
 * @param top rows of the frame above the view
 * @param left columns of the frame before the view
 */
public record FramedMatrix(Matrix frame, Matrix matrix, int top, int left) {

    /** A view at a random place, NaN inside as well. */
    public static FramedMatrix blank(RandomGenerator random, int rows, int columns) {
        int top = random.nextInt(3);
        int left = random.nextInt(4);
        Matrix frame = Matrix.zeros(rows + top + random.nextInt(3), columns + left + random.nextInt(4));
        frame.fill(Double.NaN);
        return new FramedMatrix(frame, frame.block(top, rows, left, columns), top, left);
    }

    /** A view at a random place, its entries normally distributed. */
    public static FramedMatrix normal(RandomGenerator random, int rows, int columns) {
        FramedMatrix framed = blank(random, rows, columns);
        framed.matrix.copyFrom(Algebra.matrix(rows, columns, (i, j) -> random.nextGaussian()));
        return framed;
    }

    /** Nothing but the view was written. */
    public void assertFrameUntouched() {
        for (int i = 0; i < frame.rows(); i++) {
            for (int j = 0; j < frame.columns(); j++) {
                boolean inside = i >= top && i < top + matrix.rows() && j >= left && j < left + matrix.columns();
                if (!inside) {
                    assertThat(frame.get(i, j)).as("entry (%d, %d) outside the result", i, j).isNaN();
                }
            }
        }
    }
}
