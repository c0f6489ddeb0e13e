package org.gradwalk.model.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Expression.Function;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.layer.Loss;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.FiniteDifferences.Entry;
import org.gradwalk.model.tensor.Matrix;

/**
 * Holds errors and gradients of a walk against finite differences of its loss. The differences are taken on numbers of
 * their own, weights included, so that the walk stays as it is:
 *
 * <p>∂L/∂x ≈ (8 (L(x+h) − L(x−h)) − (L(x+2h) − L(x−2h))) / 12 h.
 *
 * <p>The step h is a part of the size of what is changed; it is chosen for each entry so that two steps that follow each
 * other agree best, and by how much they disagree is taken for the difference's noise.
 */
public final class GradientCheck {

    /** Arrays with at most so many entries are checked whole. */
    public static final int SMALL = 128;

    /** Of larger ones so many entries are checked. */
    public static final int SAMPLE = 32;

    /** Of entries whose gradient is exactly 0, such as rows of tokens that do not occur, only so many. */
    private static final int ZEROS = 8;
    private static final double[] STEPS = {1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8};
    /** How far below the loss its last bits lie, after as many roundings as a small network makes. */
    private static final double ROUNDING = 4e-16;

    /** Two steps that agree to this part of the difference agree well enough. */
    private static final double ENOUGH = 1e-9;
    /** Noise that would change the loss by more than this part says nothing of a gradient. */
    private static final double ROUGH = 1e-6;

    private final Program program;
    private final List<Operation> operations;
    private final LossMemory memory;
    private final Interventions interventions;
    private final Matrix loss;
    private final Map<Value, BitSet> gates = new LinkedHashMap<>();

    /** Takes the weights and the input of the walk; nothing of the walk is written. */
    public GradientCheck(Iteration walk) {
        program = walk.program();
        interventions = walk.interventions();
        operations = program.operations().subList(0, program.phase(Phase.LOSS).end());
        memory = new LossMemory(walk, operations);
        loss = memory.matrix(program.requireValue("loss"));
        runFrom(0);
        operations.stream()
                .flatMap(operation -> operation.equations().stream())
                .flatMap(GradientCheck::gated)
                .forEach(value -> gates.put(value, signs(value)));
    }

    /** The values of whose sign a ReLU makes a gate. */
    private static Stream<Value> gated(Equation equation) {
        return equation.formula().stream()
                .filter(part -> part instanceof Expression.Apply(Function function, Expression _)
                        && function == Function.RELU)
                .flatMap(relu -> relu.parts().stream())
                .filter(Symbol.class::isInstance)
                .flatMap(symbol -> equation.value((Symbol) symbol).stream());
    }

    private BitSet signs(Value value) {
        Matrix matrix = memory.matrix(value);
        BitSet signs = new BitSet(matrix.size());
        for (int i = 0; i < matrix.size(); i++) {
            signs.set(i, matrix.get(i / matrix.columns(), i % matrix.columns()) > 0);
        }
        return signs;
    }

    /** What a gradient or a whole error is the derivative by; none of a summand, and of what is no derivative. */
    public static Optional<Value> variable(Program program, Value gradient) {
        return program.variable(gradient).filter(value -> reader(program, value) >= 0);
    }

    /** The first operation of forward and loss that reads a value, or a part of it; −1 where none does. */
    private static int reader(Program program, Value value) {
        int from = program.writtenBy(value) + 1;
        return program.operations().subList(from, Math.max(from, program.phase(Phase.LOSS).end())).stream()
                .filter(operation -> operation.inputs().stream()
                        .anyMatch(input -> input.value().root().equals(value.root())))
                .mapToInt(Operation::index)
                .findFirst()
                .orElse(-1);
    }

