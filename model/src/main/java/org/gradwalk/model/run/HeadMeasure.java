package org.gradwalk.model.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;

/**
 * How much a head looks at the previous position.
 *
 * @param block from 0
 * @param head from 0
 * @param previous its mean attention weight on the position before, over all positions but the first of each sequence
 */
public record HeadMeasure(int block, int head, double previous) {

    /**
     * Every head of a model, block by block.
     *
     * @throws IllegalArgumentException if the sequences have one position only, which has none before it
     */
    public static List<HeadMeasure> all(Evaluation evaluation) {
        Program program = evaluation.iteration().program();
        int positions = program.extent().positions();
        if (positions < 2) {
            throw new IllegalArgumentException("A sequence of one position has no previous position");
        }
        int heads = program.extent().heads();
        List<Value> weights = new ArrayList<>();
        while (program.value("h." + weights.size() + ".attn.probs").isPresent()) {
            weights.add(program.requireValue("h." + weights.size() + ".attn.probs"));
        }
        double[][] sums = new double[weights.size()][heads];
        evaluation.forEachBatch(() -> {
            for (int block = 0; block < sums.length; block++) {
                for (int head = 0; head < heads; head++) {
                    sums[block][head] += onPrevious(weights.get(block), evaluation.iteration(), head);
                }
            }
        });
        long counted = (long) evaluation.batches().size() * program.extent().sequences() * (positions - 1);
        List<HeadMeasure> measures = new ArrayList<>();
        for (int block = 0; block < sums.length; block++) {
            for (int head = 0; head < heads; head++) {
                measures.add(new HeadMeasure(block, head, sums[block][head] / counted));
            }
        }
        return measures;
    }

    /** The head that looks at the previous position most. */
    public static HeadMeasure strongest(List<HeadMeasure> heads) {
        return heads.stream().max(Comparator.comparingDouble(HeadMeasure::previous)).orElseThrow();
    }

    /** The weights below the diagonal of one head, all sequences together. */
    private static double onPrevious(Value weights, Iteration iteration, int head) {
        Matrix matrix = iteration.matrix(weights);
        double sum = 0;
        for (int b = 0; b < weights.extent().sequences(); b++) {
            Matrix one = weights.head(matrix, b, head);
            for (int t = 1; t < one.rows(); t++) {
                sum += one.get(t, t - 1);
            }
        }
        return sum;
    }
}
