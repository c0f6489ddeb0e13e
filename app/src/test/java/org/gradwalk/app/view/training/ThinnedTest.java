package org.gradwalk.app.view.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.gradwalk.model.metrics.Series;
import org.junit.jupiter.api.Test;

class ThinnedTest {

    @Test
    void noSpikeIsLostAndIterationsRise() {
        double[] numbers = new double[8000];
        Arrays.fill(numbers, 1);
        numbers[1234] = 50;
        numbers[7777] = -50;
        Thinned thinned = Thinned.of(new Series(LongStream.range(0, 8000).toArray(), numbers), 200);

        assertThat(thinned.x()).hasSize(200).isSorted();
        assertThat(thinned.y()[indexOf(thinned.x(), 1234)]).isEqualTo(50);
        assertThat(thinned.y()[indexOf(thinned.x(), 7777)]).isEqualTo(-50);
    }

    @Test
    void fewIterationsStayAsTheyAre() {
        double[] numbers = {3, Double.NaN, 1};
        Thinned thinned = Thinned.of(new Series(new long[]{5, 6, 9}, numbers), 200);
        assertThat(thinned.x()).containsExactly(5, 6, 9);
        assertThat(thinned.y()).isEqualTo(numbers);
    }

    private static int indexOf(double[] numbers, double number) {
        return Arrays.stream(numbers).boxed().toList().indexOf(number);
    }
}
