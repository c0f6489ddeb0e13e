package org.gradwalk.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CorpusTest {
    @Test
    void lastTokensValidate() {
        assertThat(Corpus.of(new int[]{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 0.2))
                .isEqualTo(new Corpus(new int[]{0, 1, 2, 3, 4, 5, 6, 7}, new int[]{8, 9}));
    }

    @Property(tries = 200)
    void partsMakeUpTheTextAndTheShareIsRightToHalfAToken(@ForAll @IntRange(max = 500) int size,
            @ForAll @DoubleRange(max = 1, maxIncluded = false) double share) {
        int[] tokens = IntStream.range(0, size).toArray();
        Corpus corpus = Corpus.of(tokens, share);
        assertThat(IntStream.concat(IntStream.of(corpus.training()), IntStream.of(corpus.validation())).toArray())
                .isEqualTo(tokens);
        assertThat((double) corpus.validation().length).isCloseTo(size * share, Offset.offset(0.5));
    }

    @Test
    void sharesOutsideTheirRangeAreRefused() {
        for (double share : new double[]{-0.1, 1, 2, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Corpus.of(new int[]{1, 2}, share));
        }
    }

    @Test
    void negativeTokensAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Corpus.of(new int[]{1, -2}, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Corpus.of(new int[]{1, -2}, 0.5));
    }

    @Test
    void laterChangesOfTheGivenTokensDoNotReachTheCorpus() {
        int[] tokens = {1, 2};
        Corpus corpus = new Corpus(tokens, tokens);
        tokens[0] = 9;
        assertThat(corpus).isEqualTo(new Corpus(new int[]{1, 2}, new int[]{1, 2}));
    }
}
