package org.gradwalk.model.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SequencedMap;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.text.CharacterTokenizer;

/**
 * A model as a file: safetensors in F64, with configuration and vocabulary in the metadata. Whatever can be constructed
 * here can be written and is read back with the same bits, unless it is too large for {@link SafeTensors}.
 *
 * @param config the network
 * @param vocabulary one character a token, as many as the configuration says
 * @param parameters by GPT-2's names, in the order of the network; (in, out) for weights, one row for vectors
 * @param description free strings about the model, such as how it was trained
 */
public record ModelFile(
        GptConfig config,
        List<String> vocabulary,
        SequencedMap<String, Matrix> parameters,
        Map<String, String> description) {

    /** The version of what this class writes; newer ones are refused. */
    public static final int FORMAT_VERSION = 1;

    /** No size of a network may be larger; GPT-2's largest is a vocabulary of 50,257. */
    static final int MAXIMUM_SIZE = 1 << 20;

    /** A network may not have more blocks; GPT-2's largest has 48. */
    static final int MAXIMUM_BLOCKS = 1000;

    /** Metadata whose names begin so are no description. */
    static final String RESERVED = "gradwalk.";

    /**
     * Copies lists and maps (not the matrices) and checks that all fits together.
     *
     * @throws IllegalArgumentException if the network is too large, the vocabulary is none or of another size, a
     *     parameter is missing, too much, of another shape or not finite, or the description holds a reserved name or
     *     half of a surrogate pair
     */
    public ModelFile {
        requireLimits(config);
        vocabulary = CharacterTokenizer.ofVocabulary(vocabulary).vocabulary();
        if (vocabulary.size() != config.vocabularySize()) {
            throw new IllegalArgumentException("The vocabulary has " + vocabulary.size()
                    + " characters and the configuration " + config.vocabularySize());
        }
        parameters = checked(config, parameters);
        description = Collections.unmodifiableMap(new LinkedHashMap<>(description));
        description.forEach((key, text) -> {
            if (key.startsWith(RESERVED)) {
                throw new IllegalArgumentException("The name '" + key + "' in the description is reserved");
            }
            if (!TensorFile.isText(key) || !TensorFile.isText(text)) {
                throw new IllegalArgumentException("The description holds half of a surrogate pair");
            }
        });
    }

    /** Checks that no product of sizes leaves its type, and that the list of operations stays short. */
    static void requireLimits(GptConfig config) {
        List<Integer> sizes = List.of(
                config.vocabularySize(), config.contextLength(), config.width(), config.feedForwardWidth(),
                config.lora().map(LoraConfig::rank).orElse(1));
        int largest = Collections.max(sizes);
        if (largest > MAXIMUM_SIZE) {
            throw new IllegalArgumentException("The configuration has the size " + largest + " and at most "
                    + MAXIMUM_SIZE + " is read");
        }
        if (config.layers() > MAXIMUM_BLOCKS) {
            throw new IllegalArgumentException("The configuration has " + config.layers() + " blocks and at most "
                    + MAXIMUM_BLOCKS + " are read");
        }
    }

    private static SequencedMap<String, Matrix> checked(GptConfig config, Map<String, Matrix> given) {
        SequencedMap<String, Matrix> ordered = new LinkedHashMap<>();
        for (Value value : Gpt.parameters(config)) {
            Matrix matrix = given.get(value.name());
            if (matrix == null) {
                throw new IllegalArgumentException("The parameter " + value.name() + " is missing");
            }
            if (matrix.rows() != value.rows() || matrix.columns() != value.columns()) {
                throw new IllegalArgumentException("The parameter " + value.name() + " is " + matrix.rows() + " × "
                        + matrix.columns() + " and the configuration needs " + value.rows() + " × "
                        + value.columns());
            }
            requireFinite(value.name(), matrix);
            ordered.put(value.name(), matrix);
        }
        for (String name : given.keySet()) {
            if (!ordered.containsKey(name)) {
                throw new IllegalArgumentException("There is " + SafeTensorsHeader.shown(name)
                        + ", which the configuration does not need");
            }
        }
        return Collections.unmodifiableSequencedMap(ordered);
    }

    private static void requireFinite(String name, Matrix matrix) {
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                if (!Double.isFinite(matrix.get(i, j))) {
                    throw new IllegalArgumentException("The parameter " + name + " is " + matrix.get(i, j) + " at row "
                            + i + ", column " + j);
                }
            }
        }
    }

    /**
     * The parameter of a name that is known to be there.
     *
     * @throws NoSuchElementException if it is not
     */
    public Matrix parameter(String name) {
        Matrix matrix = parameters.get(name);
        if (matrix == null) {
            throw new NoSuchElementException("There is no parameter " + name);
        }
        return matrix;
    }

    /**
     * Reads a model.
     *
     * @throws FileFormatException if the file is no sound safetensors file, holds no model of ours or one of a newer
     *     version, or its parameters are not exactly those of its configuration, all finite
     * @throws IOException if it cannot be opened or read
     */
    public static ModelFile read(Path file) throws IOException {
        return new ModelFileReader(file).read();
    }

    /**
     * Writes a model, as a whole or not at all. Equal models give the same bytes.
     *
     * @throws IllegalArgumentException if it is larger than {@link #read} would take
     * @throws IOException if the file cannot be written; what was there before is then still there
     */
    public static void write(Path file, ModelFile model) throws IOException {
        SafeTensors.write(file, ModelFormat.tensors(model));
    }
}
