package org.gradwalk.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model's file looks like, and what is said of one that is wrong. */
class ModelFileTest {
    private static final GptConfig CONFIG = GptConfig.of(3, 5, 2, 2, 4).withFeedForwardWidth(6);
    private static final ModelFile MODEL = RandomModels.of(CONFIG, 1, Map.of("seed", "7"));

    @TempDir
    private Path folder;

    @Test
    void layoutIsTheOneOfCheckpointsOutside() throws IOException {
        TensorFile content = written();

        assertThat(content.tensor("lm_head.weight").shape()).containsExactly(3, 4);
        assertThat(content.tensor("lm_head.weight").data()[1]).isEqualTo(MODEL.parameter("lm_head.weight").get(1, 0));
        assertThat(content.tensor("h.0.attn.c_attn.weight").shape()).containsExactly(4, 12);
        assertThat(content.tensor("h.1.ln_2.bias").shape()).containsExactly(4);
        assertThat(content.metadata()).containsEntry("seed", "7").containsEntry("gradwalk.format_version", "1")
                .containsEntry("gradwalk.vocabulary", "[\"a\",\"é\",\"\\\"\"]")
                .containsEntry(
                        "gradwalk.config",
                        "{\"vocab_size\":3,\"context_length\":5,\"n_layer\":2,\"n_head\":2,\"d_model\":4,\"d_ff\":6,"
                                + "\"activation\":\"gelu_tanh\",\"bias\":true,\"lm_head_bias\":false,\"tied\":false,"
                                + "\"layer_norm_eps\":1.0E-5,\"attention\":{\"type\":\"dense\"}}");
    }

    @Test
    void parametersStandInTheOrderOfTheNetwork() {
        assertThat(MODEL.parameters().keySet()).startsWith("wte.weight", "wpe.weight", "h.0.ln_1.weight")
                .endsWith("ln_f.weight", "ln_f.bias", "lm_head.weight");
    }

    @Test
    void fileWithoutOurMetadataIsNoModelYet() throws IOException {
        assertRefused(
                metadata -> metadata.keySet().removeIf(key -> key.startsWith("gradwalk.")),
                "it has no metadata of Gradwalk, and Hugging Face checkpoints cannot be opened yet; choose a model"
                        + " that Gradwalk has saved.");
    }

