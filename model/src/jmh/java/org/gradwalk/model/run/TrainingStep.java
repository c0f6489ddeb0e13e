package org.gradwalk.model.run;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gradwalk.model.tensor.WarmUp;
import org.gradwalk.model.tensor.Workers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One training step of a preset, from forward to AdamW's update, on full sequences of random tokens. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class TrainingStep {

    private static final long SEED = 1;

    @Param({"classroom", "nano"})
    private String config = "";

    @Param({"1", "2"})
    private int threads;

    private Workers workers = Workers.CALLER;
    private Optional<Iteration> iteration = Optional.empty();

    /** Builds the iteration, loads its batch and waits for the kernels to be compiled. */
    @Setup
    public void prepare() {
        WarmUp.run(Duration.ofSeconds(20));
        Preset preset = Preset.named(config).orElseThrow();
        int sequences = preset.batchSize();
        int positions = preset.config().contextLength();
        workers = Workers.of(threads);
        Iteration prepared = new Iteration(
                preset.program(sequences, positions), Weights.of(preset.parameters(SEED)), workers, preset.settings());
        RandomGenerator random = new Random(SEED);
        int vocabulary = preset.config().vocabularySize();
        prepared.load(
                numbers(random, vocabulary, sequences, positions), numbers(random, vocabulary, sequences, positions));
        iteration = Optional.of(prepared);
    }

    private static int[][] numbers(RandomGenerator random, int vocabulary, int sequences, int positions) {
        return IntStream.range(0, sequences)
                .mapToObj(sequence -> random.ints(positions, 0, vocabulary).toArray())
                .toArray(int[][]::new);
    }

    @Benchmark
    public void step() {
        Iteration next = iteration.orElseThrow();
        next.runAll();
        next.advance();
    }

    @TearDown
    public void end() {
        workers.close();
    }
}
