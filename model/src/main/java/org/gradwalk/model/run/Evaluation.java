package org.gradwalk.model.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value.Extent;
import org.gradwalk.model.text.Batch;

/**
 * What a model makes of fixed stretches of a text: forward and loss only, nothing is learned.
 *
 * <p>It works in the iteration's own buffers, between two iterations; what forward and loss had written there is lost.
 */
public final class Evaluation {

    /**
     * Sequences of the validation text that the validation loss is a mean of, rounded up to whole batches; fewer where
     * the text is shorter than that.
     */
    public static final int VALIDATION_SEQUENCES = 256;

    private final Iteration iteration;
    private final List<Batch> batches;
    private final List<Operation> operations;

    /**
     * Stretches as long as the program's, spread evenly over the text.
     *
     * @param text tokens
     * @param sequences the number of stretches, rounded up to whole batches
     * @throws IllegalArgumentException if there is not one stretch, or the text is no longer than one
     */
    public Evaluation(Iteration iteration, int[] text, int sequences) {
        this.iteration = iteration;
        Program program = iteration.program();
        batches = batches(program.extent(), text, sequences);
        operations = program.operations().subList(0, program.phase(Phase.LOSS).end());
    }

    /**
     * As many stretches as a validation loss is a mean of.
     *
     * @param text tokens
     * @return nothing where they are no more than a sequence
     */
    public static Optional<Evaluation> ofValidation(Iteration iteration, int[] text) {
        int stretches = Math.min(
                VALIDATION_SEQUENCES, (text.length - 1) / iteration.program().extent().positions());
        return stretches > 0 ? Optional.of(new Evaluation(iteration, text, stretches)) : Optional.empty();
    }

    private static List<Batch> batches(Extent extent, int[] text, int sequences) {
        int length = extent.positions();
        if (sequences < 1 || text.length <= length) {
            throw new IllegalArgumentException("A text of " + text.length + " tokens has no " + sequences
                    + " stretches of " + length + " with a target for the last token");
        }
        int perBatch = extent.sequences();
        int count = (sequences + perBatch - 1) / perBatch;
        double distance = (double) (text.length - length) / (count * perBatch);
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int[][] tokens = new int[perBatch][];
            int[][] targets = new int[perBatch][];
            for (int b = 0; b < perBatch; b++) {
                int start = (int) (distance * (i * perBatch + b));
                tokens[b] = Arrays.copyOfRange(text, start, start + length);
                targets[b] = Arrays.copyOfRange(text, start + 1, start + 1 + length);
            }
            batches.add(new Batch(tokens, targets));
        }
        return List.copyOf(batches);
    }

    /** The stretches, in the order of the text. */
    public List<Batch> batches() {
        return batches;
    }

    Iteration iteration() {
        return iteration;
    }

    /**
     * The loss of a batch, averaged over all batches: in nats for each token where the program's loss is a mean, for each
     * batch where it is a sum.
     */
    public double loss() {
        double[] sum = {0};
        forEachBatch(() -> sum[0] += iteration.matrix("loss").get(0, 0));
        return sum[0] / batches.size();
    }

    /** Runs forward and loss on each batch and looks at what they wrote. */
    void forEachBatch(Runnable look) {
        for (Batch batch : batches) {
            iteration.load(batch.tokens(), batch.targets());
            operations.forEach(iteration::run);
            look.run();
        }
    }
}
