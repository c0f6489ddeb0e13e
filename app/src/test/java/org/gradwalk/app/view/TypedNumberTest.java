package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers are shown as somebody would type them, and lose nothing. */
class TypedNumberTest {

    @Test
    void textIsShort() {
        assertThat(TypedNumber.text(1)).isEqualTo("1");
        assertThat(TypedNumber.text(0.1)).isEqualTo("0.1");
        assertThat(TypedNumber.text(1e-8)).isEqualTo("1e-8");
        assertThat(TypedNumber.text(2.5e-4)).isEqualTo("2.5e-4");
        assertThat(TypedNumber.text(1e300)).isEqualTo("1e300");
    }

    @Test
    void everyNumberIsReadAgainToTheBit() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            assertThat(TypedNumber.real(TypedNumber.text(number))).hasValue(number);
        }
    }

    @Test
    void wholeNumbersHaveTheirLimits() {
        assertThat(TypedNumber.whole(" 3 ", 1, 3)).hasValue(3);
        assertThat(TypedNumber.whole("4", 1, 3)).isEmpty();
        assertThat(TypedNumber.whole("0", 1, 3)).isEmpty();
        assertThat(TypedNumber.whole("1.0", 1, 3)).isEmpty();
        assertThat(TypedNumber.whole("-9223372036854775808")).hasValue(Long.MIN_VALUE);
    }

    @Test
    void rangesHaveTheirEnds() {
        assertThat(NumberRange.ABOVE_ZERO.read("0")).isEmpty();
        assertThat(NumberRange.ABOVE_ZERO.read("1e-300")).hasValue(1e-300);
        assertThat(NumberRange.ABOVE_ZERO.read("Infinity")).isEmpty();
        assertThat(NumberRange.FROM_ZERO.read("0")).hasValue(0);
        assertThat(NumberRange.FROM_ZERO.read("-1e-300")).isEmpty();
        assertThat(NumberRange.FROM_ZERO.read("NaN")).isEmpty();
        assertThat(NumberRange.SHARE.read("0")).hasValue(0);
        assertThat(NumberRange.SHARE.read("0.999")).hasValue(0.999);
        assertThat(NumberRange.SHARE.read("1")).isEmpty();
    }
}
