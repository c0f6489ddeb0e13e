package org.gradwalk.model.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.program.UpdateRule;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.Batch;

/**
 * A small network drawn at random, and what it reads.
 *
 * @param config its sizes and kinds
 * @param sequences B
 * @param positions T
 * @param reduction mean or sum of the positions' losses
 * @param ignoring whether about a third of the targets do not count
 * @param seed of parameters, tokens and targets
 */
public record RandomNetwork(
        GptConfig config, int sequences, int positions, Reduction reduction, boolean ignoring, long seed) {

    /** Settings in which every part of an update has a share. */
    public static final Settings SETTINGS = Settings.of(0.01).withMomentum(0.9).withWeightDecay(0.1).withClipNorm(0.5);

    /** The program with the simplest update. */
    public Program program() {
        return program(new Update(new Sgd(false), false, divided()));
    }

    public Program program(UpdateRule update) {
        return Gpt.program(config, sequences, positions, reduction, update);
    }

    /** AdamW with clipping, the update with the most operations. */
    public UpdateRule fullUpdate() {
        return new Update(new AdamW(), true, divided());
    }

    /** Whether the update divides the gradients by the number of counted positions. */
    public boolean divided() {
        return reduction == Reduction.SUM;
    }

    /** An iteration that is ready to run, on the calling thread, with the simplest update. */
    public Iteration iteration() {
        return iteration(program(), Workers.CALLER);
    }

    /** An iteration of a program that is ready to run. */
    public Iteration iteration(Program program, Workers workers) {
        Iteration iteration = new Iteration(program, Weights.of(parameters(program)), workers, SETTINGS);
        Batch batch = batch();
        iteration.load(batch.tokens(), batch.targets());
        return iteration;
    }

    /** An iteration with the simplest update that has run to its end. */
    public Iteration finished() {
        Iteration iteration = iteration();
        iteration.runAll();
        return iteration;
    }

    /** The network with other adapters, or none; it reads the same. */
    public RandomNetwork with(GptConfig other) {
        return new RandomNetwork(other, sequences, positions, reduction, ignoring, seed);
    }

    /** Numbers large enough that no part of the network is nearly linear. */
    private Map<String, Matrix> parameters(Program program) {
        Random random = new Random(seed);
        Map<String, Matrix> parameters = new LinkedHashMap<>();
        for (Parameter parameter : program.parameters()) {
            boolean gain = parameter.value().layout() == Layout.VECTOR && parameter.local().equals("weight");
            boolean table = parameter.name().startsWith("w");
            boolean matrix = !table && parameter.value().rows() > 1;
            // adapters do not drown what they stand beside: softmax would saturate
            double size = LoraConfig.isFactor(parameter.name()) ? 0.8 : 1.5;
            double spread = gain ? 0.3 : table ? 1 : matrix ? size / Math.sqrt(parameter.value().rows()) : 0.5;
            parameters.put(parameter.name(), Algebra.matrix(
                    parameter.value().rows(), parameter.value().columns(),
                    (i, j) -> (gain ? 1 : 0) + spread * random.nextGaussian()));
        }
        return parameters;
    }

    /** Tokens and targets; at least one target counts. */
    public Batch batch() {
        Random random = new Random(~seed);
        int[][] tokens = new int[sequences][positions];
        int[][] targets = new int[sequences][positions];
        for (int b = 0; b < sequences; b++) {
            for (int t = 0; t < positions; t++) {
                tokens[b][t] = random.nextInt(config.vocabularySize());
                boolean ignored = ignoring && b + t > 0 && random.nextInt(3) == 0;
                targets[b][t] = ignored ? Batch.IGNORED : random.nextInt(config.vocabularySize());
            }
        }
        return new Batch(tokens, targets);
    }
}
