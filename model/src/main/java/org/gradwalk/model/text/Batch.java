package org.gradwalk.model.text;

import java.util.Arrays;

/**
 * B sequences of T tokens, and for each position the token that should come next. Equal are two with the same numbers.
 *
 * @param tokens (B, T), B and T at least 1, none negative; not to be changed
 * @param targets (B, T), tokens or {@link #IGNORED}, at least one of them a token; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // equal by content, see below
public record Batch(int[][] tokens, int[][] targets) {
    /** The target of a position that does not count in the loss. */
    public static final int IGNORED = -100;

    /**
     * Copies both arrays.
     *
     * @throws IllegalArgumentException if they are empty or ragged, differ in shape, hold a negative number other than
     *     {@link #IGNORED} among the targets, or no target counts
     */
    public Batch {
        tokens = copy(tokens);
        targets = copy(targets);
        if (tokens.length == 0 || tokens[0].length == 0) {
            throw new IllegalArgumentException("A batch has at least one sequence of at least one token.");
        }
        if (targets.length != tokens.length) {
            throw new IllegalArgumentException(
                    "There are " + tokens.length + " sequences of tokens and " + targets.length + " of targets.");
        }
        for (int b = 0; b < tokens.length; b++) {
            requireLength("tokens", b, tokens[b].length, tokens[0].length);
            requireLength("targets", b, targets[b].length, tokens[0].length);
            for (int t = 0; t < tokens[b].length; t++) {
                if (tokens[b][t] < 0) {
                    throw new IllegalArgumentException(
                            "The token at position " + t + " of sequence " + b + " is " + tokens[b][t] + ".");
                }
                if (targets[b][t] < 0 && targets[b][t] != IGNORED) {
                    throw new IllegalArgumentException("The target at position " + t + " of sequence " + b + " is "
                            + targets[b][t] + ", neither a token nor " + IGNORED + " (ignored).");
                }
            }
        }
        if (counted(targets) == 0) {
            throw new IllegalArgumentException("No target of the batch counts, so it has no loss.");
        }
    }

    /**
     * A text as a batch of one: the target of a token is the next one, and the last position is ignored.
     *
     * @throws IllegalArgumentException if there are fewer than 2 tokens or one is negative
     */
    public static Batch ofText(int[] tokens) {
        if (tokens.length < 2) {
            throw new IllegalArgumentException(
                    "A text needs at least 2 tokens, one to read and one to predict, and has " + tokens.length + ".");
        }
        int[] targets = Arrays.copyOfRange(tokens, 1, tokens.length + 1);
        targets[tokens.length - 1] = IGNORED;
        return new Batch(new int[][]{tokens}, new int[][]{targets});
    }

    /** The number of sequences, B. */
    public int sequences() {
        return tokens.length;
    }

    /** The number of tokens of a sequence, T. */
    public int length() {
        return tokens[0].length;
    }

    /** The number of targets that are not ignored, N, over which the loss is a mean. */
    public int counted() {
        return counted(targets);
    }

    private static int counted(int[][] targets) {
        return Math.toIntExact(Arrays.stream(targets).flatMapToInt(Arrays::stream).filter(t -> t != IGNORED).count());
    }

    private static int[][] copy(int[][] rows) {
        return Arrays.stream(rows).map(int[]::clone).toArray(int[][]::new);
    }

    private static void requireLength(String what, int b, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    "Sequence " + b + " has " + length + " " + what + " and the first one " + expected + " tokens.");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Batch(var otherTokens, var otherTargets)
                && Arrays.deepEquals(tokens, otherTokens) && Arrays.deepEquals(targets, otherTargets);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.deepHashCode(tokens) + Arrays.deepHashCode(targets);
    }

    @Override
    public String toString() {
        return "Batch[tokens=" + Arrays.deepToString(tokens) + ", targets=" + Arrays.deepToString(targets) + "]";
    }
}
