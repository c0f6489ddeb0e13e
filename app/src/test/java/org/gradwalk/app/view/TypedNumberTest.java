package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.gradwalk.app.session.NumberRange;
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
        assertThat(TypedNumber.real("0", NumberRange.ABOVE_ZERO)).isEmpty();
        assertThat(TypedNumber.real("1e-300", NumberRange.ABOVE_ZERO)).hasValue(1e-300);
        assertThat(TypedNumber.real("Infinity", NumberRange.ABOVE_ZERO)).isEmpty();
        assertThat(TypedNumber.real("0", NumberRange.FROM_ZERO)).hasValue(0);
        assertThat(TypedNumber.real("-1e-300", NumberRange.FROM_ZERO)).isEmpty();
        assertThat(TypedNumber.real("NaN", NumberRange.FROM_ZERO)).isEmpty();
        assertThat(TypedNumber.real("0", NumberRange.SHARE)).hasValue(0);
        assertThat(TypedNumber.real("0.999", NumberRange.SHARE)).hasValue(0.999);
        assertThat(TypedNumber.real("1", NumberRange.SHARE)).isEmpty();
    }
}
