package org.gradwalk.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @Test
    void aFixedNumberHasATrueMinusAndNoSignedZero() {
        assertThat(Numbers.fixed(-0.218, 2)).isEqualTo("−0.22");
        assertThat(Numbers.fixed(-0.04, 1)).isEqualTo("0.0");
        assertThat(Numbers.fixed(12.345, 1)).isEqualTo("12.3");
        assertThat(new TickFormat().format(-0.01)).isEqualTo("−0.01");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", "-0.0, 0", "1, 1", "18, 18", "-3, −3", "-2.5, −2.500", "0.0521, 0.05210", "2.68, 2.680",
        "0.123456, 0.1235", "0.99996, 1.000", "1234.56, 1235", "9999.4, 9999", "9999.6, 1.000e4", "10000, 1.000e4",
        "12345, 1.235e4", "0.001, 0.001000", "0.000999, 9.990e-4", "-0.00012345, −1.235e-4", "NaN, NaN",
        "Infinity, ∞", "-Infinity, −∞"
    })
    void fourDigitsAreShown(double number, String shown) {
        assertThat(Numbers.shortly(number)).isEqualTo(shown.replace("e-", "e−"));
    }

    @Test
    void inFullTheSignIsAMinusAndTheExponentsLetterSmall() {
        assertThat(Numbers.fully(-4.1178904865653596E-4)).isEqualTo("−4.1178904865653596e−4");
    }

    @ParameterizedTest
    @CsvSource({"0.0615384, 0.0615", "-3.4567, −3.46", "12345, 1.23e4", "10000, 1e4", "1.5, 1.5", "0, 0", "-0.2, −0.2"})
    void legendsShowThree(double number, String shown) {
        assertThat(Numbers.briefly(number)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0.5449, 0.54", "0.0413, 0.041", "3.601, 3.6", "1, 1", "1.022, 1.0", "0.3035, 0.30",
        "-0.000123, −1.2e−4", "NaN, NaN"})
    void barsShowTwo(double number, String shown) {
        assertThat(Numbers.roughly(number)).isEqualTo(shown);
    }
}
