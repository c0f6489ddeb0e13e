package org.gradwalk.model.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.metrics.Metric.Kind;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Diagnostics;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Pair;
import org.gradwalk.model.tensor.Softmax;

/**
 * Measures the iterations of a program. It is made once; an iteration costs one pass over gradients, weights, errors of
 * the residual stream and attention weights, shared among the iteration's threads. The numbers do not depend on how many
 * these are. A recorder measures one iteration at a time.
 *
 * <p>Gradients are measured as the backward pass yields them: before clipping, and where the loss is a sum over positions
 * before the division by their number.
 */
public final class Recorder {

    /** Measures one thing, and writes it where it belongs. */
    private interface Gauge {
        void measure(Iteration iteration, double[] into);
    }

    private final Program program;
    private final List<Metric> metrics = new ArrayList<>();
    private final List<Gauge> gauges = new ArrayList<>();
    private final int global;
    private final int firstNorm;
    private final int layers;
    private final long work;

    /** Finds out what there is to measure in a program. */
    public Recorder(Program program) {
        this.program = program;
        scalar(Kind.LOSS, "loss");
        int rate = add(Metric.of(Kind.LEARNING_RATE));
        gauges.add((iteration, into) -> into[rate] = iteration.settings().learningRate());
        global = add(Metric.of(Kind.GLOBAL_GRADIENT_NORM));
        clipFactor();
        Map<String, List<Parameter>> byLayer = new LinkedHashMap<>();
        program.trainedParameters().forEach(
                parameter -> byLayer.computeIfAbsent(parameter.layer(), _ -> new ArrayList<>()).add(parameter));
        firstNorm = metrics.size();
        layers = byLayer.size();
        byLayer.forEach(this::gradientNorm);
        byLayer.forEach(this::updateRatio);
        joins();
        each(".attn.probs", this::entropies);
        each(".rstd", this::gain);
        each(".mlp.act", this::deadUnits);
        work = program.parameterCount() / Math.max(1, gauges.size());
    }

    /** What is measured, in the order of the numbers. */
    public List<Metric> metrics() {
        return List.copyOf(metrics);
    }

    /**
     * Measures an iteration, all operations of which have run and whose update has not been taken yet.
     *
     * @param iteration of this recorder's program
     * @param into one number for each of {@link #metrics}
     * @throws IllegalArgumentException if it is of another program, or there is not one place for each number
     */
    public void measure(Iteration iteration, double[] into) {
        if (iteration.program() != program || into.length != metrics.size()) {
            throw new IllegalArgumentException("An iteration of this recorder's program has " + metrics.size()
                    + " numbers; there is room for " + into.length);
        }
        iteration.workers().forRows(gauges.size(), 1, work, (from, to) -> {
            for (int i = from; i < to; i++) {
                gauges.get(i).measure(iteration, into);
            }
        });
        double squares = 0;
        for (int i = firstNorm; i < firstNorm + layers; i++) {
            squares += into[i] * into[i];
        }
        into[global] = Math.sqrt(squares);
    }

    private int add(Metric metric) {
        metrics.add(metric);
        return metrics.size() - 1;
    }

    private void scalar(Kind kind, String name) {
        int place = add(Metric.of(kind));
        Value value = program.requireValue(name);
        gauges.add((iteration, into) -> into[place] = iteration.matrix(value).get(0, 0));
    }

    private void clipFactor() {
        if (program.value("clip_factor").isPresent()) {
            scalar(Kind.CLIP_FACTOR, "clip_factor");
        } else {
            int place = add(Metric.of(Kind.CLIP_FACTOR));
            gauges.add((_, into) -> into[place] = 1);
        }
    }

    private void gradientNorm(String layer, List<Parameter> parameters) {
        long count = parameters.stream().map(Parameter::value).mapToLong(Value::size).sum();
        int place = add(new Metric(Kind.GRADIENT_NORM, layer, OptionalInt.empty(), count));
        gauges.add((iteration, into) -> {
            double squares = 0;
            for (Parameter parameter : parameters) {
                squares += Entries.sumOfSquares(iteration.matrix(parameter.gradient()));
            }
            into[place] = Math.sqrt(squares);
        });
    }

