package org.gradwalk.model.gpt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.layer.Mlp.Activation;
import org.gradwalk.model.program.Value;

/**
 * The sizes and kinds that make a GPT.
 *
 * @param vocabularySize V, number of tokens
 * @param contextLength largest number of positions
 * @param layers L, number of blocks
 * @param heads H, attention heads of a block
 * @param width d, features of a position
 * @param feedForwardWidth F, hidden features of the feed-forward layer
 * @param activation φ of the feed-forward layer
 * @param bias whether c_attn, c_proj and c_fc have one
 * @param headBias whether the unembedding has one
 * @param tied whether the unembedding is the transposed token embedding
 * @param layerNormEpsilon ε, 0 allowed
 * @param attention which positions a position may look at
 * @param lora adapters beside linear layers; none where the whole network is trained
 */
public record GptConfig(
        int vocabularySize,
        int contextLength,
        int layers,
        int heads,
        int width,
        int feedForwardWidth,
        Activation activation,
        boolean bias,
        boolean headBias,
        boolean tied,
        double layerNormEpsilon,
        AttentionPattern attention,
        Optional<LoraConfig> lora) {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is not positive, the heads do not divide the width, ε is negative or
     *     not finite, or a tied unembedding has a bias or an adapter
     */
    public GptConfig {
        positive("vocabulary size", vocabularySize);
        positive("context length", contextLength);
        positive("number of blocks", layers);
        positive("number of heads", heads);
        positive("width", width);
        positive("feed-forward width", feedForwardWidth);
        if (width % heads != 0) {
            throw new IllegalArgumentException(
                    "The width " + width + " cannot be cut into " + heads + " heads of equal width");
        }
        if (!(layerNormEpsilon >= 0) || Double.isInfinite(layerNormEpsilon)) {
            throw new IllegalArgumentException("The layer norm's ε must be 0 or more, not " + layerNormEpsilon);
        }
        if (tied && headBias) {
            throw new IllegalArgumentException("A tied unembedding has no bias of its own");
        }
        if (tied && lora.map(LoraConfig::targets).orElse(Set.of()).contains(Target.LM_HEAD)) {
            throw new IllegalArgumentException("A tied unembedding has no weight of its own that LoRA could adapt");
        }
    }

    /**
     * A network of GPT-2's kind, trained as a whole: F = 4 d, GELU, biases in the blocks and none at the unembedding, which
     * has a weight of its own, ε = 1e-5, dense attention. What is to be another is said by {@code with…}.
     */
    public static GptConfig of(int vocabularySize, int contextLength, int layers, int heads, int width) {
        return new GptConfig(
                vocabularySize, contextLength, layers, heads, width, 4 * width, Activation.GELU_TANH, true, false,
                false,
                1e-5, new AttentionPattern.Dense(), Optional.empty());
    }

    public GptConfig withFeedForwardWidth(int features) {
        return new GptConfig(
                vocabularySize, contextLength, layers, heads, width, features, activation, bias, headBias, tied,
                layerNormEpsilon, attention, lora);
    }

    public GptConfig withActivation(Activation phi) {
        return new GptConfig(
                vocabularySize, contextLength, layers, heads, width, feedForwardWidth, phi, bias, headBias, tied,
                layerNormEpsilon, attention, lora);
    }

    public GptConfig withBias(boolean has) {
        return new GptConfig(
                vocabularySize, contextLength, layers, heads, width, feedForwardWidth, activation, has, headBias, tied,
                layerNormEpsilon, attention, lora);
    }

    public GptConfig withHeadBias(boolean has) {
        return new GptConfig(
                vocabularySize, contextLength, layers, heads, width, feedForwardWidth, activation, bias, has, tied,
                layerNormEpsilon, attention, lora);
    }

    public GptConfig withTied(boolean is) {
        return new GptConfig(
                vocabularySize, contextLength, layers, heads, width, feedForwardWidth, activation, bias, headBias, is,
                layerNormEpsilon, attention, lora);
    }

    public GptConfig withLayerNormEpsilon(double epsilon) {
        return new GptConfig(
                vocabularySize, contextLength, layers, heads, width, feedForwardWidth, activation, bias, headBias, tied,
                epsilon, attention, lora);
    }

    public GptConfig withAttention(AttentionPattern pattern) {
        return new GptConfig(
                vocabularySize, contextLength, layers, heads, width, feedForwardWidth, activation, bias, headBias, tied,
                layerNormEpsilon, pattern, lora);
    }

    /**
     * The same network, frozen, with these adapters.
     *
     * @throws IllegalArgumentException if the unembedding shall have one and is tied
     */
    public GptConfig withLora(LoraConfig adapters) {
        return withLora(Optional.of(adapters));
    }

    /** The same network without adapters, trained as a whole. */
    public GptConfig withoutLora() {
        return withLora(Optional.empty());
    }

    private GptConfig withLora(Optional<LoraConfig> adapters) {
        return new GptConfig(
                vocabularySize, contextLength, layers, heads, width, feedForwardWidth, activation, bias, headBias, tied,
                layerNormEpsilon, attention, adapters);
    }

    private static void positive(String what, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("The " + what + " must be 1 or more, not " + size);
        }
    }

    /** Numbers in the whole network, adapters included. It builds the network: who has a program asks that. */
    public long parameterCount() {
        return Gpt.parameters(this).stream().mapToLong(Value::size).sum();
    }

    /** The blocks' addresses: {@code h.0}, {@code h.1}, … */
    public List<String> blocks() {
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            blocks.add("h." + i);
        }
        return blocks;
    }
}
