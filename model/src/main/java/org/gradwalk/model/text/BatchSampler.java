package org.gradwalk.model.text;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Draws batches from a text by number: the batch of a seed and an iteration is always the same, whatever was drawn
 * before, so that a replay sees the same data. Each sequence starts at any place, all equally likely, that leaves room
 * for its T tokens and the target of the last.
 *
 * <p>The starts come from the JDK's {@value #GENERATOR}, seeded with {@code mix(mix(seed) + (iteration + 1) * g)},
 * where mix is the finalizer of SplitMix64 and g the odd number nearest to 2⁶⁴ over the golden ratio. As mix is
 * one-to-one and g is odd, no two iterations of a run share a seed.
 */
public final class BatchSampler {
    private static final String GENERATOR = "L64X128MixRandom";
    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS = RandomGeneratorFactory.of(GENERATOR);
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final int[] text;
    private final int sequences;
    private final int length;

    /**
     * A sampler of batches of {@code sequences} (B) by {@code length} (T) from the tokens of a text, which are copied.
     *
     * @throws IllegalArgumentException if B or T is below 1, or the text has fewer than T + 1 tokens
     */
    public BatchSampler(int[] text, int sequences, int length) {
        if (sequences < 1 || length < 1) {
            throw new IllegalArgumentException(
                    "A batch has at least one sequence of at least one token, not " + sequences + " of " + length
                            + ".");
        }
        if (text.length <= length) {
            throw new IllegalArgumentException(
                    "A sequence of " + length + " tokens and the target of the last need a text"
                            + " longer than " + length + ", and this one has " + text.length + " tokens.");
        }
        this.text = text.clone();
        this.sequences = sequences;
        this.length = length;
    }

    /** B, the number of sequences of a batch. */
    public int sequences() {
        return sequences;
    }

    /** T, the number of tokens of a sequence. */
    public int length() {
        return length;
    }

    /** The batch of a seed and an iteration: tokens and targets (B, T), no target ignored. */
    public Batch draw(long seed, long iteration) {
        RandomGenerator random = GENERATORS.create(mix(mix(seed) + (iteration + 1) * GOLDEN));
        int[][] tokens = new int[sequences][];
        int[][] targets = new int[sequences][];
        for (int b = 0; b < sequences; b++) {
            int start = random.nextInt(text.length - length);
            tokens[b] = Arrays.copyOfRange(text, start, start + length);
            targets[b] = Arrays.copyOfRange(text, start + 1, start + 1 + length);
        }
        return new Batch(tokens, targets);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
