package org.gradwalk.model.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;

/**
 * How a model lies in a safetensors file: {@code lm_head.weight} is (V, d), transposed, as everywhere outside, but the
 * factors of an adapter are (in, r) and (r, out) in every layer; vectors have one dimension; version, configuration and
 * vocabulary are metadata beside the description.
 */
final class ModelFormat {
    static final String VERSION_KEY = ModelFile.RESERVED + "format_version";
    static final String CONFIG_KEY = ModelFile.RESERVED + "config";
    static final String VOCABULARY_KEY = ModelFile.RESERVED + "vocabulary";
    private static final String UNEMBEDDING = "lm_head.weight";

    private ModelFormat() {}

    static TensorFile tensors(ModelFile model) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (Value value : Gpt.parameters(model.config())) {
            Matrix matrix = model.parameter(value.name());
            Matrix stored = isTransposed(value) ? matrix.transposedCopy() : matrix;
            tensors.put(value.name(), new Tensor(shape(value), stored.toArray()));
        }
        Map<String, String> metadata = new LinkedHashMap<>(model.description());
        metadata.put(VERSION_KEY, Integer.toString(ModelFile.FORMAT_VERSION));
        metadata.put(CONFIG_KEY, ConfigJson.write(model.config()));
        metadata.put(VOCABULARY_KEY, ConfigJson.write(model.vocabulary()));
        return new TensorFile(tensors, metadata);
    }

    /**
     * The model of a file whose version is known to be ours.
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    static ModelFile model(TensorFile content) {
        Map<String, String> description = new LinkedHashMap<>(content.metadata());
        description.remove(VERSION_KEY);
        GptConfig config = ConfigJson.read(taken(description, CONFIG_KEY));
        List<String> vocabulary = ConfigJson.readVocabulary(taken(description, VOCABULARY_KEY));
        return new ModelFile(config, vocabulary, matrices(config, content.tensors()), description);
    }

    private static String taken(Map<String, String> metadata, String key) {
        String text = metadata.remove(key);
        if (text == null) {
            throw new IllegalArgumentException("The metadata lack '" + key + "'");
        }
        return text;
    }

    /** All tensors as matrices, known or not; the known ones must have the shape that the network gives them. */
    private static SequencedMap<String, Matrix> matrices(GptConfig config, SequencedMap<String, Tensor> tensors) {
        Map<String, Value> values = new LinkedHashMap<>();
        Gpt.parameters(config).forEach(value -> values.put(value.name(), value));
        SequencedMap<String, Matrix> matrices = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            Value value = values.get(name);
            matrices.put(name, value == null ? Matrix.zeros(0, 0) : matrix(value, tensor));
        });
        return matrices;
    }

    private static Matrix matrix(Value value, Tensor tensor) {
        List<Integer> shape = shape(value);
        if (!tensor.shape().equals(shape)) {
            throw new IllegalArgumentException("The parameter " + value.name() + " has the shape " + tensor.shape()
                    + " and the configuration needs " + shape);
        }
        return isTransposed(value)
                ? Matrix.of(value.columns(), value.rows(), tensor.data()).transposedCopy()
                : Matrix.of(value.rows(), value.columns(), tensor.data());
    }

    private static boolean isTransposed(Value value) {
        return value.name().equals(UNEMBEDDING);
    }

    private static List<Integer> shape(Value value) {
        return isTransposed(value) ? List.of(value.columns(), value.rows()) : value.shape();
    }
}
