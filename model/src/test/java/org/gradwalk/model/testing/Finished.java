package org.gradwalk.model.testing;

import java.util.List;
import java.util.Optional;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.tensor.Matrix;

/** An iteration that has run to its end, read by names and addresses. */
public record Finished(Iteration iteration) {

    /** The network's iteration, with the simplest update, after it has run. */
    public static Finished of(RandomNetwork network) {
        return new Finished(network.finished());
    }

    /** A value. */
    public Matrix value(String name) {
        return iteration.matrix(name);
    }

    /** The error at an intermediate value. */
    public Matrix error(String name) {
        return value("grad/act/" + name);
    }

    /** The gradient of a parameter. */
    public Matrix gradient(String name) {
        return value("grad/param/" + name);
    }

    /**
     * The weight of a linear layer, with what adapters beside it add: W + s A B, as it stands in a textbook.
     *
     * @param layer such as {@code h.0.mlp.c_fc}
     */
    public Matrix weightWithAdapters(Optional<LoraConfig> lora, String layer) {
        Matrix sum = value(layer + ".weight").copy();
        lora.ifPresent(config -> config.parts(layer).forEach(part -> {
            int columns = sum.columns() / part.count();
            Matrix block = sum.columns(part.index() * columns, columns);
            Matrix product = Algebra.product(
                    value(layer + "." + part.prefix() + "lora_A"), value(layer + "." + part.prefix() + "lora_B"));
            block.copyFrom(Algebra.matrix(
                    block.rows(), columns, (i, j) -> block.get(i, j) + config.scale() * product.get(i, j)));
        }));
        return sum;
    }

    /** What the operation of an address reads, by its place among the inputs. */
    public Matrix read(String address, int input) {
        return iteration.matrix(operation(address).inputs().get(input).value());
    }

    /** What the operation of an address writes. */
    public Matrix written(String address) {
        return iteration.matrix(operation(address).result().value());
    }

    private Operation operation(String address) {
        return iteration.program().operations().stream()
                .filter(operation -> operation.address().equals(address))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no operation " + address));
    }

    /** Whether there is a parameter of this name. */
    public boolean has(String parameter) {
        return iteration.program().parameters().stream().anyMatch(found -> found.name().equals(parameter));
    }

    /**
     * The addresses of the layers that own parameters and whose address matches.
     *
     * @throws IllegalArgumentException if there is none: what is to hold of each of them would be tested of nothing
     */
    public List<String> layers(String regex) {
        List<String> layers = iteration.program().parameters().stream()
                .map(Parameter::layer)
                .distinct()
                .filter(layer -> layer.matches(regex))
                .toList();
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("No layer is called " + regex);
        }
        return layers;
    }
}
