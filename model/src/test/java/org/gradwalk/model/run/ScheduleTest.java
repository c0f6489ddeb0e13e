package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradwalk.model.run.Schedule.Constant;
import org.gradwalk.model.run.Schedule.WarmUpCosine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    @Test
    void constantStaysTheSame() {
        assertThat(new Constant(0.5).rate(0)).isEqualTo(new Constant(0.5).rate(1_000_000)).isEqualTo(0.5);
    }

    @Test
    void warmUpRisesInEqualStepsAndCosineFallsToATenth() {
        Schedule schedule = new WarmUpCosine(1, 3, 13);
        assertThat(schedule.rate(0)).isEqualTo(0.25);
        assertThat(schedule.rate(1)).isEqualTo(0.5);
        assertThat(schedule.rate(3)).isEqualTo(1);
        assertThat(schedule.rate(8)).isCloseTo(0.55, within(1e-15));
        assertThat(schedule.rate(13)).isEqualTo(0.1);
        assertThat(schedule.rate(1000)).isEqualTo(0.1);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void rateIsPositiveAndNoHigherThanThePeak(
            @ForAll @IntRange(max = 50) int warmUp, @ForAll @IntRange(max = 50) int rest,
            @ForAll @IntRange(max = 200) int iteration) {
        assertThat(new WarmUpCosine(2, warmUp, warmUp + rest).rate(iteration)).isPositive().isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void rateThatIsNoneIsRefused(double rate) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Constant(rate))
                .withMessage("A learning rate is a number above 0, not " + rate);
        assertThatIllegalArgumentException().isThrownBy(() -> new WarmUpCosine(rate, 0, 1));
    }

    @Test
    void warmUpLongerThanTheTrainingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WarmUpCosine(1, 11, 10))
                .withMessage("A warm-up takes 0 to 10 iterations here, not 11");
        assertThatIllegalArgumentException().isThrownBy(() -> new WarmUpCosine(1, -1, 10));
    }
}
