package org.gradwalk.model.tensor;

import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** The search for numbers that are not finite, which follows every operation of a walk: plain and with vectors. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FiniteForms {

    @Param({"256", "16384"})
    private int rows;

    @Param({"64"})
    private int columns;

    private Matrix matrix = Matrix.zeros(0, 0);

    @Setup
    public void draw() {
        matrix = Matrix.of(rows, columns, new Random(1).doubles((long) rows * columns).toArray());
    }

    @Benchmark
    public boolean plain() {
        return Finite.allPlain(matrix.data(), 0, matrix.size());
    }

    @Benchmark
    public boolean vectorised() {
        return Finite.allVectorised(matrix.data(), 0, matrix.size());
    }

    @Benchmark
    public boolean orMinusInfinityPlain() {
        return Finite.orMinusInfinityPlain(matrix.data(), 0, matrix.size());
    }

    @Benchmark
    public boolean orMinusInfinityVectorised() {
        return Finite.orMinusInfinityVectorised(matrix.data(), 0, matrix.size());
    }
}
