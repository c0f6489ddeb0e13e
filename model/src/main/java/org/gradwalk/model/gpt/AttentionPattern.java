package org.gradwalk.model.gpt;

import org.gradwalk.model.tensor.Matrix;

/** Which positions a position may look at. All patterns but one hide the later ones. */
public sealed interface AttentionPattern {

    /** All earlier positions and itself. */
    record Dense() implements AttentionPattern {
        @Override
        public boolean allows(int query, int key) {
            return key <= query;
        }
    }

    /** Itself and the {@code window} − 1 positions before it. */
    record SlidingWindow(int window) implements AttentionPattern {

        /**
         * Checks the window.
         *
         * @throws IllegalArgumentException if a position could not even look at itself
         */
        public SlidingWindow {
            positive("window", window);
        }

        @Override
        public boolean allows(int query, int key) {
            return key <= query && query - key < window;
        }
    }

    /** Its own block, and every {@code stride}-th earlier position. */
    record BlockStrided(int block, int stride) implements AttentionPattern {

        /**
         * Checks the sizes.
         *
         * @throws IllegalArgumentException if one is not positive
         */
        public BlockStrided {
            positive("block", block);
            positive("stride", stride);
        }

        @Override
        public boolean allows(int query, int key) {
            return key <= query && (query / block == key / block || (query - key) % stride == 0);
        }
    }

    /** All positions, later ones too: the mask is missing, and a model that is trained so learns to copy its answers. */
    record Unmasked() implements AttentionPattern {
        @Override
        public boolean allows(int query, int key) {
            return true;
        }

        @Override
        public boolean isCausal() {
            return false;
        }
    }

    /** Whether no position looks at a later one. */
    default boolean isCausal() {
        return true;
    }

    /** Whether position {@code query} may look at position {@code key}. */
    boolean allows(int query, int key);

    /** Ω, T × T: 1 where looking is allowed, else 0. */
    default Matrix mask(int positions) {
        Matrix mask = Matrix.zeros(positions, positions);
        for (int i = 0; i < positions; i++) {
            for (int j = 0; j < positions; j++) {
                mask.set(i, j, allows(i, j) ? 1 : 0);
            }
        }
        return mask;
    }

    private static void positive(String what, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("The attention's " + what + " must be 1 or more, not " + size);
        }
    }
}
