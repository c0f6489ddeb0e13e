package org.gradwalk.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;

/** What is said of row sums is true, or is said not to be. */
class FactTest {

    @Test
    void rowsThatSumToOneButForRoundingHold() {
        Fact fact = Fact.ofRowSums(Matrix.of(2, 2, 0.25, 0.75, 1 - 1e-16, 0), 1);

        assertThat(fact.holds()).isTrue();
        assertThat(fact.sentence()).startsWith("Each row sums to 1");
    }

    @Test
    void aRowThatIsOffIsSaidToBe() {
        Fact fact = Fact.ofRowSums(Matrix.of(2, 2, 0.25, 0.75, 0.5, 0.4), 1);

        assertThat(fact.holds()).isFalse();
        assertThat(fact.sentence()).isEqualTo("Each row should sum to 1, and one is off by 0.1000");
    }

    @Test
    void rowsThatSumToZeroAreMeasuredByTheirEntries() {
        assertThat(Fact.ofRowSums(Matrix.of(1, 2, 1e-6, -1e-6 - 1e-20), 0).holds()).isTrue();
        assertThat(Fact.ofRowSums(Matrix.of(1, 2, 1e-6, -1.1e-6), 0).holds()).isFalse();
    }

    @Test
    void aRowWithoutANumberDoesNotHold() {
        assertThat(Fact.ofRowSums(Matrix.of(1, 2, Double.NaN, 0), 0).holds()).isFalse();
    }
}