    private void updateRatio(String layer, List<Parameter> parameters) {
        int place = add(Metric.of(Kind.UPDATE_RATIO, layer));
        Pair sums = new Pair();
        gauges.add((iteration, into) -> {
            sums.clear();
            for (Parameter parameter : parameters) {
                sums.addChange(iteration.matrix(parameter.value()), iteration.matrix(parameter.after()));
            }
            into[place] = sums.first() == 0 ? Double.NaN : Math.sqrt(sums.second() / sums.first());
        });
    }

    /** Shares and cosines, each kind at all joins before the next. */
    private void joins() {
        List<Join> joins = Join.of(program);
        int first = metrics.size();
        for (Kind kind : List.of(Kind.SKIP_SHARE, Kind.BRANCH_SHARE, Kind.COSINE)) {
            joins.forEach(join -> add(Metric.of(kind, join.layer())));
        }
        for (int i = 0; i < joins.size(); i++) {
            Join join = joins.get(i);
            int place = first + i;
            Pair sums = new Pair();
            gauges.add((iteration, into) -> {
                sums.clear();
                sums.addProducts(iteration.matrix(join.skip()), iteration.matrix(join.branch()));
                double product = sums.third();
                double ofSum = sums.first() + sums.second() + 2 * product;
                into[place] = (sums.first() + product) / ofSum;
                into[place + joins.size()] = (sums.second() + product) / ofSum;
                into[place + 2 * joins.size()] = product / Math.sqrt(sums.first() * sums.second());
            });
        }
    }

    /** Does something with every value of the way forward whose name ends so. */
    private void each(String end, Consumer<Value> action) {
        program.values().stream()
                .filter(value -> value.name().endsWith(end) && !value.name().startsWith("grad/"))
                .forEach(action);
    }

    private void entropies(Value probs) {
        String layer = layerOf(probs);
        Optional<Value> hidden = program.value(layer + ".masked");
        Value scores = hidden.orElseGet(() -> program.requireValue(layer + ".scores"));
        Value.Extent extent = probs.extent();
        for (int h = 0; h < extent.heads(); h++) {
            int head = h;
            int place = add(new Metric(Kind.ATTENTION_ENTROPY, layer, OptionalInt.of(h), 1));
            gauges.add((iteration, into) -> {
                double sum = 0;
                for (int b = 0; b < extent.sequences(); b++) {
                    sum += Softmax.meanEntropy(
                            scores.head(iteration.matrix(scores), b, head),
                            probs.head(iteration.matrix(probs), b, head), hidden.isPresent());
                }
                into[place] = sum / extent.sequences();
            });
        }
    }

    /** The mean of a product of a factor for each feature and one for each position is the product of their means. */
    private void gain(Value rstd) {
        String layer = layerOf(rstd);
        int place = add(Metric.of(Kind.LAYER_NORM_GAIN, layer));
        Value weight = program.requireValue(layer + ".weight");
        gauges.add((iteration, into) -> into[place] = Entries.mean(iteration.matrix(weight))
                * Entries.mean(iteration.matrix(rstd)));
    }

    private void deadUnits(Value activated) {
        boolean relu = program.equation(activated)
                .filter(equation -> equation.formula() instanceof Expression.Apply(var function, _)
                        && function == Expression.Function.RELU)
                .isPresent();
        if (relu) {
            int place = add(Metric.of(Kind.DEAD_RELU, layerOf(activated)));
            gauges.add((iteration, into) -> into[place] = Diagnostics.deadShare(iteration.matrix(activated)));
        }
    }

    private static String layerOf(Value value) {
        return value.name().substring(0, value.name().lastIndexOf('.'));
    }
}
