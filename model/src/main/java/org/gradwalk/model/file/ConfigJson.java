package org.gradwalk.model.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gradwalk.model.gpt.AttentionPattern;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Form;
import org.gradwalk.model.layer.LoraConfig.Qkv;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.layer.Mlp.Activation;

/**
 * Configuration and vocabulary as JSON. Reading trusts nothing: whatever is missing, too much, of another kind or too
 * large is an {@link IllegalArgumentException} that names it.
 */
public final class ConfigJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ConfigJson() {}

    static String write(GptConfig config) {
        return node(config).toString();
    }

    /** A configuration as a JSON object. */
    public static ObjectNode node(GptConfig config) {
        ObjectNode json = JSON.createObjectNode()
                .put("vocab_size", config.vocabularySize())
                .put("context_length", config.contextLength())
                .put("n_layer", config.layers())
                .put("n_head", config.heads())
                .put("d_model", config.width())
                .put("d_ff", config.feedForwardWidth())
                .put("activation", config.activation().id())
                .put("bias", config.bias())
                .put("lm_head_bias", config.headBias())
                .put("tied", config.tied())
                .put("layer_norm_eps", config.layerNormEpsilon());
        json.set("attention", attention(config.attention()));
        config.lora().ifPresent(lora -> json.set("lora", lora(lora)));
        return json;
    }

    private static ObjectNode attention(AttentionPattern pattern) {
        ObjectNode json = JSON.createObjectNode();
        return switch (pattern) {
            case AttentionPattern.Dense() -> json.put("type", "dense");
            case AttentionPattern.Unmasked() -> json.put("type", "unmasked");
            case AttentionPattern.SlidingWindow(int window) -> json.put("type", "sliding_window").put("window", window);
            case AttentionPattern.BlockStrided(int block, int stride) ->
                json.put("type", "block_strided").put("block", block).put("stride", stride);
        };
    }

    private static ObjectNode lora(LoraConfig lora) {
        ObjectNode json = JSON.createObjectNode();
        var targets = json.putArray("targets");
        lora.targets().forEach(target -> targets.add(target.id()));
        return json.put("rank", lora.rank())
                .put("alpha", lora.alpha())
                .put("form", lora.form().id())
                .put("qkv", lora.qkv().id());
    }

    static GptConfig read(String text) {
        return read(parse(text, "configuration"));
    }

    /**
     * The configuration of a JSON object.
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    public static GptConfig read(JsonNode json) {
        JsonFields config = new JsonFields(json, "The configuration");
        GptConfig read = new GptConfig(
                config.size("vocab_size"),
                config.size("context_length"),
                config.size("n_layer"),
                config.size("n_head"),
                config.size("d_model"),
                config.size("d_ff"),
                activation(config.word("activation")),
                config.truth("bias"),
                config.truth("lm_head_bias"),
                config.truth("tied"),
                config.number("layer_norm_eps"),
                attention(new JsonFields(config.take("attention"), "The configuration's attention")),
                config.has("lora")
                        ? Optional.of(lora(new JsonFields(config.take("lora"), "The configuration's LoRA")))
                        : Optional.empty());
        config.requireNoMore();
        ModelFile.requireLimits(read);
        return read;
    }

    private static Activation activation(String word) {
        return known("activation", word, Activation.values(), Activation::id);
    }

    private static <E> E known(String what, String word, E[] all, Function<E, String> id) {
        return Arrays.stream(all)
                .filter(each -> id.apply(each).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The " + what + " '" + JsonFields.shown(word) + "' is unknown"));
    }

    private static AttentionPattern attention(JsonFields attention) {
        String type = attention.word("type");
        AttentionPattern pattern = switch (type) {
            case "dense" -> new AttentionPattern.Dense();
            case "unmasked" -> new AttentionPattern.Unmasked();
            case "sliding_window" -> new AttentionPattern.SlidingWindow(attention.size("window"));
            case "block_strided" ->
                new AttentionPattern.BlockStrided(attention.size("block"), attention.size("stride"));
            default -> throw new IllegalArgumentException("The attention '" + JsonFields.shown(type) + "' is unknown");
        };
        attention.requireNoMore();
        return pattern;
    }

    private static LoraConfig lora(JsonFields lora) {
        Set<Target> targets = new LinkedHashSet<>();
        for (String word : lora.words("targets")) {
            if (!targets.add(known("LoRA target", word, Target.values(), Target::id))) {
                throw new IllegalArgumentException("The LoRA target '" + word + "' is named twice");
            }
        }
        LoraConfig read = new LoraConfig(
                targets,
                lora.size("rank"),
                lora.number("alpha"),
                known("LoRA form", lora.word("form"), Form.values(), Form::id),
                known("LoRA of queries, keys and values", lora.word("qkv"), Qkv.values(), Qkv::id));
        lora.requireNoMore();
        return read;
    }

    static String write(List<String> vocabulary) {
        var json = JSON.createArrayNode();
        vocabulary.forEach(json::add);
        return json.toString();
    }

    static List<String> readVocabulary(String text) {
        JsonNode json = parse(text, "vocabulary");
        if (!JsonFields.isArrayOfStrings(json)) {
            throw new IllegalArgumentException("The vocabulary is no JSON array of strings");
        }
        return json.valueStream().map(JsonNode::textValue).toList();
    }

    private static JsonNode parse(String text, String what) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The " + what + " is no sound JSON", e);
        }
    }
}
