package org.gradwalk.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IterationTicksTest {

    @ParameterizedTest
    @CsvSource({"0, 1, 300", "0, 159, 160", "340, 412, 200", "0, 100000, 150", "0, 7, 30"})
    void numbersAreRoundAndDoNotTouch(double first, double last, double width) {
        double step = IterationTicks.step(first, last, width);
        double decade = Math.pow(10, Math.floor(Math.log10(step)));

        assertThat(Math.round(step / decade)).isIn(1L, 2L, 5L);
        assertThat(step).isEqualTo(Math.rint(step));
        assertThat(step / (last - first) * width)
                .isGreaterThanOrEqualTo(Math.min(width, Typeface.MONO.width(Long.toString((long) last), 9.5) + 4));
    }
}
