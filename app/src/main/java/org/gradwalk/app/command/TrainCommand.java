package org.gradwalk.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gradwalk.app.session.BatchMemory;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Source;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.file.ModelFile;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.run.Feed;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.NonFiniteException;
import org.gradwalk.model.run.Plan;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Schedule;
import org.gradwalk.model.run.Trainer;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.tensor.WarmUp;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.BatchSampler;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model on a text and saves it. */
@Command(name = "train", resourceBundle = Messages.BUNDLE, mixinStandardHelpOptions = true,
        versionProvider = GradwalkCommand.Version.class)
final class TrainCommand implements Callable<Integer> {
    private static final int VALIDATIONS = 20;
    private static final int LONGEST_WITHOUT_VALIDATION = 250;
    /** Of a training of a file, which names no preset. */
    private static final Preset USUAL = Preset.CLASSROOM;

    @Spec
    private @Nullable CommandSpec spec;
    @Option(names = "--preset", paramLabel = "PRESET")
    private @Nullable Preset preset;
    @Option(names = "--model", paramLabel = "FILE")
    private @Nullable Path modelFile;
    @Option(names = "--text-file", paramLabel = "FILE")
    private @Nullable Path textFile;
    @Option(names = "--iterations", paramLabel = "NUMBER", defaultValue = "1000", converter = WholeNumber.class)
    private int iterations;
    @Option(names = "--seed", paramLabel = "NUMBER", defaultValue = "0")
    private long seed;
    @Option(names = "--batch", paramLabel = "NUMBER", converter = WholeNumber.class)
    private @Nullable Integer batch;
    @Option(names = "--length", paramLabel = "NUMBER", converter = WholeNumber.class)
    private @Nullable Integer length;
    @Mixin
    private UpdateOptions update = new UpdateOptions();
    @Mixin
    private ScheduleOptions schedule = new ScheduleOptions();
    @Option(names = "--threads", paramLabel = "NUMBER", converter = WholeNumber.class)
    private @Nullable Integer threads;
    @Option(names = "--checkpoint-every", paramLabel = "NUMBER", converter = WholeNumber.class)
    private @Nullable Integer checkpointEvery;
    @Option(names = "--out", paramLabel = "FILE", required = true)
    private Path out = Path.of("");

    /** What is trained on what, and how. */
    private record Work(Model model, TrainingText text, Plan plan, Map<String, String> recipe) {}

    @Override
    public Integer call() throws IOException, RefusedException, NonFiniteException {
        OutFile.requireWritable(out);
        update.requireUsed();
        Work work = work(opening().read());
        WarmUp.start();
        try (Workers workers = Workers.of(Objects.requireNonNullElseGet(threads, TrainCommand::processors))) {
            train(work, workers);
        }
        return 0;
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** The network with start values, or the one of a file with its numbers. */
    private Opening opening() throws RefusedException {
        if (preset != null && modelFile != null) {
            throw new RefusedException("error.model.two", preset.id(), modelFile);
        }
        return modelFile != null ? new Opening.FromFile(modelFile) : new Opening.FromPreset(preset(), seed);
    }

    private Preset preset() {
        return Objects.requireNonNullElse(preset, USUAL);
    }

    private String name(Model model) {
        return modelFile != null ? model.name() : preset().id();
    }

    private Work work(Model model) throws IOException, RefusedException {
        int context = model.config().contextLength();
        int positions = Objects.requireNonNullElse(length, context);
        Source.Passages.requireLength(positions, name(model), context);
        int sequences = Objects.requireNonNullElseGet(batch, preset()::batchSize);
        Settings settings = update.settings(model.settings());
        Update rule = update.update(model.settings());
        BatchMemory.of(name(model), model.config(), sequences, positions, rule, 1)
                .require(Runtime.getRuntime().maxMemory());
        Schedule rates = schedule.schedule(settings.learningRate(), iterations);
        TrainingText text = TrainingText.read(Optional.ofNullable(textFile), model.tokenizer(), positions);
        Feed feed = new Feed.Drawn(new BatchSampler(text.corpus().training(), sequences, positions), seed);
        Map<String, String> recipe = new LinkedHashMap<>();
        recipe.put(modelFile != null ? "model" : "preset", name(model));
        recipe.put("text", text.name());
        recipe.put("batch", Integer.toString(sequences));
        recipe.put("length", Integer.toString(positions));
        recipe.put("seed", Long.toString(seed));
        recipe.putAll(update.recipe(model.settings()));
        recipe.putAll(ScheduleOptions.recipe(rates));
        return new Work(model, text, new Plan(feed, rule, rates, settings), recipe);
    }

    private void train(Work work, Workers workers) throws IOException, NonFiniteException {
        Plan plan = work.plan();
        Model model = work.model();
        Program program = Gpt.program(
                model.config(), plan.feed().sequences(), plan.feed().positions(), Reduction.MEAN, plan.update());
        Iteration iteration = new Iteration(program, Weights.of(model.parameters()), workers, plan.settings());
        Trainer trainer = new Trainer(iteration, plan, work.text().corpus().validation());
        PrintWriter lines = Objects.requireNonNull(spec).commandLine().getOut();
        lines.println(Messages.get("train.start", name(model), Long.toString(program.parameterCount()),
                Integer.toString(work.text().corpus().training().length), work.text().name()));
        if (modelFile != null) {
            lines.println(Messages.get("train.on", modelFile));
        }
        lines.flush();
        try (Interruption _ = new Interruption(trainer::stop)) {
            Checkpoints checkpoints = new Checkpoints(
                    out, Objects.requireNonNullElse(checkpointEvery, Integer.MAX_VALUE),
                    file -> save(file, work, trainer, iteration), trainer::stop);
            run(trainer, new TrainingProgress(ChangingLine.of(lines)), checkpoints);
            if (iteration.number() > 0) {
                lines.println(summary(save(out, work, trainer, iteration)));
                lines.flush();
            }
            checkpoints.requireWritten();
        }
    }

    private void run(Trainer trainer, TrainingProgress progress, Checkpoints checkpoints) throws NonFiniteException {
        try {
            trainer.run(iterations, Math.clamp(iterations / VALIDATIONS, 1, LONGEST_WITHOUT_VALIDATION), done -> {
                progress.done(done);
                checkpoints.done(done);
            });
        } finally {
            progress.end();
        }
    }

    private static TrainedModel save(Path file, Work work, Trainer trainer, Iteration iteration) throws IOException {
        TrainedModel trained = TrainedModel.measure(
                iteration, work.text().corpus().validation(), trainer.validation().orElseThrow());
        ModelFile.write(file, trained.file(work.model(), iteration, work.recipe()));
        return trained;
    }

    private String summary(TrainedModel trained) {
        return Messages.get("train.summary", out, Long.toString(trained.iterations()),
                TrainingProgress.number(trained.validationLoss()), TrainingProgress.number(trained.pairEntropy()),
                Integer.toString(trained.previousToken().head()), Integer.toString(trained.previousToken().block()),
                TrainingProgress.number(trained.previousToken().previous()));
    }
}
