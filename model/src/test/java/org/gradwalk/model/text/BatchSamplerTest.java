package org.gradwalk.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchSamplerTest {
    @Property(tries = 200)
    void everySequenceIsAStretchOfTheTextAndItsTargetsAreOneFurther(@ForAll @IntRange(min = 1, max = 5) int sequences,
            @ForAll @IntRange(min = 1, max = 20) int length, @ForAll @IntRange(min = 1, max = 30) int more,
            @ForAll long seed, @ForAll long iteration) {
        // In the text 0, 1, 2, ... a stretch is known by its first token.
        int[] text = IntStream.range(0, length + more).toArray();
        Batch batch = new BatchSampler(text, sequences, length).draw(seed, iteration);
        assertThat(batch.sequences()).isEqualTo(sequences);
        assertThat(batch.length()).isEqualTo(length);
        for (int b = 0; b < sequences; b++) {
            int start = batch.tokens()[b][0];
            assertThat(batch.tokens()[b]).isEqualTo(IntStream.range(start, start + length).toArray());
            assertThat(batch.targets()[b]).isEqualTo(IntStream.range(start + 1, start + length + 1).toArray());
        }
    }

    @Property(tries = 100)
    void batchDependsOnSeedAndIterationOnlyNotOnWhatWasDrawnBefore(@ForAll long seed, @ForAll long iteration) {
        int[] text = IntStream.range(0, 1000).toArray();
        Batch first = new BatchSampler(text, 4, 8).draw(seed, iteration);
        BatchSampler used = new BatchSampler(text, 4, 8);
        used.draw(seed, iteration + 1);
        used.draw(seed + 1, iteration);
        assertThat(used.draw(seed, iteration)).isEqualTo(first);
    }

    @Test
    void startsOfKnownSeedsStayWhatTheyWere() {
        // Saved sessions replay on these; a change of the generator or of the mix shows here.
        assertThat(starts(0, 0)).containsExactly(149948, 264923, 674338, 102855);
        assertThat(starts(1, 0)).containsExactly(510684, 565664, 12983, 970244);
        assertThat(starts(0, 1)).containsExactly(777119, 941303, 514439, 901088);
    }

    @Test
    void firstSeedIsTheFirstNumberOfSplitMix64() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(0xe220a8397b1dcdafL);
        assertThat(starts(0, 0)[0]).isEqualTo(random.nextInt(1_000_000 - 2));
    }

    @Test
    void everyStartIsDrawnAboutEquallyOften() {
        int[] text = IntStream.range(0, 11).toArray();
        BatchSampler sampler = new BatchSampler(text, 1, 4);
        int[] count = new int[7];
        int draws = 14_000;
        for (int iteration = 0; iteration < draws; iteration++) {
            count[sampler.draw(3, iteration).tokens()[0][0]]++;
        }
        // 2000 each; five standard deviations of a binomial count are 207.
        assertThat(Arrays.stream(count)).allMatch(n -> Math.abs(n - draws / 7) < 207);
    }

    @Test
    void seedsAndIterationsGiveBatchesOfTheirOwn() {
        int[] text = IntStream.range(0, 1_000_000).toArray();
        BatchSampler sampler = new BatchSampler(text, 2, 2);
        Set<Batch> batches = new HashSet<>();
        for (int seed = 0; seed < 30; seed++) {
            for (int iteration = 0; iteration < 30; iteration++) {
                batches.add(sampler.draw(seed, iteration));
            }
        }
        assertThat(batches).hasSize(900);
    }

    @Test
    void shortestTextHasOneBatch() {
        assertThat(new BatchSampler(new int[]{7, 8, 9}, 1, 2).draw(0, 0))
                .isEqualTo(new Batch(new int[][]{{7, 8}}, new int[][]{{8, 9}}));
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchSampler(new int[]{7, 8}, 1, 2))
                .withMessage("A sequence of 2 tokens and the target of the last need a text longer than 2,"
                        + " and this one has 2 tokens.");
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchSampler(new int[]{7, 8}, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BatchSampler(new int[]{7, 8}, 1, 0));
    }

    private static int[] starts(long seed, long iteration) {
        int[] text = IntStream.range(0, 1_000_000).toArray();
        return Arrays.stream(new BatchSampler(text, 4, 2).draw(seed, iteration).tokens()).mapToInt(s -> s[0]).toArray();
    }
}