    /**
     * The differences of the loss by entries of a value, beside its gradient. Fewer entries where the thread is interrupted
     * meanwhile.
     *
     * @param value a parameter or an intermediate value that something reads
     * @param gradient of the loss by it, as the walk has it
     */
    public FiniteDifferences check(Value value, Matrix gradient) {
        int from = reader(program, value);
        Matrix matrix = memory.matrix(value);
        List<int[]> cells = cells(value, gradient);
        if (cells.isEmpty()) {
            return new FiniteDifferences(value, List.of(), List.of(), true);
        }
        double size = size(matrix);
        List<Entry> entries = new ArrayList<>();
        List<Entry> leftOut = new ArrayList<>();
        for (int[] cell : cells) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            Estimate estimate = estimate(matrix, cell, size, from);
            Entry entry = new Entry(
                    cell[0], cell[1], gradient.get(cell[0], cell[1]), estimate.difference, estimate.noise);
            boolean tells = estimate.noise * size <= ROUGH * Math.max(1, Math.abs(loss.get(0, 0)));
            (tells ? entries : leftOut).add(entry);
        }
        runFrom(from);
        return new FiniteDifferences(value, entries, leftOut, cells.size() < gradient.size());
    }

    /** A difference, and what of it means nothing. */
    private record Estimate(double difference, double noise) {}

    /** The difference at the step at which two steps that follow each other agree best. */
    private Estimate estimate(Matrix matrix, int[] cell, double size, int from) {
        Estimate best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
        double before = Double.NaN;
        for (double part : STEPS) {
            double h = part * size;
            double now = difference(matrix, cell, h, from);
            double rounding = ROUNDING * Math.max(1, Math.abs(loss.get(0, 0))) / h;
            double noise = Math.abs(now - before) + rounding;
            if (noise < best.noise) {
                best = new Estimate(now, noise);
            }
            if (noise <= ENOUGH * Math.abs(now) + 2 * rounding) {
                break;
            }
            before = now;
        }
        return best;
    }

    /** The root mean square of the finite entries; 1 where all are 0. */
    private static double size(Matrix matrix) {
        double sum = 0;
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                double entry = matrix.get(i, j);
                sum += Double.isFinite(entry) ? entry * entry : 0;
            }
        }
        return sum == 0 ? 1 : Math.sqrt(sum / matrix.size());
    }

    /** The difference by one entry; NaN where a ReLU's gate opens or closes on the way. */
    private double difference(Matrix matrix, int[] cell, double h, int from) {
        double entry = matrix.get(cell[0], cell[1]);
        double[] losses = new double[4];
        double[] places = {h, -h, 2 * h, -2 * h};
        boolean kink = false;
        for (int i = 0; i < places.length && !kink; i++) {
            matrix.set(cell[0], cell[1], entry + places[i]);
            runFrom(from);
            losses[i] = loss.get(0, 0);
            kink = gates.entrySet().stream().anyMatch(gate -> !signs(gate.getKey()).equals(gate.getValue()));
        }
        matrix.set(cell[0], cell[1], entry);
        return kink ? Double.NaN : (8 * (losses[0] - losses[1]) - (losses[2] - losses[3])) / (12 * h);
    }

    private void runFrom(int operation) {
        for (Operation each : operations.subList(operation, operations.size())) {
            interventions.run(each, memory, memory.rebinding());
        }
    }

    /** The entries that are checked: all, or a sample that a seed from the name decides. */
    private List<int[]> cells(Value value, Matrix gradient) {
        List<int[]> all = IntStream.range(0, gradient.size())
                .mapToObj(i -> new int[]{i / gradient.columns(), i % gradient.columns()})
                .filter(cell -> isRead(value, cell))
                .collect(Collectors.toCollection(ArrayList::new));
        if (all.size() <= SMALL) {
            return all;
        }
        Collections.shuffle(all, new Random(value.name().hashCode()));
        List<int[]> sample = new ArrayList<>();
        all.stream().filter(cell -> gradient.get(cell[0], cell[1]) != 0).limit(SAMPLE).forEach(sample::add);
        int zeros = Math.max(ZEROS, SAMPLE - sample.size());
        all.stream().filter(cell -> gradient.get(cell[0], cell[1]) == 0).limit(zeros).forEach(sample::add);
        return sample;
    }

    /** Pairs that a mask forbids, and losses of positions that do not count, are 0 whatever happens. */
    private boolean isRead(Value value, int[] cell) {
        return switch (value.layout()) {
            case ATTENTION -> program.value(Gpt.ATTENTION_MASK)
                    .map(mask -> memory.matrix(mask).get(cell[0] % value.extent().positions(), cell[1]) != 0)
                    .orElse(true);
            case SEQUENCES ->
                !value.name().equals(Loss.PER_POSITION) || input(Gpt.TARGETS).get(cell[0], 0) >= 0;
            case HEADS, POSITIONS, PARAMETER, VECTOR, SCALAR -> true;
        };
    }

    private Matrix input(String name) {
        return memory.matrix(program.requireValue(name));
    }
}
