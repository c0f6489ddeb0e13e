package org.gradwalk.model.tensor;

import static org.gradwalk.model.testing.Agreement.assertSameBits;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradwalk.model.tensor.Moments.AdamStep;
import org.gradwalk.model.testing.FramedMatrix;

/** Matrices that lie alike in their arrays take another way through the kernels; the numbers are the same. */
class LayoutTest extends SharedWorkers {

    /** A kernel that reads two matrices and a column and writes a matrix, all of as many rows. */
    enum Kernel {
        ADD((w, x, y, v, z) -> Entries.add(w, x, y, z)),
        SCALE((w, x, y, v, z) -> Entries.scale(w, x, 0.3, z)),
        COMBINE((w, x, y, v, z) -> Moments.combine(w, 0.9, x, 0.1, y, z)),
        COMBINE_WITH_SQUARES((w, x, y, v, z) -> Moments.combineWithSquares(w, 0.9, x, 0.1, y, z)),
        ADAM((w, x, y, v, z) -> Moments.adam(w, new AdamStep(0.9, 0.1, 0.5, 0.7, 1e-3), x, y, x, z)),
        SUBTRACT_ROWS((w, x, y, v, z) -> Rows.subtract(w, x, v, z)),
        SCALE_ROWS((w, x, y, v, z) -> Rows.scale(w, x, v, 0.3, z)),
        SOFTMAX_BACKWARD((w, x, y, v, z) -> Softmax.backward(w, x, y, z)),
        GELU((w, x, y, v, z) -> Activations.geluTanh(w, x, z)),
        GELU_BACKWARD((w, x, y, v, z) -> Activations.geluTanhBackward(w, x, y, z));

        interface Run {
            void on(Workers workers, Matrix x, Matrix y, Matrix v, Matrix z);
        }

        final Run run;

        Kernel(Run run) {
            this.run = run;
        }
    }

    @Property(tries = 400)
    void theNumbersDoNotDependOnHowTheMatricesLie(
            @ForAll Kernel kernel, @ForAll @IntRange(max = 300) int rows, @ForAll @IntRange(max = 70) int columns,
            @ForAll long seed) {
        Random random = new Random(seed);
        Matrix x = FramedMatrix.normal(random, rows, columns).matrix();
        Matrix y = FramedMatrix.normal(random, rows, columns).matrix();
        Matrix v = FramedMatrix.normal(random, rows, 1).matrix();
        FramedMatrix apart = FramedMatrix.blank(random, rows, columns);
        Matrix whole = Matrix.zeros(rows, columns);
        FramedMatrix alike = framed(whole);

        kernel.run.on(workers, x, y, v, apart.matrix());
        kernel.run.on(workers, x.copy(), y.copy(), v, whole);
        kernel.run.on(workers, framed(x).matrix(), framed(y).matrix(), v, alike.matrix());

        assertSameBits(kernel + " of whole matrices", whole, apart.matrix());
        assertSameBits(kernel + " of views that lie alike", alike.matrix(), apart.matrix());
        alike.assertFrameUntouched();
    }

    /** The same numbers in a frame that is always the same. */
    private static FramedMatrix framed(Matrix numbers) {
        Matrix frame = Matrix.zeros(numbers.rows() + 3, numbers.columns() + 7);
        frame.fill(Double.NaN);
        Matrix view = frame.block(2, numbers.rows(), 3, numbers.columns());
        view.copyFrom(numbers);
        return new FramedMatrix(frame, view, 2, 3);
    }
}
