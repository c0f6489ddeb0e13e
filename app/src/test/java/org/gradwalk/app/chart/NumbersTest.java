package org.gradwalk.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0", "1, 1", "-2.5, −2.5", "0.123456, 0.1235", "1234.56, 1235", "9999.4, 9999", "10000, 1e4",
        "12345, 1.235e4", "0.001, 0.001", "0.000999, 9.99e-4", "-0.00012345, −1.235e-4", "NaN, NaN",
        "Infinity, ∞", "-Infinity, −∞"
    })
    void fourDigitsAreShown(double number, String shown) {
        assertThat(Numbers.shortly(number)).isEqualTo(shown.replace("e-", "e−"));
    }

    @ParameterizedTest
    @CsvSource({"0.0615384, 0.0615", "-3.4567, −3.46", "12345, 1.23e4"})
    void legendsShowThree(double number, String shown) {
        assertThat(Numbers.briefly(number)).isEqualTo(shown);
    }
}
