package org.gradwalk.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.layer.Mlp.Activation;
import org.gradwalk.model.metrics.Metric.Kind;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Diagnostics;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;
import org.junit.jupiter.api.Test;

/** Every number of the recorder is what its definition says, worked out entry by entry. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class RecorderTest {

    private static final double NEAR = 1e-10;

    @Property(tries = 60)
    void numbersAreWhatTheirDefinitionsSay(@ForAll RandomNetwork network) {
        Iteration iteration = network.iteration(network.program(network.fullUpdate()), Workers.CALLER);
        iteration.runAll();
        Recorder recorder = new Recorder(iteration.program());
        List<Metric> metrics = recorder.metrics();
        double[] numbers = measured(recorder, iteration);

        for (int i = 0; i < numbers.length; i++) {
            double expected = expected(metrics.get(i), iteration);
            if (Double.isNaN(expected)) {
                assertThat(numbers[i]).as(metrics.get(i).toString()).isNaN();
            } else {
                assertThat(numbers[i]).as(metrics.get(i).toString())
                        .isCloseTo(expected, within(NEAR * Math.max(1, Math.abs(expected))));
            }
        }
        assertThat(metrics).doesNotHaveDuplicates();
    }

    private static double expected(Metric metric, Iteration iteration) {
        String layer = metric.layer();
        return switch (metric.kind()) {
            case LOSS -> number(iteration, "loss");
            case LEARNING_RATE -> iteration.settings().learningRate();
            case GLOBAL_GRADIENT_NORM -> norm(iteration, iteration.program().trainedParameters());
            case CLIP_FACTOR -> number(iteration, "clip_factor");
            case GRADIENT_NORM -> norm(iteration, of(layer, iteration));
            case UPDATE_RATIO -> ratio(iteration, of(layer, iteration));
            case SKIP_SHARE -> {
                Matrix skip = error(iteration, layer, "resid_");
                yield Diagnostics.share(skip, sum(skip, error(iteration, layer, "ln_")));
            }
            case BRANCH_SHARE -> {
                Matrix branch = error(iteration, layer, "ln_");
                yield Diagnostics.share(branch, sum(error(iteration, layer, "resid_"), branch));
            }
            case COSINE -> Diagnostics.cosine(
                    error(iteration, layer, "resid_"), error(iteration, layer, "ln_"));
            case ATTENTION_ENTROPY -> entropy(iteration, layer, metric.head().orElseThrow());
            case LAYER_NORM_GAIN -> gain(iteration, layer);
            case DEAD_RELU -> Diagnostics.deadShare(iteration.matrix(layer + ".fc"));
            case VALIDATION_LOSS -> throw new AssertionError("no iteration has a validation loss of its own");
        };
    }

    private static double number(Iteration iteration, String name) {
        return iteration.matrix(name).get(0, 0);
    }

    private static List<Parameter> of(String layer, Iteration iteration) {
        return iteration.program().trainedParameters().stream()
                .filter(parameter -> parameter.layer().equals(layer)).toList();
    }

    private static double norm(Iteration iteration, List<Parameter> parameters) {
        double squares = 0;
        for (Parameter parameter : parameters) {
            for (double entry : iteration.matrix(parameter.gradient()).toArray()) {
                squares += entry * entry;
            }
        }
        return Math.sqrt(squares);
    }

    private static double ratio(Iteration iteration, List<Parameter> parameters) {
        double changes = 0;
        double sizes = 0;
        for (Parameter parameter : parameters) {
            double[] before = iteration.matrix(parameter.value()).toArray();
            double[] after = iteration.matrix(parameter.after()).toArray();
            for (int i = 0; i < before.length; i++) {
                changes += (after[i] - before[i]) * (after[i] - before[i]);
                sizes += before[i] * before[i];
            }
        }
        return sizes == 0 ? Double.NaN : Math.sqrt(changes / sizes);
    }

    /** One of the two errors that meet at a fork, by the layer that it comes from. */
    private static Matrix error(Iteration iteration, String fork, String from) {
        int block = Integer.parseInt(fork.split("\\.", -1)[1]);
        boolean attention = fork.endsWith(".fork_attn");
        String stream = !attention
                ? "h." + block + ".resid_attn"
                : block == 0 ? "embed" : "h." + (block - 1) + ".resid_mlp";
        String end = from.equals("ln_") ? attention ? "1" : "2" : attention ? "attn" : "mlp";
        return iteration.matrix("grad/act/" + stream + "@h." + block + "." + from + end);
    }

    private static Matrix sum(Matrix a, Matrix b) {
        Matrix sum = Matrix.zeros(a.rows(), a.columns());
        Entries.add(Workers.CALLER, a, b, sum);
        return sum;
    }

    private static double entropy(Iteration iteration, String layer, int head) {
        Value probs = iteration.program().requireValue(layer + ".probs");
        double sum = 0;
        int rows = 0;
        for (int b = 0; b < probs.extent().sequences(); b++) {
            Matrix one = probs.head(iteration.matrix(probs), b, head);
            for (int t = 0; t < one.rows(); t++) {
                sum += Diagnostics.entropy(one, t);
                rows++;
            }
        }
        return sum / rows;
    }

    private static double gain(Iteration iteration, String layer) {
        Matrix gamma = iteration.matrix(layer + ".weight");
        Matrix rstd = iteration.matrix(layer + ".rstd");
        double sum = 0;
        for (int t = 0; t < rstd.rows(); t++) {
            for (int k = 0; k < gamma.columns(); k++) {
                sum += gamma.get(0, k) * rstd.get(t, 0);
            }
        }
        return sum / rstd.rows() / gamma.columns();
    }

    private static double[] measured(Recorder recorder, Iteration iteration) {
        double[] numbers = new double[recorder.metrics().size()];
        recorder.measure(iteration, numbers);
        return numbers;
    }

    private static final RandomNetwork SOME = new RandomNetwork(
            GptConfig.of(20, 32, 2, 4, 64).withActivation(Activation.RELU), 4, 32, Reduction.MEAN, false, 5);

    @Test
    void numbersDoNotDependOnThreads() {
        Iteration alone = SOME.iteration(SOME.program(SOME.fullUpdate()), Workers.CALLER);
        alone.runAll();
        try (Workers two = Workers.of(2)) {
            Iteration shared = SOME.iteration(SOME.program(SOME.fullUpdate()), two);
            shared.runAll();
            assertThat(measured(new Recorder(shared.program()), shared))
                    .isEqualTo(measured(new Recorder(alone.program()), alone));
        }
    }

    @Test
    void everyKindIsMeasuredWhereThereIsSomethingOfIt() {
        List<Kind> all = new Recorder(SOME.program(SOME.fullUpdate())).metrics().stream()
                .map(Metric::kind).distinct().toList();
        assertThat(all).containsExactly(
                Kind.LOSS, Kind.LEARNING_RATE, Kind.GLOBAL_GRADIENT_NORM, Kind.CLIP_FACTOR, Kind.GRADIENT_NORM,
                Kind.UPDATE_RATIO, Kind.SKIP_SHARE, Kind.BRANCH_SHARE, Kind.COSINE, Kind.ATTENTION_ENTROPY,
                Kind.LAYER_NORM_GAIN, Kind.DEAD_RELU);
        RandomNetwork smooth = SOME.with(SOME.config().withActivation(Activation.GELU_TANH));
        assertThat(new Recorder(smooth.program()).metrics()).extracting(Metric::kind)
                .doesNotContain(Kind.DEAD_RELU);
    }

    @Test
    void whatIsMeasuredDoesNotDependOnTheUpdateSoThatItMayChangeInARun() {
        Iteration unclipped = SOME.iteration(SOME.program(new Update(new Sgd(true), false, false)), Workers.CALLER);
        unclipped.runAll();
        Recorder recorder = new Recorder(unclipped.program());
        assertThat(recorder.metrics()).isEqualTo(new Recorder(SOME.program(SOME.fullUpdate())).metrics());
        double[] numbers = measured(recorder, unclipped);
        assertThat(numbers[recorder.metrics().indexOf(Metric.of(Kind.CLIP_FACTOR))]).isEqualTo(1);
    }

    @Test
    void measuringAllocatesNothingOfSize() {
        Iteration iteration = SOME.iteration(SOME.program(SOME.fullUpdate()), Workers.CALLER);
        iteration.runAll();
        Recorder recorder = new Recorder(iteration.program());
        double[] numbers = measured(recorder, iteration);
        long before = allocated();
        recorder.measure(iteration, numbers);
        assertThat(allocated() - before).as("bytes that measuring allocates").isLessThan(20_000);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void anotherProgramIsRefused() {
        Iteration iteration = SOME.finished();
        Recorder other = new Recorder(SOME.program());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.measure(iteration, new double[other.metrics().size()]));
    }
}
