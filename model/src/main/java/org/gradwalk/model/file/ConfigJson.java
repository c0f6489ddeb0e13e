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
import java.util.TreeSet;
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
final class ConfigJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ConfigJson() {}

    static String write(GptConfig config) {
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
        return json.toString();
    }

    private static ObjectNode attention(AttentionPattern pattern) {
        ObjectNode json = JSON.createObjectNode();
        return switch (pattern) {
            case AttentionPattern.Dense() -> json.put("type", "dense");
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
        Fields config = new Fields(parse(text, "configuration"), "The configuration");
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
                attention(new Fields(config.take("attention"), "The configuration's attention")),
                config.has("lora")
                        ? Optional.of(lora(new Fields(config.take("lora"), "The configuration's LoRA")))
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
                .orElseThrow(() -> new IllegalArgumentException("The " + what + " '" + shown(word) + "' is unknown"));
    }

    private static AttentionPattern attention(Fields attention) {
        String type = attention.word("type");
        AttentionPattern pattern = switch (type) {
            case "dense" -> new AttentionPattern.Dense();
            case "sliding_window" -> new AttentionPattern.SlidingWindow(attention.size("window"));
            case "block_strided" ->
                new AttentionPattern.BlockStrided(attention.size("block"), attention.size("stride"));
            default -> throw new IllegalArgumentException("The attention '" + shown(type) + "' is unknown");
        };
        attention.requireNoMore();
        return pattern;
    }

    private static LoraConfig lora(Fields lora) {
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
        if (!isArrayOfStrings(json)) {
            throw new IllegalArgumentException("The vocabulary is no JSON array of strings");
        }
        return json.valueStream().map(JsonNode::textValue).toList();
    }

    private static boolean isArrayOfStrings(JsonNode json) {
        return json.isArray() && json.valueStream().allMatch(JsonNode::isTextual);
    }

    private static JsonNode parse(String text, String what) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The " + what + " is no sound JSON", e);
        }
    }

    private static String shown(String word) {
        return (word.length() > 20 ? word.substring(0, 20) + "..." : word).replaceAll("\\p{Cntrl}", "?");
    }

    /** The fields of a JSON object, each taken once. */
    private static final class Fields {
        private final JsonNode json;
        private final String what;
        private final Set<String> left = new TreeSet<>();

        Fields(JsonNode json, String what) {
            if (!json.isObject()) {
                throw new IllegalArgumentException(what + " is no JSON object");
            }
            this.json = json;
            this.what = what;
            json.fieldNames().forEachRemaining(left::add);
        }

        boolean has(String name) {
            return left.contains(name);
        }

        JsonNode take(String name) {
            if (!left.remove(name)) {
                throw new IllegalArgumentException(what + " lacks '" + name + "'");
            }
            return json.path(name);
        }

        int size(String name) {
            JsonNode node = take(name);
            if (!node.canConvertToInt() || !node.isIntegralNumber()) {
                throw refused(name, "a whole number");
            }
            return node.intValue();
        }

        double number(String name) {
            JsonNode node = take(name);
            if (!node.isNumber()) {
                throw refused(name, "a number");
            }
            return node.doubleValue();
        }

        boolean truth(String name) {
            JsonNode node = take(name);
            if (!node.isBoolean()) {
                throw refused(name, "true or false");
            }
            return node.booleanValue();
        }

        String word(String name) {
            JsonNode node = take(name);
            if (!node.isTextual()) {
                throw refused(name, "a string");
            }
            return node.textValue();
        }

        List<String> words(String name) {
            JsonNode node = take(name);
            if (!isArrayOfStrings(node)) {
                throw refused(name, "an array of strings");
            }
            return node.valueStream().map(JsonNode::textValue).toList();
        }

        void requireNoMore() {
            if (!left.isEmpty()) {
                throw new IllegalArgumentException(what + " has the unknown field '" + shown(left.iterator().next())
                        + "'");
            }
        }

        private IllegalArgumentException refused(String name, String expected) {
            return new IllegalArgumentException(what + " has '" + name + "' = " + shown(json.path(name).toString())
                    + ", not " + expected);
        }
    }
}
