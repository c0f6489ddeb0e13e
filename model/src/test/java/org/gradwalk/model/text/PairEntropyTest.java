package org.gradwalk.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairEntropyTest {
    @Test
    void whatIsAlwaysFollowedByTheSameTellsNothing() {
        assertThat(PairEntropy.of(new int[]{0, 1, 2, 0, 1, 2, 0})).isZero();
    }

    @Test
    void twoEquallyFrequentFollowersAreOneBit() {
        // 0 is followed by 1 twice and by 2 twice, 1 and 2 always by 0: half of the pairs cost ln 2.
        assertThat(PairEntropy.of(new int[]{0, 1, 0, 2, 0, 1, 0, 2, 0})).isCloseTo(Math.log(2) / 2, within(1e-15));
    }

    @Test
    void followersAreWeighedByTheirFrequency() {
        // 0 is followed by 0, 0, 0, 1.
        double expected = -(3 * Math.log(0.75) + Math.log(0.25)) / 4;
        assertThat(PairEntropy.of(new int[]{0, 0, 0, 0, 1})).isCloseTo(expected, within(1e-15));
    }

    @Test
    void textWithoutPairsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PairEntropy.of(new int[]{3}))
                .withMessage("A text of 1 tokens has no pair.");
        assertThatIllegalArgumentException().isThrownBy(() -> PairEntropy.of(new int[]{3, -1}))
                .withMessage("The token at position 1 is -1.");
    }
}
