package org.gradwalk.model.run;

import org.gradwalk.model.text.Batch;
import org.gradwalk.model.text.BatchSampler;

/** What each iteration reads: the same number always gives the same batch. */
public sealed interface Feed {

    /** B, the number of sequences of a batch. */
    int sequences();

    /** T, the number of positions of a sequence. */
    int positions();

    /** What an iteration reads; they count from 0. */
    Batch batch(long iteration);

    /** The same batch every time, such as a sentence that somebody typed. */
    record Fixed(Batch batch) implements Feed {

        @Override
        public int sequences() {
            return batch.sequences();
        }

        @Override
        public int positions() {
            return batch.length();
        }

        @Override
        public Batch batch(long iteration) {
            return batch;
        }
    }

    /** Stretches of a text, drawn by seed and number. */
    record Drawn(BatchSampler sampler, long seed) implements Feed {

        @Override
        public int sequences() {
            return sampler.sequences();
        }

        @Override
        public int positions() {
            return sampler.length();
        }

        @Override
        public Batch batch(long iteration) {
            return sampler.draw(seed, iteration);
        }
    }
}
