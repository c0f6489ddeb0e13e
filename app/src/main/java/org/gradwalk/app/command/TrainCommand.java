package org.gradwalk.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.file.ModelFile;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model on a text and saves it. */
@Command(name = "train", resourceBundle = Messages.BUNDLE, mixinStandardHelpOptions = true,
        versionProvider = GradwalkCommand.Version.class)
final class TrainCommand implements Callable<Integer> {
    private static final int VALIDATIONS = 20;
    private static final int LONGEST_WITHOUT_VALIDATION = 250;
    private static final int WARM_UP = 100;

    /** How the learning rate goes. */
    private enum Pace {
        COSINE,
        CONSTANT
    }

    @Spec
    private @Nullable CommandSpec spec;
    @Option(names = "--preset", paramLabel = "PRESET", defaultValue = "classroom")
    private Preset preset = Preset.CLASSROOM;
    @Option(names = "--text-file", paramLabel = "FILE")
    private @Nullable Path textFile;
    @Option(names = "--iterations", paramLabel = "NUMBER", defaultValue = "1000", converter = WholeNumber.class)
    private int iterations;
    @Option(names = "--seed", paramLabel = "NUMBER", defaultValue = "0")
    private long seed;
    @Option(names = "--batch", paramLabel = "NUMBER", converter = WholeNumber.class)
    private @Nullable Integer batch;
    @Option(names = "--learning-rate", paramLabel = "RATE", converter = LearningRate.class)
    private @Nullable Double learningRate;
    @Option(names = "--weight-decay", paramLabel = "NUMBER", converter = WeightDecay.class)
    private @Nullable Double weightDecay;
    @Option(names = "--schedule", paramLabel = "SCHEDULE", defaultValue = "cosine")
    private Pace pace = Pace.COSINE;
    @Option(names = "--threads", paramLabel = "NUMBER", converter = WholeNumber.class)
    private @Nullable Integer threads;
    @Option(names = "--out", paramLabel = "FILE", required = true)
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, NonFiniteException {
        OutFile.requireWritable(out);
        requireMemory(sequences());
        TrainingText text = TrainingText.read(Optional.ofNullable(textFile), length());
        WarmUp.start();
        try (Workers workers = Workers.of(Objects.requireNonNullElseGet(threads, TrainCommand::processors))) {
            train(text, workers);
        }
        return 0;
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Tells what would otherwise end as an error of Java's. A program's size grows evenly with its sequences. */
    private void requireMemory(int sequences) throws IOException {
        long first = preset.program(1, length()).size();
        long each = preset.program(2, length()).size() - first;
        long bytes = (first + (sequences - 1L) * each) * Double.BYTES;
        long memory = Runtime.getRuntime().maxMemory();
        if (bytes > memory) {
            throw new IOException(Messages.get("error.memory", preset.id(), Integer.toString(sequences),
                    megabytes(bytes), megabytes(memory)));
        }
    }

    private static String megabytes(long bytes) {
        return Long.toString(bytes / 1_000_000);
    }

    private int length() {
        return preset.config().contextLength();
    }

    private void train(TrainingText text, Workers workers) throws IOException, NonFiniteException {
        Iteration iteration = new Iteration(preset.program(sequences(), length()), Weights.of(preset.parameters(seed)),
                workers, preset.settings().withWeightDecay(decay()));
        Feed feed = new Feed.Drawn(new BatchSampler(text.corpus().training(), sequences(), length()), seed);
        Plan plan = new Plan(feed, preset.update(), schedule(), iteration.settings());
        Trainer trainer = new Trainer(iteration, plan, text.corpus().validation());
        PrintWriter lines = Objects.requireNonNull(spec).commandLine().getOut();
        lines.println(Messages.get("train.start", preset.id(), Long.toString(preset.config().parameterCount()),
                Integer.toString(text.corpus().training().length), text.name()));
        lines.flush();
        try (Interruption _ = new Interruption(trainer::stop)) {
            run(trainer, new TrainingProgress(ChangingLine.of(lines)));
            if (iteration.number() > 0) {
                TrainedModel trained = TrainedModel.measure(iteration, text.corpus().validation(),
                        trainer.validation().orElseThrow());
                ModelFile.write(out, trained.file(preset.config(), iteration, recipe(text.name())));
                lines.println(summary(trained));
                lines.flush();
            }
        }
    }

    private void run(Trainer trainer, TrainingProgress progress) throws NonFiniteException {
        try {
            trainer.run(iterations, Math.clamp(iterations / VALIDATIONS, 1, LONGEST_WITHOUT_VALIDATION), progress);
        } finally {
            progress.end();
        }
    }

    private Map<String, String> recipe(String textName) {
        return Map.of(
                "preset", preset.id(),
                "text", textName,
                "batch", Integer.toString(sequences()),
                "learning_rate", Double.toString(rate()),
                "weight_decay", Double.toString(decay()),
                "schedule", pace.name().toLowerCase(Locale.ROOT),
                "seed", Long.toString(seed));
    }

    private String summary(TrainedModel trained) {
        return Messages.get("train.summary", out, Long.toString(trained.iterations()),
                TrainingProgress.number(trained.validationLoss()), TrainingProgress.number(trained.pairEntropy()),
                Integer.toString(trained.previousToken().head()), Integer.toString(trained.previousToken().block()),
                TrainingProgress.number(trained.previousToken().previous()));
    }

    private int sequences() {
        return Objects.requireNonNullElseGet(batch, preset::batchSize);
    }

    private double rate() {
        return Objects.requireNonNullElse(learningRate, preset.settings().learningRate());
    }

    private double decay() {
        return Objects.requireNonNullElse(weightDecay, preset.settings().weightDecay());
    }

    private Schedule schedule() {
        return switch (pace) {
            case CONSTANT -> new Schedule.Constant(rate());
            case COSINE -> new Schedule.WarmUpCosine(rate(), Math.min(WARM_UP, iterations / 10), iterations);
        };
    }
}
