package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {

    @Test
    void entropyIsZeroForOneKeyAndLogForEqualShares() {
        Matrix probs = Matrix.of(2, 4, 1, 0, 0, 0, 0.25, 0.25, 0.25, 0.25);

        assertThat(Diagnostics.entropy(probs, 0)).isZero();
        assertThat(Diagnostics.entropy(probs, 1)).isCloseTo(Math.log(4), within(1e-15));
    }

    @Test
    void sharesSumToOneAndTellTheOneThatOpposes() {
        Matrix skip = Matrix.of(1, 2, 3, 1);
        Matrix branch = Matrix.of(1, 2, -1, 0.5);
        Matrix sum = Matrix.of(1, 2, 2, 1.5);

        assertThat(Diagnostics.share(skip, sum) + Diagnostics.share(branch, sum)).isCloseTo(1, within(1e-15));
        assertThat(Diagnostics.share(branch, sum)).isNegative();
    }

    @Test
    void cosineTellsTheAngle() {
        assertThat(Diagnostics.cosine(Matrix.of(1, 2, 1, 0), Matrix.of(1, 2, 0, 2))).isZero();
        assertThat(Diagnostics.cosine(Matrix.of(1, 2, 1, 1), Matrix.of(1, 2, -2, -2))).isCloseTo(-1, within(1e-15));
    }

    @Test
    void changeIsMeasuredAgainstWhatChanged() {
        assertThat(Diagnostics.changeRatio(Matrix.of(1, 2, 3, 4), Matrix.of(1, 2, 3, 4.5))).isEqualTo(0.1);
        assertThat(Diagnostics.changeRatio(Matrix.of(1, 1, 0), Matrix.of(1, 1, 1))).isNaN();
    }
}
