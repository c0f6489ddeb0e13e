package org.gradwalk.model.gpt;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.model.layer.Mlp.Activation;

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
 * @param attention which earlier positions a position may look at
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
        AttentionPattern attention) {

    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if a size is not positive, the heads do not divide the width, ε is negative or
     *     not finite, or a tied unembedding has a bias
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
    }

    private static void positive(String what, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("The " + what + " must be 1 or more, not " + size);
        }
    }

    /** Numbers in one block: 12 d² + 13 d for F = 4 d with biases. */
    public long blockParameterCount() {
        long d = width;
        long f = feedForwardWidth;
        long biases = bias ? 3 * d + d + f + d : 0;
        return 4 * d * d + 2 * d * f + biases + 4 * d;
    }

    /** Numbers in the whole network. */
    public long parameterCount() {
        long d = width;
        long head = tied ? 0 : d * vocabularySize + (headBias ? vocabularySize : 0);
        return (long) vocabularySize * d + contextLength * d + layers * blockParameterCount() + 2 * d + head;
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
