package org.gradwalk.model.gpt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.layer.Attention;
import org.gradwalk.model.layer.Embedding;
import org.gradwalk.model.layer.Fork;
import org.gradwalk.model.layer.Layer;
import org.gradwalk.model.layer.LayerNorm;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.Loss;
import org.gradwalk.model.layer.Mlp;
import org.gradwalk.model.layer.Residual;
import org.gradwalk.model.layer.Unembedding;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.UpdateRule;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Extent;
import org.gradwalk.model.program.Value.Layout;

/** Builds the program of one iteration of a GPT. */
public final class Gpt {

    /** Names of the values that come from outside. */
    public static final String TOKENS = "tokens";

    public static final String TARGETS = "targets";
    public static final String COUNTED = "counted";
    public static final String ATTENTION_MASK = "const/attention_mask";

    private final GptConfig config;
    private final ProgramBuilder b;
    /** Layers by block, in forward order; those outside blocks are blocks of their own. */
    private final List<Block> blocks = new ArrayList<>();

    private record Block(String path, List<Layer> layers) {}

    private Gpt(GptConfig config, Extent extent) {
        this.config = config;
        b = new ProgramBuilder(extent);
        if (config.lora().isPresent()) {
            b.trainOnly(LoraConfig::isFactor);
        }
    }

    /**
     * The program of an iteration: forward, loss, backward, update.
     *
     * @param config the network
     * @param sequences B
     * @param positions T, at most the context length
     * @param reduction how the positions' losses become one
     * @param update the update phase
     * @throws IllegalArgumentException if there are no sequences, or more positions than the context has
     */
    public static Program program(
            GptConfig config, int sequences, int positions, Loss.Reduction reduction, UpdateRule update) {
        if (sequences < 1) {
            throw new IllegalArgumentException("A batch needs at least one sequence, not " + sequences);
        }
        if (positions < 1 || positions > config.contextLength()) {
            throw new IllegalArgumentException(
                    "A sequence has 1 to " + config.contextLength() + " positions here, not " + positions);
        }
        return new Gpt(config, new Extent(sequences, positions, config.heads())).build(reduction, update);
    }

    /** The parameters of a network, in its order; nothing of their size is made. */
    public static List<Value> parameters(GptConfig config) {
        Gpt gpt = new Gpt(config, new Extent(1, 1, config.heads()));
        gpt.addForward();
        return gpt.b.parameters();
    }

    private Program build(Loss.Reduction reduction, UpdateRule update) {
        addForward();
        Value targets = b.perPosition(TARGETS, SymbolClass.CONSTANT, 1);
        Value counted = b.value(COUNTED, SymbolClass.CONSTANT, Layout.SCALAR, 1, 1);
        Layer loss = b.phase(
                Phase.LOSS, () -> Loss.forward(b, b.declared("logits"), targets, counted, reduction));
        b.phase(Phase.BACKWARD, () -> {
            loss.backward(b);
            backward();
        });
        b.phase(Phase.UPDATE, () -> update.update(b));
        return b.build();
    }

    private void addForward() {
        Value tokens = b.perPosition(TOKENS, SymbolClass.CONSTANT, 1);
        b.phase(Phase.FORWARD, () -> forward(tokens));
    }

    private void forward(Value tokens) {
        int t = b.extent().positions();
        Optional<Value> mask = config.attention().isCausal()
                ? Optional.of(b.constant(
                        ATTENTION_MASK, SymbolClass.CONSTANT, Layout.POSITIONS, config.attention().mask(t)))
                : Optional.empty();
        Embedding embedding = Embedding.forward(b, tokens, config.vocabularySize(), config.contextLength(),
                config.width());
        blocks.add(new Block("", List.of(embedding)));
        Value stream = embedding.output();
        for (String path : config.blocks()) {
            stream = block(path, stream, mask);
        }
        LayerNorm norm = LayerNorm.forward(b, "ln_f", stream, config.layerNormEpsilon());
        Unembedding head = Unembedding.forward(
                b, norm.output(), embedding.tokenTable(), config.tied(), config.headBias(), config.lora());
        blocks.add(new Block("", List.of(norm, head)));
    }

    private Value block(String path, Value stream, Optional<Value> mask) {
        List<Layer> layers = new ArrayList<>();
        b.block(path, () -> {
            Fork fork1 = Fork.forward(b, path + ".fork_attn", stream);
            LayerNorm norm1 = LayerNorm.forward(b, path + ".ln_1", stream, config.layerNormEpsilon());
            Attention attention = Attention.forward(b, path + ".attn", norm1.output(), mask, config.bias(),
                    config.lora());
            Residual join1 = Residual.forward(b, path + ".resid_attn", stream, attention.output());
            Fork fork2 = Fork.forward(b, path + ".fork_mlp", join1.output());
            LayerNorm norm2 = LayerNorm.forward(b, path + ".ln_2", join1.output(), config.layerNormEpsilon());
            Mlp mlp = Mlp.forward(
                    b, path + ".mlp", norm2.output(), config.feedForwardWidth(), config.activation(), config.bias(),
                    config.lora());
            Residual join2 = Residual.forward(b, path + ".resid_mlp", join1.output(), mlp.output());
            layers.addAll(List.of(
                    fork1.into(norm1), norm1, attention, join1, fork2.into(norm2), norm2, mlp, join2));
        });
        blocks.add(new Block(path, layers));
        return layers.getLast().output();
    }

    private void backward() {
        for (Block block : blocks.reversed()) {
            Runnable layers = () -> block.layers().reversed().forEach(layer -> layer.backward(b));
            if (block.path().isEmpty()) {
                layers.run();
            } else {
                b.block(block.path(), layers);
            }
        }
    }
}
