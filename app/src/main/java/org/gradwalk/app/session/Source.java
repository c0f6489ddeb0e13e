package org.gradwalk.app.session;

import org.gradwalk.model.run.Feed;
import org.gradwalk.model.text.Batch;
import org.gradwalk.model.text.BatchSampler;
import org.gradwalk.model.text.Corpus;
import org.gradwalk.model.text.UnknownCharacterException;

/** What the iterations of a walk read. */
public sealed interface Source {

    /**
     * A sentence, the same in every iteration; a batch of one.
     *
     * @param text that the model can read
     */
    record Sentence(String text) implements Source {}

    /**
     * Stretches of a longer text, others in each iteration. Its last tenth validates.
     *
     * @param name what the text is called
     * @param text its characters
     * @param sequences B, stretches of a batch
     * @param positions T, tokens of a stretch
     * @param seed of the draws
     */
    record Passages(String name, String text, int sequences, int positions, long seed) implements Source {

        private static final double VALIDATION_SHARE = 0.1;

        /**
         * The text in two parts.
         *
         * @throws RefusedException if the model does not know its characters, or it is too short
         */
        Corpus corpus(Model model) throws RefusedException {
            int[] tokens;
            try {
                tokens = model.tokenizer().encode(text);
            } catch (UnknownCharacterException e) {
                throw new RefusedException("error.unknown", String.valueOf(e.getMessage()));
            }
            int least = leastTokens(positions);
            if (tokens.length < least) {
                throw new RefusedException("error.text.short", name, tokens.length, least);
            }
            return split(tokens);
        }

        /** The tokens of a text in two parts, the last tenth to validate on. */
        public static Corpus split(int[] tokens) {
            return Corpus.of(tokens, VALIDATION_SHARE);
        }

        /**
         * Lets pass passages that a model can read.
         *
         * @param name what the model is called
         * @param context the longest that it reads
         * @throws RefusedException if they are shorter than 2 tokens, or longer than that
         */
        public static void requireLength(int positions, String name, int context) throws RefusedException {
            if (positions < 2 || positions > context) {
                throw new RefusedException(
                        "error.train.length", Integer.toString(positions), name, Integer.toString(context));
            }
        }

        /** How many tokens a text has at least, for passages of so many to be trained and validated on. */
        public static int leastTokens(int positions) {
            return (int) Math.ceil((positions + 1) / VALIDATION_SHARE);
        }

        @Override
        public String toString() {
            return name + ", " + sequences + " of " + positions + ", seed " + seed;
        }
    }

    /**
     * What each iteration gets of it.
     *
     * @throws RefusedException if the model cannot read it
     */
    default Feed feed(Model model) throws RefusedException {
        return switch (this) {
            case Sentence(String text) -> new Feed.Fixed(Batch.ofText(model.tokens(text)));
            case Passages passages -> new Feed.Drawn(
                    new BatchSampler(passages.corpus(model).training(), passages.sequences, passages.positions),
                    passages.seed);
        };
    }
}
