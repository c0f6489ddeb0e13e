package org.gradwalk.model.metrics;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Weights;
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

/** A training step of the classroom preset, and what is measured of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 3, time = 3)
public class Measuring {

    private static final long SEED = 1;

    @Param({"1", "2"})
    private int threads;

    private Workers workers = Workers.CALLER;
    private Optional<Iteration> iteration = Optional.empty();
    private Optional<Recorder> recorder = Optional.empty();
    private Optional<MetricLog> log = Optional.empty();
    private double[] numbers = {};
    private long number;

    /** Builds the iteration, does some, and waits for the kernels to be compiled. */
    @Setup
    public void prepare() {
        WarmUp.run(Duration.ofSeconds(20));
        Preset preset = Preset.CLASSROOM;
        int positions = preset.config().contextLength();
        workers = Workers.of(threads);
        Iteration prepared = new Iteration(
                preset.program(preset.batchSize(), positions), Weights.of(preset.parameters(SEED)), workers,
                preset.settings());
        Random random = new Random(SEED);
        int[][] tokens = IntStream.range(0, preset.batchSize())
                .mapToObj(_ -> random.ints(positions, 0, preset.config().vocabularySize()).toArray())
                .toArray(int[][]::new);
        prepared.load(tokens, tokens);
        prepared.runAll();
        iteration = Optional.of(prepared);
        Recorder made = new Recorder(prepared.program());
        recorder = Optional.of(made);
        log = Optional.of(new MetricLog(made.metrics()));
        numbers = new double[made.metrics().size()];
    }

    /** From forward to update. */
    @Benchmark
    public void step() {
        iteration.orElseThrow().runAll();
    }

    /** Measures, looks for trouble, and keeps the numbers. */
    @Benchmark
    public void measure() {
        recorder.orElseThrow().measure(iteration.orElseThrow(), numbers);
        log.orElseThrow().append(number, numbers);
        number++;
    }

    @TearDown
    public void end() {
        workers.close();
    }
}
