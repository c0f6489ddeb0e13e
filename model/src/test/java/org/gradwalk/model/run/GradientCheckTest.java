package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Differences of the loss agree with right gradients, and with no others. */
class GradientCheckTest {

    private final Iteration walk = new Iteration(
            Preset.PAPER.program(1, 4), Weights.of(Preset.PAPER.parameters(1)), Workers.CALLER,
            Preset.PAPER.settings());

    @BeforeEach
    void run() {
        walk.load(new int[][]{{1, 2, 3, 4}}, new int[][]{{2, 3, 4, 5}});
        walk.runAll();
    }

    private Value value(String name) {
        return walk.program().requireValue(name);
    }

    private FiniteDifferences check(String name, Matrix gradient) {
        return new GradientCheck(walk).check(value(name), gradient);
    }

    @Test
    void nothingOfTheWalkIsWritten() {
        List<double[]> before = numbers();
        for (String name : List.of("h.0.attn.c_attn.weight", "wte.weight", "h.0.attn.q", "h.0.ln_1.mean", "logits")) {
            String gradient = (name.endsWith("weight") ? "grad/param/" : "grad/act/") + name;
            assertThat(check(name, walk.matrix(gradient)).agree()).as(name).isTrue();
        }

        assertThat(numbers()).usingRecursiveComparison().isEqualTo(before);
    }

    private List<double[]> numbers() {
        return walk.program().values().stream().map(walk::matrix).map(Matrix::toArray).toList();
    }

    @Test
    void oneEntryThatIsOffByAHundredThousandthIsSeen() {
        Matrix gradient = walk.matrix("grad/param/h.0.mlp.c_proj.bias").copy();
        int largest = 0;
        for (int j = 0; j < gradient.columns(); j++) {
            largest = Math.abs(gradient.get(0, j)) > Math.abs(gradient.get(0, largest)) ? j : largest;
        }
        assertThat(check("h.0.mlp.c_proj.bias", gradient).agree()).isTrue();

        gradient.set(0, largest, gradient.get(0, largest) * (1 + 1e-5));
        assertThat(check("h.0.mlp.c_proj.bias", gradient).agree()).isFalse();
    }

    @Test
    void aGradientThatIsZeroButForRoundingIsComparedAbsolutely() {
        Value keys = value("h.0.attn.k");
        Matrix nothing = Matrix.zeros(keys.rows(), keys.columns());
        walk.matrix("h.0.attn.c_proj.weight").fill(0); // then nothing of the attention reaches the loss
        walk.runAll();
        FiniteDifferences found = check("h.0.attn.k", nothing);

        assertThat(found.isBelowNoise()).isTrue();
        assertThat(found.agree()).isTrue();
        assertThat(check("h.0.attn.k", filled(nothing, 1e-4)).agree()).isFalse();
    }

    private static Matrix filled(Matrix shape, double entry) {
        Matrix matrix = shape.copy();
        matrix.fill(entry);
        return matrix;
    }

    @Test
    void anEntryAtTheKinkOfAReluIsLeftOutAndTheOthersAreNot() {
        Matrix bias = walk.matrix("h.0.mlp.c_fc.bias");
        bias.set(0, 3, bias.get(0, 3) - walk.matrix("h.0.mlp.fc").get(2, 3)); // then Z is 0 there
        walk.runAll();
        FiniteDifferences found = check("h.0.mlp.c_fc.bias", walk.matrix("grad/param/h.0.mlp.c_fc.bias"));

        assertThat(found.leftOut()).extracting(FiniteDifferences.Entry::column).containsExactly(3);
        assertThat(found.entries()).hasSize(127);
        assertThat(found.agree()).isTrue();
    }

    @Test
    void ofALargeArrayASampleIsCheckedRowsOfAbsentTokensIncluded() {
        FiniteDifferences found = check("wte.weight", walk.matrix("grad/param/wte.weight"));

        assertThat(found.sampled()).isTrue();
        assertThat(found.entries()).hasSizeGreaterThanOrEqualTo(GradientCheck.SAMPLE)
                .anyMatch(entry -> entry.gradient() == 0)
                .anyMatch(entry -> entry.gradient() != 0);
    }

    @Test
    void aSummandAndASideValueAreNoDerivativesOfTheirOwn() {
        assertThat(GradientCheck.variable(walk.program(), value("grad/act/embed@h.0.ln_1"))).isEmpty();
        assertThat(GradientCheck.variable(walk.program(), value("grad/act/embed"))).contains(value("embed"));
        assertThat(GradientCheck.variable(walk.program(), value("grad/act/probs"))).isEmpty();
        assertThat(GradientCheck.variable(walk.program(), value("logits"))).isEmpty();
    }
}
