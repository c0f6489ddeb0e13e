package org.gradwalk.model.gpt;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.tensor.Matrix;

/**
 * How parameters start. They are drawn in the order of the network, each row by row, from one generator; the gains of
 * layer norms start at 1, their shifts at 0.
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
                int inputs = name.contains("mlp.c_proj") ? config.feedForwardWidth() : config.width();
                uniform(matrix, 1 / Math.sqrt(inputs), random);
            }
        }
    };

    /** The generator's name in the JDK. */
    public static final String GENERATOR = "L64X128MixRandom";

    /** Fills a parameter that is not a layer norm's; what stays untouched is 0. */
    abstract void draw(GptConfig config, String name, Matrix matrix, RandomGenerator random);

    /** Start values for every parameter of a program, by name. */
    public SequencedMap<String, Matrix> parameters(GptConfig config, Program program, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(seed);
        SequencedMap<String, Matrix> parameters = new LinkedHashMap<>();
        for (Parameter parameter : program.parameters()) {
            Matrix matrix = Matrix.zeros(parameter.value().rows(), parameter.value().columns());
            if (!parameter.name().contains("ln_")) {
                draw(config, parameter.name(), matrix, random);
            } else if (parameter.name().endsWith(".weight")) {
                matrix.fill(1);
            }
            parameters.put(parameter.name(), matrix);
        }
        return parameters;
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
