package org.gradwalk.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Algebra.frobenius;
import static org.gradwalk.model.testing.Algebra.frobeniusOfSizes;
import static org.gradwalk.model.testing.Algebra.largest;
import static org.gradwalk.model.testing.Algebra.product;
import static org.gradwalk.model.testing.Algebra.sizes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.testing.Finished;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** What must hold of every linear layer whatever the numbers are. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class LinearInvariantsTest {

    /** With adapters beside it, a map is that of the merged weight. */
    private record Map(String name, Matrix x, Matrix w, Matrix dY, Matrix dW, Matrix dX) {}

    private static List<Map> maps(RandomNetwork network) {
        Finished run = Finished.of(network);
        Optional<LoraConfig> lora = network.config().lora();
        List<Map> maps = new ArrayList<>();
        for (String h : network.config().blocks()) {
            maps.add(map(run, lora, h + ".attn.c_attn", h + ".ln_1.out", h + ".attn.qkv"));
            maps.add(map(run, lora, h + ".attn.c_proj", h + ".attn.concat", h + ".attn.out"));
            maps.add(map(run, lora, h + ".mlp.c_fc", h + ".ln_2.out", h + ".mlp.fc"));
            maps.add(map(run, lora, h + ".mlp.c_proj", h + ".mlp.act", h + ".mlp.out"));
        }
        if (!network.config().tied()) {
            maps.add(map(run, lora, "lm_head", "ln_f.out", "logits"));
        }
        return maps;
    }

    private static Map map(Finished run, Optional<LoraConfig> lora, String name, String x, String y) {
        return new Map(
                name, run.value(x), run.weightWithAdapters(lora, name), run.error(y), run.gradient(name + ".weight"),
                run.error(x));
    }

    @Property(tries = 50)
    void theWeightsTheInputsAndTheOutputsShareInTheLossIsTheSame(@ForAll RandomNetwork network) {
        for (Map map : maps(network)) {
            double ofOutput = frobenius(map.dY, product(map.x, map.w));
            double size = frobeniusOfSizes(map.dY, product(sizes(map.x), sizes(map.w)));
            assertClose("∂W : W of " + map.name, frobenius(map.dW, map.w), ofOutput, size);
            assertClose("ΔX : X of " + map.name, frobenius(map.dX, map.x), ofOutput, size);
        }
    }

    @Property(tries = 50)
    void theWeightsGradientHasNoHigherRankThanThereArePositions(@ForAll RandomNetwork network) {
        for (Map map : maps(network)) {
            assertThat(rank(map.dW)).as("rank of ∂W of %s", map.name).isLessThanOrEqualTo(map.x.rows());
        }
    }

    /** The number of rows that elimination with the largest pivots leaves. */
    private static int rank(Matrix matrix) {
        Matrix rest = matrix.copy();
        double noise = 1e-10 * largest(matrix);
        int rank = 0;
        while (largest(rest) > noise) {
            int row = 0;
            int column = 0;
            for (int i = 0; i < rest.rows(); i++) {
                for (int j = 0; j < rest.columns(); j++) {
                    if (Math.abs(rest.get(i, j)) > Math.abs(rest.get(row, column))) {
                        row = i;
                        column = j;
                    }
                }
            }
            Matrix pivotRow = rest.rows(row, 1).copy();
            for (int i = 0; i < rest.rows(); i++) {
                double factor = rest.get(i, column) / pivotRow.get(0, column);
                for (int j = 0; j < rest.columns(); j++) {
                    rest.set(i, j, j == column ? 0 : rest.get(i, j) - factor * pivotRow.get(0, j));
                }
            }
            rank++;
        }
        return rank;
    }
}
