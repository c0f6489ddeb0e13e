package org.gradwalk.model.gpt;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Matrix;

/**
 * How parameters start. They are drawn in the order of the network, each row by row, from one generator; the gains of
 * normalisations start at 1, their shifts at 0. Adapters come last, so that the network below them is the same as without:
 * A starts as a weight does, B at 0 or, in the paper's form, as a weight does too.
 */
public enum Initialization {
    /**
     * GPT-2's: weights and tables N(0, 0.02), the two projections that write to the residual stream N(0, 0.02/√(2L)),
     * biases 0.
     */
    GPT2 {
        @Override
        void draw(GptConfig config, String name, Matrix matrix, RandomGenerator random) {
            if (!name.endsWith(".bias")) {
                normal(matrix, name.endsWith("c_proj.weight") ? 0.02 / Math.sqrt(2.0 * config.layers()) : 0.02, random);
            }
        }
    },
    /**
     * PyTorch's defaults: tables N(0, 1), linear maps and their biases uniform within ±1/√inputs, but the QKV weight
     * Xavier uniform, and the biases of QKV and of the attention's output 0.
     */
    PYTORCH {
        @Override
        void draw(GptConfig config, String name, Matrix matrix, RandomGenerator random) {
            if (name.equals("wte.weight") || name.equals("wpe.weight")) {
                normal(matrix, 1, random);
            } else if (name.endsWith("attn.c_attn.weight")) {
                uniform(matrix, Math.sqrt(6.0 / (matrix.rows() + matrix.columns())), random);
            } else if (!name.matches(".*\\.attn\\..*\\.bias")) {
                uniform(matrix, 1 / Math.sqrt(inputs(config, name, matrix)), random);
            }
        }
    };

    /** The generator's name in the JDK. */
    public static final String GENERATOR = "L64X128MixRandom";

    private static final String WEIGHT = ".weight";

    /** Fills a parameter that does not belong to a normalisation; what stays untouched is 0. */
    abstract void draw(GptConfig config, String name, Matrix matrix, RandomGenerator random);

    /** Start values for every parameter of a network, by name. */
    public SequencedMap<String, Matrix> parameters(GptConfig config, long seed) {
        RandomGenerator random = generator(seed);
        SequencedMap<String, Matrix> parameters = new LinkedHashMap<>();
        Set<String> normalisations = new HashSet<>();
        for (Value value : Gpt.parameters(config)) {
            parameters.put(value.name(), Matrix.zeros(value.rows(), value.columns()));
            if (isGain(value)) {
                normalisations.add(layer(value.name()));
            }
        }
        parameters.forEach((name, matrix) -> {
            if (!normalisations.contains(layer(name))) {
                if (!LoraConfig.isFactor(name)) {
                    draw(config, name, matrix, random);
                }
            } else if (name.endsWith(WEIGHT)) {
                matrix.fill(1);
            }
        });
        config.lora().ifPresent(lora -> drawAdapters(config, lora, parameters, random));
        return parameters;
    }

    /** The weight of a linear map is a matrix; one that is a row scales every feature, and its layer normalises. */
    private static boolean isGain(Value value) {
        return value.layout() == Layout.VECTOR && value.name().endsWith(WEIGHT);
    }

    private static String layer(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Fills the adapters among parameters; a B that starts at 0 stays untouched. */
    void drawAdapters(
            GptConfig config, LoraConfig lora, Map<String, Matrix> parameters, RandomGenerator random) {
        parameters.forEach((name, matrix) -> {
            if (LoraConfig.isFactor(name) && !(lora.startsAtZero() && name.endsWith(LoraConfig.B))) {
                draw(config, name, matrix, random);
            }
        });
    }

    static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of(GENERATOR).create(seed);
    }

    /** Inputs of the linear map to which a weight, a bias or a factor of an adapter belongs. */
    private static int inputs(GptConfig config, String name, Matrix matrix) {
        if (!name.endsWith(".bias")) {
            return matrix.rows();
        }
        return name.contains("mlp.c_proj") ? config.feedForwardWidth() : config.width();
    }

    private static void normal(Matrix matrix, double deviation, RandomGenerator random) {
        for (int i = 0; i < matrix.size(); i++) {
            matrix.data()[i] = deviation * random.nextGaussian();
        }
    }

    private static void uniform(Matrix matrix, double limit, RandomGenerator random) {
        for (int i = 0; i < matrix.size(); i++) {
            matrix.data()[i] = limit * (2 * random.nextDouble() - 1);
        }
    }
}
