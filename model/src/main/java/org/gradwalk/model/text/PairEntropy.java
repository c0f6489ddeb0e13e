package org.gradwalk.model.text;

import java.util.Arrays;

/**
 * What pairs of neighbours alone tell of a text: the conditional entropy H(next | current). No prediction that looks at
 * the current token only can have a smaller mean loss on the same text, so a model below it has learned more than pairs.
 */
public final class PairEntropy {
    private PairEntropy() {}

    /**
     * H(next | current) = −Σ p(a, b) ln p(b | a) in nats, with the frequencies of the text itself.
     *
     * @throws IllegalArgumentException if there are fewer than 2 tokens or one is negative
     */
    public static double of(int[] tokens) {
        if (tokens.length < 2) {
            throw new IllegalArgumentException("A text of " + tokens.length + " tokens has no pair.");
        }
        int vocabulary = Arrays.stream(tokens).max().orElseThrow() + 1;
        long[][] pairs = new long[vocabulary][vocabulary];
        long[] firsts = new long[vocabulary];
        for (int i = 1; i < tokens.length; i++) {
            pairs[token(tokens, i - 1)][token(tokens, i)]++;
            firsts[tokens[i - 1]]++;
        }
        double sum = 0;
        for (int a = 0; a < vocabulary; a++) {
            for (long count : pairs[a]) {
                if (count > 0) {
                    sum -= count * Math.log((double) count / firsts[a]);
                }
            }
        }
        return sum / (tokens.length - 1);
    }

    private static int token(int[] tokens, int i) {
        if (tokens[i] < 0) {
            throw new IllegalArgumentException("The token at position " + i + " is " + tokens[i] + ".");
        }
        return tokens[i];
    }
}
