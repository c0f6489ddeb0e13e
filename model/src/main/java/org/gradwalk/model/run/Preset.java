package org.gradwalk.model.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.gpt.Initialization;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.layer.Mlp.Activation;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.tensor.Matrix;

/** Networks of known size, with how they start and how they are trained. */
public enum Preset {
    /** The shape of the paper's own test program. */
    PAPER(
            GptConfig.of(10, 4, 1, 2, 32).withActivation(Activation.RELU).withHeadBias(true).withLayerNormEpsilon(0),
            Initialization.PYTORCH,
            Settings.of(1e-3),
            1),
    /** Small enough to look at, large enough to learn to spell. */
    CLASSROOM(
            GptConfig.of(65, 64, 4, 4, 64),
            Initialization.GPT2,
            trained(1e-3),
            4),
    /** The small character model of nanoGPT. */
    NANO(
            GptConfig.of(65, 256, 6, 6, 384).withTied(true),
            Initialization.GPT2,
            trained(1e-3),
            4),
    /** GPT-2, the smallest of its family. */
    GPT2(
            GptConfig.of(50_257, 1024, 12, 12, 768).withTied(true),
            Initialization.GPT2,
            trained(3e-4),
            4);

    private final GptConfig config;
    private final Initialization initialization;
    private final Settings settings;
    private final int batchSize;

    Preset(GptConfig config, Initialization initialization, Settings settings, int batchSize) {
        this.config = config;
        this.initialization = initialization;
        this.settings = settings;
        this.batchSize = batchSize;
    }

    private static Settings trained(double rate) {
        return Settings.of(rate).withBetas(0.9, 0.99).withWeightDecay(0.1).withClipNorm(1);
    }

    /** The preset of a name, whatever its case. */
    public static Optional<Preset> named(String name) {
        return Arrays.stream(values())
                .filter(preset -> preset.id().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Its name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public GptConfig config() {
        return config;
    }

    /** How its parameters start. */
    public Initialization initialization() {
        return initialization;
    }

    public Settings settings() {
        return settings;
    }

    /** Sequences of a training batch. */
    public int batchSize() {
        return batchSize;
    }

    /** The update phase: AdamW, clipped where the settings have a limit. */
    public Update update() {
        return new Update(new AdamW(), Double.isFinite(settings.clipNorm()), false);
    }

    /** The program of an iteration on this many sequences of this many positions. */
    public Program program(int sequences, int positions) {
        return Gpt.program(config, sequences, positions, Reduction.MEAN, update());
    }

    /** Start values of all parameters. */
    public Map<String, Matrix> parameters(long seed) {
        return initialization.parameters(config, seed);
    }
}
