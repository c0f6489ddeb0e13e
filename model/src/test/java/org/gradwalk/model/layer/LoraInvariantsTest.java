package org.gradwalk.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Agreement.assertZero;
import static org.gradwalk.model.testing.Algebra.frobenius;
import static org.gradwalk.model.testing.Algebra.largest;
import static org.gradwalk.model.testing.Algebra.matrix;
import static org.gradwalk.model.testing.Algebra.product;
import static org.gradwalk.model.testing.Algebra.sizes;
import static org.gradwalk.model.testing.Algebra.transposed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.layer.LoraConfig.Part;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.Finished;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** What must hold of every adapter whatever the numbers are. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class LoraInvariantsTest {

    /** An adapter of a finished iteration; {@code dW} are its part's columns of the frozen weight's gradient. */
    private record Adapter(Finished run, String name, String layer, String step, double s, Part part) {

        private Matrix a() {
            return run.value(name + "lora_A");
        }

        private Matrix b() {
            return run.value(name + "lora_B");
        }

        private Matrix dA() {
            return run.gradient(name + "lora_A");
        }

        private Matrix dB() {
            return run.gradient(name + "lora_B");
        }

        private Matrix dW() {
            return part(run.gradient(layer + ".weight"));
        }

        private Matrix part(Matrix whole) {
            int columns = whole.columns() / part.count();
            return whole.columns(part.index() * columns, columns);
        }

        private Operation backward(String operation) {
            String suffix = part.prefix().isEmpty() ? "" : "." + part.prefix().charAt(0);
            String address = "backward/" + step + "/" + operation + suffix;
            return run.iteration().program().operations().stream()
                    .filter(each -> each.address().equals(address))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("There is no operation " + address));
        }
    }

    private static List<Adapter> adapters(RandomNetwork network, Iteration finished) {
        List<Adapter> adapters = new ArrayList<>();
        network.config().lora().ifPresent(lora -> finished.program().parameters().stream()
                .filter(parameter -> parameter.local().endsWith("weight"))
                .map(parameter -> parameter.name().substring(0, parameter.name().lastIndexOf('.')))
                .forEach(layer -> lora.parts(layer).forEach(part -> adapters.add(new Adapter(
                        new Finished(finished), layer + "." + part.prefix(), layer, step(layer), lora.scale(),
                        part)))));
        assertThat(adapters.isEmpty()).as("no adapters").isEqualTo(network.config().lora().isEmpty());
        return adapters;
    }

    private static String step(String layer) {
        return layer.equals("lm_head")
                ? "lm_head:unembed.lora"
                : layer.replaceFirst("\\.(c_\\w+)$", ":$1") + ".lora";
    }

    private static Matrix times(double factor, Matrix a) {
        return matrix(a.rows(), a.columns(), (i, j) -> factor * a.get(i, j));
    }

    private static double size(Matrix left, Matrix right) {
        return largest(product(sizes(left), sizes(right)));
    }

    @Property(tries = 100)
    void bothGradientsAreThatOfTheWeightSeenThroughTheOtherFactor(@ForAll RandomNetwork network) {
        for (Adapter adapter : adapters(network, network.finished())) {
            // the weight's gradient is itself a rounded sum over positions
            Matrix x = sizes(adapter.run.read("backward/" + adapter.step + "/A" + suffix(adapter), 0));
            Matrix dY = sizes(adapter.part(adapter.run.error(adapter.layer + ".lora_delta")));
            Matrix terms = product(transposed(x), dY);
            double s = Math.abs(adapter.s);
            assertClose(
                    "∂A of " + adapter.name, adapter.dA(),
                    times(adapter.s, product(adapter.dW(), transposed(adapter.b()))),
                    s * size(terms, transposed(adapter.b())));
            assertClose(
                    "∂B of " + adapter.name, adapter.dB(),
                    times(adapter.s, product(transposed(adapter.a()), adapter.dW())),
                    s * size(transposed(adapter.a()), terms));
            assertClose(
                    "Aᵀ ∂A = ∂B Bᵀ of " + adapter.name, product(transposed(adapter.a()), adapter.dA()),
                    product(adapter.dB(), transposed(adapter.b())),
                    s * size(product(transposed(sizes(adapter.a())), terms), transposed(adapter.b())));
        }
    }

    private static String suffix(Adapter adapter) {
        return adapter.part.prefix().isEmpty() ? "" : "." + adapter.part.prefix().charAt(0);
    }

    @Property(tries = 50)
    void aSumCopiesItsErrorToTheFrozenLayerAndToTheAdapters(@ForAll RandomNetwork network) {
        for (Adapter adapter : adapters(network, network.finished())) {
            assertSameBits(
                    adapter.name, adapter.run.error(adapter.layer + ".lora_delta"),
                    adapter.run.error(adapter.layer + ".base"));
        }
    }

    @Property(tries = 50)
    void whereBIsZeroTheNetworkIsTheOneBelowAndAHasNoGradient(@ForAll RandomNetwork network) {
        Iteration iteration = network.iteration();
        network.config().lora().ifPresent(lora -> iteration.program().parameters().stream()
                .filter(parameter -> parameter.name().endsWith("lora_B"))
                .forEach(parameter -> iteration.matrix(parameter.value()).fill(0)));
        iteration.runAll();
        for (Adapter adapter : adapters(network, iteration)) {
            assertZero("what the adapter adds", adapter.run.value(adapter.layer + ".lora_delta"));
            assertZero("∂A of " + adapter.name, adapter.dA());
        }
        Iteration below = network.with(network.config().withoutLora()).iteration();
        below.program().parameters().forEach(parameter -> below.matrix(parameter.value())
                .copyFrom(iteration.matrix(parameter.name())));
        below.runAll();
        assertSameBits("logits", iteration.matrix("logits"), below.matrix("logits"));
    }

    /** B is then −η s Aᵀ ∂W, for the same error. */
    @Property(tries = 50)
    void afterOneStepFromZeroTheGradientOfAFollowsFromThatOfTheWeight(@ForAll RandomNetwork network) {
        Iteration iteration = network.iteration();
        double rate = iteration.settings().learningRate()
                / (network.divided() ? iteration.matrix("counted").get(0, 0) : 1);
        adapters(network, iteration).forEach(adapter -> adapter.b().fill(0));
        iteration.runAll();
        for (Adapter adapter : adapters(network, iteration)) {
            adapter.b().copyFrom(iteration.matrix("after/param/" + adapter.name + "lora_B"));
            iteration.run(adapter.backward("xA"));
            iteration.run(adapter.backward("A"));
            Matrix squares = product(adapter.dW(), transposed(adapter.dW()));
            Matrix expected = times(-rate * adapter.s * adapter.s, product(squares, adapter.a()));
            Matrix terms = product(
                    transposed(sizes(iteration.matrix(adapter.backward("A").inputs().getFirst().value()))),
                    sizes(adapter.part(adapter.run.error(adapter.layer + ".lora_delta"))));
            double size = rate * adapter.s * adapter.s * size(product(terms, transposed(terms)), adapter.a());
            assertClose("∂A of " + adapter.name, adapter.dA(), expected, size);
        }
    }

    @Property(tries = 50)
    void onlyAdaptersAreUpdatedAndOnlyTheyCountForTheNorm(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        Iteration iteration = network.iteration(program, Workers.CALLER);
        iteration.runAll();
        double squares = 0;
        Map<Parameter, Matrix> frozen = new LinkedHashMap<>();
        for (Parameter parameter : program.parameters()) {
            boolean learns = network.config().lora().isEmpty() || parameter.name().contains("lora_");
            assertThat(parameter.isTrained()).as(parameter.name()).isEqualTo(learns);
            assertThat(program.value("after/param/" + parameter.name()).isPresent()).isEqualTo(learns);
            if (learns) {
                Matrix gradient = iteration.matrix(parameter.gradient());
                squares += frobenius(gradient, gradient);
            } else {
                frozen.put(parameter, iteration.matrix(parameter.value()).copy());
            }
        }
        double norm = Math.sqrt(squares) / (network.divided() ? iteration.matrix("counted").get(0, 0) : 1);
        assertClose("norm", iteration.matrix("grad_norm").get(0, 0), norm, norm);
        iteration.advance();
        frozen.forEach((parameter, before) -> assertSameBits(
                parameter.name(), iteration.matrix(parameter.value()), before));
    }
}
