package org.gradwalk.app.session;

import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.Update;

/**
 * What iterations on a batch keep in memory. Found from programs of one and two sequences, as a program's size grows
 * evenly with them: nothing of the batch's size is made.
 *
 * @param model its name
 * @param sequences B, of the batch
 * @param bytes of all numbers
 */
public record BatchMemory(String model, int sequences, long bytes) {

    private static final long MEGABYTE = 1_000_000;

    /**
     * Of iterations on a batch.
     *
     * @param positions T, of each sequence
     * @param copies how many iterations there are at once
     */
    public static BatchMemory of(
            String model, GptConfig config, int sequences, int positions, Update update, int copies) {
        long first = size(config, 1, positions, update);
        long each = size(config, 2, positions, update) - first;
        return new BatchMemory(model, sequences, (first + (sequences - 1L) * each) * Double.BYTES * copies);
    }

    private static long size(GptConfig config, int sequences, int positions, Update update) {
        return Gpt.program(config, sequences, positions, Reduction.MEAN, update).size();
    }

    /**
     * Lets pass what fits.
     *
     * @param available bytes that Java may use
     * @throws RefusedException if it does not fit
     */
    public void require(long available) throws RefusedException {
        if (bytes > available) {
            throw new RefusedException(
                    "error.memory", model, Integer.toString(sequences), Long.toString(bytes / MEGABYTE),
                    Long.toString(available / MEGABYTE));
        }
    }
}
