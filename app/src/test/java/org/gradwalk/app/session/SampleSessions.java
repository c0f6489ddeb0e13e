package org.gradwalk.app.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.session.file.SessionFile;
import org.gradwalk.model.gpt.AttentionPattern;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.gpt.Initialization;
import org.gradwalk.model.layer.Mlp.Activation;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.run.Breakpoints;
import org.gradwalk.model.run.Schedule;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.CharacterTokenizer;

/** Makes the sample sessions again; {@code samples/README.md} says how to run it. Everything is drawn by seeds. */
final class SampleSessions {

    private static final int VOCABULARY = CharacterTokenizer.classroom().vocabularySize();
    private static final int CONTEXT = 16;
    private static final Update CLIPPED_ADAMW = new Update(new AdamW(), true, false);
    private static final Settings USUAL = Settings.of(0.003).withClipNorm(1);

    /** Of the draws: with it no gradient norm jumps by chance, which would be marked beside the fault. */
    private static final long QUIET = 8;

    private final Samples samples;
    private final Path folder;

    private SampleSessions(Samples samples, Path folder) {
        this.samples = samples;
        this.folder = folder;
    }

    /** Writes all of them into a folder. */
    public static void main(String... arguments) throws IOException, RefusedException {
        SampleSessions sessions = new SampleSessions(Samples.read(), Path.of(arguments[0]));
        sessions.exploding();
        sessions.saturated();
        sessions.deadRelu();
        sessions.unmasked();
        sessions.idleHead();
        sessions.firstStep();
    }

    /** SGD with a rate that this network bears for some 180 iterations. */
    private void exploding() throws IOException, RefusedException {
        GptConfig config = GptConfig.of(VOCABULARY, CONTEXT, 3, 2, 8);
        ModelWalk walk = walk(
                "exploding", config, Initialization.GPT2.parameters(config, 5),
                new Update(new Sgd(false), false, false),
                Settings.of(1.8), passages(2, 7), 600_000);
        run(walk, 1_000);
        write("exploding", walk, Map.of("tab", "tab.gradients", "training.third", "GLOBAL_GRADIENT_NORM",
                "training.norms.map", "false"));
    }

    /** Queries and keys of block 1 start two hundred times too large. */
    private void saturated() throws IOException, RefusedException {
        GptConfig config = GptConfig.of(VOCABULARY, CONTEXT, 2, 2, 12);
        Map<String, Matrix> parameters = Initialization.GPT2.parameters(config, 7);
        Matrix projection = Objects.requireNonNull(parameters.get("h.1.attn.c_attn.weight"));
        for (int i = 0; i < projection.rows(); i++) {
            for (int j = 0; j < 2 * config.width(); j++) {
                projection.set(i, j, 200 * projection.get(i, j));
            }
        }
        ModelWalk walk = walk("saturated", config, parameters, CLIPPED_ADAMW, USUAL, passages(4, 7), 300_000);
        run(walk, 100);
        to(walk, "backward/h.1.attn:softmax");
        write(
                "saturated", walk,
                Map.of(
                        "tab", "tab.attention", "selection.parameter", "h.1.attn.c_attn.weight",
                        "training.third", "ATTENTION_ENTROPY"));
    }

    /** The biases of most hidden units of block 1 start far below 0. */
    private void deadRelu() throws IOException, RefusedException {
        GptConfig config = GptConfig.of(VOCABULARY, CONTEXT, 2, 2, 12).withActivation(Activation.RELU);
        Map<String, Matrix> parameters = Initialization.GPT2.parameters(config, 7);
        Matrix bias = Objects.requireNonNull(parameters.get("h.1.mlp.c_fc.bias"));
        for (int unit = 0; unit < 40; unit++) {
            bias.set(0, unit, -4);
        }
        ModelWalk walk = walk("dead-relu", config, parameters, CLIPPED_ADAMW, USUAL, passages(4, QUIET), 300_000);
        run(walk, 100);
        to(walk, "backward/h.1.mlp:act");
        write("dead-relu", walk, Map.of("tab", "tab.gradients", "selection.parameter", "h.1.mlp.c_fc.weight",
                "training.third", "DEAD_RELU"));
    }

