package org.gradwalk.model.layer;

import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Agreement.assertVanishes;
import static org.gradwalk.model.testing.Algebra.columnSums;
import static org.gradwalk.model.testing.Algebra.largest;
import static org.gradwalk.model.testing.Algebra.matrix;
import static org.gradwalk.model.testing.Algebra.product;
import static org.gradwalk.model.testing.Algebra.rowSums;
import static org.gradwalk.model.testing.Algebra.sizes;
import static org.gradwalk.model.testing.Algebra.sum;
import static org.gradwalk.model.testing.Algebra.transposed;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.testing.Finished;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** What must hold of the unembedding, tied or not, whatever the numbers are. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class UnembeddingInvariantsTest {

    @Property(tries = 50)
    void theGradientSumsToZeroOverTheVocabulary(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        Matrix y = run.value("ln_f.out");
        double size = largest(product(transposed(sizes(y)), run.value("probs"))) * network.config().vocabularySize();
        Matrix sums = network.config().tied()
                ? transposed(columnSums(run.gradient("wte.weight@lm_head")))
                : rowSums(run.gradient("lm_head.weight"));
        assertClose("gradient summed over the vocabulary", sums, Matrix.zeros(network.config().width(), 1), size);
    }

    @Property(tries = 50)
    void theBiasGradientSumsToZero(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        if (run.has("lm_head.bias")) {
            Matrix gradient = run.gradient("lm_head.bias");
            assertVanishes("sum", sum(gradient.columns(), j -> gradient.get(0, j)), run.value("probs").rows());
        }
    }

    @Property(tries = 50)
    void aTiedTableGetsTheSumOfItsTwoUses(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        if (network.config().tied()) {
            assertSumOfUses(run);
        }
    }

    private static void assertSumOfUses(Finished run) {
        Matrix embed = run.gradient("wte.weight@embed");
        Matrix head = run.gradient("wte.weight@lm_head");
        assertSameBits("∂W_E", run.gradient("wte.weight"), matrix(
                embed.rows(), embed.columns(), (i, j) -> embed.get(i, j) + head.get(i, j)));
        Matrix expected = product(transposed(run.error("logits")), run.value("ln_f.out"));
        assertClose("ΔZᵀ Y", head, expected, largest(
                product(transposed(sizes(run.error("logits"))), sizes(run.value("ln_f.out")))));
    }
}
