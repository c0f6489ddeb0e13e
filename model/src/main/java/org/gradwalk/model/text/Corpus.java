package org.gradwalk.model.text;

import java.util.Arrays;

/**
 * The tokens of a text, cut in two: the front is trained on, the rest validates. Equal are two with the same tokens.
 *
 * @param training tokens to train on; not to be changed
 * @param validation tokens to validate on, possibly none; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // equal by content, see below
public record Corpus(int[] training, int[] validation) {
    /**
     * Copies both parts.
     *
     * @throws IllegalArgumentException if a token is negative
     */
    public Corpus {
        training = training.clone();
        validation = validation.clone();
        if (Arrays.stream(training).anyMatch(t -> t < 0) || Arrays.stream(validation).anyMatch(t -> t < 0)) {
            throw new IllegalArgumentException("A corpus holds a negative token.");
        }
    }

    /**
     * Cuts the last {@code validationShare} of the tokens off for validation, rounded to the nearest whole token.
     *
     * @throws IllegalArgumentException if the share is not from 0 to below 1, or a token is negative
     */
    public static Corpus of(int[] tokens, double validationShare) {
        if (!(validationShare >= 0 && validationShare < 1)) {
            throw new IllegalArgumentException(
                    "The share for validation is from 0 to below 1, not " + validationShare + ".");
        }
        int cut = tokens.length - (int) Math.round(tokens.length * validationShare);
        return new Corpus(Arrays.copyOfRange(tokens, 0, cut), Arrays.copyOfRange(tokens, cut, tokens.length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Corpus(var otherTraining, var otherValidation)
                && Arrays.equals(training, otherTraining) && Arrays.equals(validation, otherValidation);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(training) + Arrays.hashCode(validation);
    }

    @Override
    public String toString() {
        return "Corpus[" + training.length + " training, " + validation.length + " validation]";
    }
}