    @Test
    void newerVersionIsRefused() throws IOException {
        assertRefused(
                metadata -> metadata.put("gradwalk.format_version", "2"),
                "it has the format version 2 and this program reads up to 1; open it with a newer Gradwalk.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "one", "1.0", "99999999999"})
    void versionThatIsNoneIsRefused(String version) throws IOException {
        assertRefused(
                metadata -> metadata.put("gradwalk.format_version", version),
                "its format version is no whole number above 0; ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "vocab_size":3       | "vocab_size":4        | wte.weight has the shape [3, 4] and .* needs [4, 4]
            "vocab_size":3       | "vocab_size":-3       | The vocabulary size must be 1 or more, not -3
            "n_layer":2          | "n_layer":3           | The parameter h.2.ln_1.weight is missing
            "n_layer":2          | "n_layer":1           | There is tensor 'h.1.ln_1.weight', which
            "n_layer":2          | "n_layer":1001        | has 1001 blocks and at most 1000 are read
            "n_layer":2          | "n_layer":2.0         | has 'n_layer' = 2.0, not a whole number
            "n_layer":2          | "n_layer":9999999999  | has 'n_layer' = 9999999999, not a whole number
            "n_layer":2,         | ''                    | The configuration lacks 'n_layer'
            "n_layer":2,         | "n_layer":2,"x":0,    | The configuration has the unknown field 'x'
            "n_layer":2,         | "n_layer":2,"tied":1, | The configuration is no sound JSON
            "n_layer":2          | "n_layer":            | The configuration is no sound JSON
            "n_head":2           | "n_head":3            | The width 4 cannot be cut into 3 heads
            "d_model":4          | "d_model":2147483647  | The width 2147483647 cannot be cut
            "d_model":4          | "d_model":2147483646  | has the size 2147483646 and at most 1048576 is read
            "d_ff":6             | "d_ff":7              | h.0.mlp.c_fc.weight has the shape [4, 6] and .* needs [4, 7]
            "context_length":5   | "context_length":6    | wpe.weight has the shape [5, 4] and .* needs [6, 4]
            "tied":false         | "tied":true           | There is tensor 'lm_head.weight', which
            "tied":false         | "tied":"no"           | has 'tied' = "no", not true or false
            "lm_head_bias":false | "lm_head_bias":true   | The parameter lm_head.bias is missing
            "bias":true,         | "bias":false,         | There is tensor 'h.0.attn.c_attn.bias', which
            "gelu_tanh"          | "tanh"                | The activation 'tanh' is unknown
            "gelu_tanh"          | 1                     | has 'activation' = 1, not a string
            1.0E-5               | -1                    | The layer norm's ε must be 0 or more, not -1.0
            1.0E-5               | 1e999                 | The layer norm's ε must be 0 or more, not Infinity
            1.0E-5               | "0"                   | has 'layer_norm_eps' = "0", not a number
            "dense"              | "sparse"              | The attention 'sparse' is unknown
            "dense"              | "sliding_window"      | The configuration's attention lacks 'window'
            "dense"              | "sliding_window","window":0 | The attention's window must be 1 or more, not 0
            "dense"              | "block_strided","block":2,"stride":0 | The attention's stride must be 1 or more
            "dense"              | "dense","window":1    | The configuration's attention has the unknown field 'window'
            {"type":"dense"}     | []                    | The configuration's attention is no JSON object
            """)
    void wrongConfigurationIsTold(String right, String wrong, String message) throws IOException {
        assertRefused(
                metadata -> metadata.compute("gradwalk.config", (_, json) -> {
                    assertThat(json).contains(right);
                    return json.replace(right, wrong);
                }),
                message.split(" \\.\\* "));
    }

    @Test
    void adaptersStandInTheConfigurationAndLieAsTheyAre() throws IOException {
        TensorFile content = writtenWithLora();

        assertThat(content.metadata().get("gradwalk.config")).endsWith("\"attention\":{\"type\":\"dense\"},"
                + "\"lora\":{\"targets\":[\"attn.c_attn\",\"lm_head\"],\"rank\":2,\"alpha\":4.0,"
                + "\"form\":\"standard\",\"qkv\":\"fused\"}}");
        assertThat(content.tensor("h.1.attn.c_attn.lora_B").shape()).containsExactly(2, 12);
        assertThat(content.tensor("lm_head.lora_A").shape()).containsExactly(4, 2);
        assertThat(content.tensor("lm_head.lora_B").shape()).containsExactly(2, 3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    "rank":2             | "rank":3              | h.0.attn.c_attn.lora_A has the shape [4, 2] and .* needs [4, 3]
                    "rank":2             | "rank":0              | The rank of LoRA must be 1 or more, not 0
                    "rank":2             | "rank":1.5            | The configuration's LoRA has 'rank' = 1.5, not a whole number
                    "rank":2             | "rank":2147483647     | has the size 2147483647 and at most 1048576 is read
                    "rank":2,            | ''                    | The configuration's LoRA lacks 'rank'
                    "rank":2,            | "rank":2,"x":0,       | The configuration's LoRA has the unknown field 'x'
                    "alpha":4.0          | "alpha":1e999         | The α of LoRA must be a finite number, not Infinity
                    "alpha":4.0          | "alpha":"4"           | has 'alpha' = "4", not a number
                    "standard"           | "other"               | The LoRA form 'other' is unknown
                    "fused"              | "separate"            | The parameter h.0.attn.c_attn.q.lora_A is missing
                    "fused"              | "split"               | The LoRA of queries, keys and values 'split' is unknown
                    "lm_head"]           | "lm_head","lm_head"]  | The LoRA target 'lm_head' is named twice
                    "lm_head"]           | "wte"]                | The LoRA target 'wte' is unknown
                    "lm_head"]           | 1]                    | has 'targets' = ["attn.c_attn",1], not an array of strings
                    "lm_head"]           | "mlp.c_fc"]           | The parameter h.0.mlp.c_fc.lora_A is missing
                    ["attn.c_attn","lm_head"] | []               | LoRA needs at least one layer to adapt
                    ["attn.c_attn","lm_head"] | ["attn.c_attn"]  | There is tensor 'lm_head.lora_A', which
                    "tied":false         | "tied":true           | A tied unembedding has no weight of its own
                    """)
    void wrongAdaptersAreTold(String right, String wrong, String message) throws IOException {
        TensorFile content = writtenWithLora();
        Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
        metadata.compute("gradwalk.config", (_, json) -> {
            assertThat(json).contains(right);
            return json.replace(right, wrong);
        });
        assertRefused(new TensorFile(content.tensors(), metadata), message.split(" \\.\\* "));
    }

    private TensorFile writtenWithLora() throws IOException {
        GptConfig config = CONFIG.withLora(LoraConfig.standard(2, 4, Set.of(Target.LM_HEAD, Target.C_ATTN)));
        Path file = folder.resolve("lora.safetensors");
        ModelFile.write(file, RandomModels.of(config, 1, Map.of()));
        return SafeTensors.read(file);
    }

    static List<Arguments> vocabulariesThatAreWrong() {
        return List.of(
                Arguments.of("[\"a\",\"b\"]", "The vocabulary has 2 characters and the configuration 3"),
                Arguments.of("[\"a\",\"b\",\"b\"]", "'b' is in the vocabulary twice"),
                Arguments.of("[\"a\",\"b\",\"cd\"]", "'cd' in the vocabulary is not one character"),
                Arguments.of("[]", "A vocabulary has at least one character"),
                Arguments.of("{\"a\":\"b\"}", "The vocabulary is no JSON array of strings"),
                Arguments.of("[\"a\",\"b\",3]", "The vocabulary is no JSON array of strings"),
                Arguments.of("", "The vocabulary is no JSON array of strings"),
                Arguments.of("[\"a\",\"b\",\"c\"", "The vocabulary is no sound JSON"),
                Arguments.of("[\"a\",\"b\",\"c\"] 1", "The vocabulary is no sound JSON"));
    }

    @ParameterizedTest
    @MethodSource("vocabulariesThatAreWrong")
    void wrongVocabularyIsTold(String vocabulary, String message) throws IOException {
        assertRefused(metadata -> metadata.put("gradwalk.vocabulary", vocabulary), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradwalk.config", "gradwalk.vocabulary"})
    void missingMetadataAreTold(String key) throws IOException {
        assertRefused(metadata -> metadata.remove(key), "The metadata lack '" + key + "'");
    }

    @Test
    void unknownMetadataOfOursAreTold() throws IOException {
        assertRefused(
                metadata -> metadata.put("gradwalk.lora", "{}"),
                "The name 'gradwalk.lora' in the description is reserved");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void numberThatIsNotFiniteIsToldByName(double number) throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(written().tensors());
        double[] data = new double[24];
        data[14] = number;
        tensors.put("h.0.mlp.c_fc.weight", new Tensor(List.of(4, 6), data));
        assertRefused(
                new TensorFile(tensors, written().metadata()),
                "The parameter h.0.mlp.c_fc.weight is " + number + " at row 2, column 2; ");
    }

    @Test
    void shapeOfTheRightSizeIsNotEnough() throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(written().tensors());
        tensors.put("ln_f.bias", new Tensor(List.of(1, 4), new double[4]));
        assertRefused(
                new TensorFile(tensors, written().metadata()),
                "The parameter ln_f.bias has the shape [1, 4] and the configuration needs [4]; ");
    }

    @Test
    void unembeddingThatIsNotTransposedIsTold() throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(written().tensors());
        tensors.put("lm_head.weight", new Tensor(List.of(4, 3), new double[12]));
        assertRefused(
                new TensorFile(tensors, written().metadata()),
                "lm_head.weight has the shape [4, 3] and the configuration needs [3, 4]; ");
    }

    @Test
    void modelThatDoesNotFitTogetherCannotBeMade() {
        SequencedMap<String, Matrix> parameters = new LinkedHashMap<>(MODEL.parameters());
        parameters.put("ln_f.bias", Matrix.zeros(4, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelFile(CONFIG, MODEL.vocabulary(), parameters, Map.of()))
                .withMessage("The parameter ln_f.bias is 4 × 1 and the configuration needs 1 × 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelFile(
                        CONFIG, MODEL.vocabulary(), MODEL.parameters(), Map.of("seed", "\ud800")))
                .withMessage("The description holds half of a surrogate pair");
    }

    private TensorFile written() throws IOException {
        Path file = folder.resolve("written.safetensors");
        ModelFile.write(file, MODEL);
        return SafeTensors.read(file);
    }

    private void assertRefused(Consumer<Map<String, String>> change, String... message) throws IOException {
        TensorFile content = written();
        Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
        change.accept(metadata);
        assertRefused(new TensorFile(content.tensors(), metadata), message);
    }

    private void assertRefused(TensorFile content, String... message) throws IOException {
        Path file = folder.resolve("wrong.safetensors");
        SafeTensors.write(file, content);
        assertThatExceptionOfType(FileFormatException.class)
                .isThrownBy(() -> ModelFile.read(file))
                .withMessageStartingWith(file + ": ")
                .satisfies(e -> assertThat(e.getMessage()).contains(message).endsWith(".").doesNotContain("..", "\n"));
    }
}