    /** Trained where every position sees the next one, which is its answer. */
    private void unmasked() throws IOException, RefusedException {
        GptConfig config = GptConfig.of(VOCABULARY, CONTEXT, 1, 2, 16).withAttention(new AttentionPattern.Unmasked());
        ModelWalk walk = walk(
                "unmasked", config, Initialization.GPT2.parameters(config, 7), CLIPPED_ADAMW,
                Settings.of(0.01).withClipNorm(1), passages(4, QUIET), 500_000);
        run(walk, 1_000);
        to(walk, "h.0.attn:softmax");
        write("unmasked", walk, Map.of("tab", "tab.attention"));
    }

    /** What head 1 of block 0 reads and what is made of it are 0, so that neither gets a gradient. */
    private void idleHead() throws IOException, RefusedException {
        GptConfig config = GptConfig.of(VOCABULARY, CONTEXT, 2, 2, 12);
        Map<String, Matrix> parameters = Initialization.GPT2.parameters(config, 7);
        int half = config.width() / 2;
        Objects.requireNonNull(parameters.get("h.0.attn.c_attn.weight"))
                .columns(2 * config.width() + half, half).fill(0);
        Objects.requireNonNull(parameters.get("h.0.attn.c_proj.weight")).rows(half, half).fill(0);
        ModelWalk walk = walk("idle-head", config, parameters, CLIPPED_ADAMW, USUAL, passages(4, QUIET), 300_000);
        run(walk, 100);
        to(walk, "backward/h.0.attn:c_proj");
        write(
                "idle-head", walk,
                Map.of("tab", "tab.gradients", "selection.parameter", "h.0.attn.c_proj.weight", "selection.head", "1"));
    }

    /** A sentence that has few of the characters, before the first update. */
    private void firstStep() throws IOException, RefusedException {
        GptConfig config = GptConfig.of(VOCABULARY, 32, 1, 2, 12);
        ModelWalk walk = walk(
                "first-step", config, Initialization.GPT2.parameters(config, 7), new Update(new AdamW(), false, false),
                Settings.of(0.001).withWeightDecay(0.1), new Source.Sentence("To be, or not to be"), 300_000);
        to(walk, "update/embed:wte.weight");
        write("first-step", walk, Map.of(
                "tab", "tab.gradients", "selection.parameter", "wte.weight", "drawer.folded", "true"));
    }

    private Source passages(int sequences, long seed) throws IOException {
        SampleText text = samples.text("sonnets");
        return new Source.Passages(text.title(), Samples.content(text), sequences, CONTEXT, seed);
    }

    private static ModelWalk walk(
            String name, GptConfig config, Map<String, Matrix> parameters, Update update, Settings settings,
            Source source, long room) throws RefusedException {
        Model model = new Model(
                name, config, CharacterTokenizer.classroom(), parameters, Initialization.GPT2, update, settings);
        Training training = new Training(
                source, update, new Schedule.Constant(settings.learningRate()), settings, List.of(), Set.of());
        return ModelWalk.of(model, training, Workers.CALLER, new Breakpoints(), () -> room);
    }

    /** Does so many iterations, or as many as there are before something is no number. */
    private static void run(ModelWalk walk, int iterations) throws RefusedException {
        walk.stepper().toEnd();
        for (int i = 0; i < iterations && walk.stepper().stop().isEmpty(); i++) {
            walk.next();
            walk.stepper().toEnd();
        }
    }

    private static void to(ModelWalk walk, String address) {
        walk.stepper().to(walk.stepper().iteration().program().node(address)
                .orElseThrow(() -> new IllegalArgumentException("There is no node " + address)));
    }

    private void write(String id, ModelWalk walk, Map<String, String> chosen) throws IOException {
        SampleSession sample = samples.session(id).orElseThrow();
        TreeMap<String, String> layout = new TreeMap<>(chosen);
        if (layout.putIfAbsent("drawer.folded", "false") == null) {
            layout.put("flow.folded", "true"); // there is room for the numbers then
        }
        Desk desk = Desk.EMPTY.withDescription(sample.text()).withLayout(layout);
        SessionFile.write(folder.resolve(sample.file()), new SavedSession(walk.saved(), desk));
    }
}
