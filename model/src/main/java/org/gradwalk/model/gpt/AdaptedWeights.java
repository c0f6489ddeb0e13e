package org.gradwalk.model.gpt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Products;
import org.gradwalk.model.tensor.Products.Form;
import org.gradwalk.model.tensor.Workers;

/**
 * The weights of a network with adapters: adapters are put to weights that are there, and both are merged to weights
 * that yield the same without adapters. Merging changes nothing here, so the way back is to go on with these weights:
 * the frozen ones to the bit, which subtracting s A B again could not promise.
 *
 * @param config the network, with adapters
 * @param parameters its parameters, frozen ones and adapters, by name
 */
public record AdaptedWeights(GptConfig config, SequencedMap<String, Matrix> parameters) {

    /**
     * Takes the weights as they are, the matrices uncopied.
     *
     * @throws IllegalArgumentException if the network has no adapters, or a parameter is missing or of another shape
     */
    public AdaptedWeights {
        if (config.lora().isEmpty()) {
            throw new IllegalArgumentException("A network without adapters has nothing to merge");
        }
        SequencedMap<String, Matrix> ordered = new LinkedHashMap<>();
        for (Value value : Gpt.parameters(config)) {
            Matrix given = required(parameters, value.name());
            given.requireShape(value.rows(), value.columns());
            ordered.put(value.name(), given);
        }
        parameters = Collections.unmodifiableSequencedMap(ordered);
    }

    /**
     * A network's weights with new adapters.
     *
     * @param config the network, with adapters
     * @param frozen the parameters of the network without adapters; they are used as they are, uncopied
     * @param initialization how the adapters start
     * @param seed of their random numbers
     * @throws IllegalArgumentException as the constructor
     */
    public static AdaptedWeights adding(
            GptConfig config, Map<String, Matrix> frozen, Initialization initialization, long seed) {
        SequencedMap<String, Matrix> parameters = new LinkedHashMap<>();
        for (Value value : Gpt.parameters(config)) {
            parameters.put(
                    value.name(), LoraConfig.isFactor(value.name())
                            ? Matrix.zeros(value.rows(), value.columns())
                            : required(frozen, value.name()));
        }
        config.lora().ifPresent(
                lora -> initialization.drawAdapters(config, lora, parameters, Initialization.generator(seed)));
        return new AdaptedWeights(config, parameters);
    }

    private static Matrix required(Map<String, Matrix> parameters, String name) {
        Matrix matrix = parameters.get(name);
        if (matrix == null) {
            throw new IllegalArgumentException("The parameter " + name + " is missing");
        }
        return matrix;
    }

    /** The network without adapters, to which {@link #merged} belongs. */
    public GptConfig mergedConfig() {
        return config.withoutLora();
    }

    /** W + s A B for every weight with an adapter, in matrices of its own; all others are these weights' matrices. */
    public SequencedMap<String, Matrix> merged() {
        LoraConfig lora = config.lora().orElseThrow();
        SequencedMap<String, Matrix> merged = new LinkedHashMap<>();
        parameters.forEach((name, matrix) -> {
            if (!LoraConfig.isFactor(name)) {
                merged.put(name, merged(lora, name, matrix));
            }
        });
        return merged;
    }

    private Matrix merged(LoraConfig lora, String name, Matrix weight) {
        String layer = name.endsWith(".weight") ? name.substring(0, name.lastIndexOf('.')) : "";
        if (lora.parts(layer).isEmpty()) {
            return weight;
        }
        Matrix sum = weight.copy();
        for (LoraConfig.Part part : lora.parts(layer)) {
            int columns = sum.columns() / part.count();
            Matrix block = sum.columns(part.index() * columns, columns);
            Matrix product = Matrix.zeros(block.rows(), block.columns());
            Products.multiply(
                    Workers.CALLER, Form.PLAIN, factor(layer, part, LoraConfig.A), factor(layer, part, LoraConfig.B),
                    lora.scale(), product);
            Entries.add(Workers.CALLER, block, product, block);
        }
        return sum;
    }

    private Matrix factor(String layer, LoraConfig.Part part, String factor) {
        return required(parameters, layer + "." + part.prefix() + factor);
    }
}
