package org.gradwalk.app.view.layernorm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;

/** What the way back takes out, against the formula of the way back itself. */
class RemovedTest {

    private static final Matrix INPUT = Matrix.of(2, 4, 1, 3, -2, 0.5, 0, -1, 4, 2);
    private static final Matrix ERROR = Matrix.of(2, 4, 0.3, -0.1, 0.7, 0.2, -0.4, 0.9, 0.1, 0.6);

    @Test
    void whatIsTakenOutIsWhatIsMissingAfterwards() {
        Matrix normalized = normalized();
        double left = 0;
        for (int i = 0; i < 2; i++) {
            double rest = rest(normalized, i);
            Removed row = Removed.of(ERROR, normalized, i);
            left += rest;

            assertThat(row.share()).isEqualTo(1 - rest / row.square(), within(1e-12));
            assertThat(row.size() * row.size()).isEqualTo(row.square() - rest, within(1e-12));
        }
        Removed all = Removed.of(ERROR, normalized);

        assertThat(all.share()).isEqualTo(1 - left / all.square(), within(1e-12));
        assertThat(all.meanShare() + all.normalizedShare()).isEqualTo(all.share(), within(1e-15));
    }

    @Test
    void anErrorAlongTheMeanIsTakenOutWhole() {
        Removed removed = Removed.of(Matrix.of(1, 4, -2, -2, -2, -2), normalized().rows(0, 1), 0);

        assertThat(removed.mean()).isEqualTo(-4);
        assertThat(removed.share()).isEqualTo(1, within(1e-12));
    }

    @Test
    void aRowWithoutSpreadOrErrorHasNoShare() {
        Removed removed = Removed.of(Matrix.zeros(1, 4), Matrix.zeros(1, 4), 0);

        assertThat(removed.normalized()).isZero();
        assertThat(removed.share()).isNaN();
    }

    @Test
    void theSpreadIsThatOfTheRow() {
        Spread spread = Spread.of(Matrix.of(2, 4, 9, 9, 9, 9, 1, 3, 1, 3), 1);

        assertThat(spread.mean()).isEqualTo(2);
        assertThat(spread.deviation()).isEqualTo(1);
    }

    private static Matrix normalized() {
        Matrix normalized = Matrix.zeros(2, 4);
        for (int i = 0; i < 2; i++) {
            Spread spread = Spread.of(INPUT, i);
            for (int j = 0; j < 4; j++) {
                normalized.set(i, j, (INPUT.get(i, j) - spread.mean()) / spread.deviation());
            }
        }
        return normalized;
    }

    /** The squared length of G − mean(G) − x̂ mean(G ⊙ x̂), the error that goes on but for the factor r. */
    private static double rest(Matrix normalized, int row) {
        double mean = 0;
        double along = 0;
        for (int j = 0; j < 4; j++) {
            mean += ERROR.get(row, j) / 4;
            along += ERROR.get(row, j) * normalized.get(row, j) / 4;
        }
        double square = 0;
        for (int j = 0; j < 4; j++) {
            double rest = ERROR.get(row, j) - mean - normalized.get(row, j) * along;
            square += rest * rest;
        }
        return square;
    }
}
