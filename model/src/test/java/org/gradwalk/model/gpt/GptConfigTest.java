package org.gradwalk.model.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradwalk.model.gpt.AttentionPattern.BlockStrided;
import org.gradwalk.model.gpt.AttentionPattern.Dense;
import org.gradwalk.model.gpt.AttentionPattern.SlidingWindow;
import org.gradwalk.model.gpt.AttentionPattern.Unmasked;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;

/** Which networks there are, and who may look at whom in them. */
class GptConfigTest {

    private static GptConfig config(int vocabulary, int heads, int width, boolean headBias, boolean tied, double eps) {
        return GptConfig.of(vocabulary, 4, 1, heads, width)
                .withHeadBias(headBias)
                .withTied(tied)
                .withLayerNormEpsilon(eps);
    }

    @Test
    void networksThatCannotBeAreRefusedInWords() {
        assertThatIllegalArgumentException().isThrownBy(() -> config(0, 2, 4, false, false, 0))
                .withMessage("The vocabulary size must be 1 or more, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> config(5, 3, 4, false, false, 0))
                .withMessage("The width 4 cannot be cut into 3 heads of equal width");
        assertThatIllegalArgumentException().isThrownBy(() -> config(5, 2, 4, true, true, 0))
                .withMessageContaining("tied");
        assertThatIllegalArgumentException().isThrownBy(() -> config(5, 2, 4, false, false, Double.NaN))
                .withMessageContaining("ε");
    }

    @Test
    void adaptersThatCannotBeAreRefusedInWords() {
        assertThatIllegalArgumentException().isThrownBy(() -> LoraConfig.standard(0, 1, Set.of(Target.C_FC)))
                .withMessage("The rank of LoRA must be 1 or more, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> LoraConfig.standard(1, Double.NaN, Set.of(Target.C_FC)))
                .withMessage("The α of LoRA must be a finite number, not NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> LoraConfig.standard(1, 1, Set.of()))
                .withMessage("LoRA needs at least one layer to adapt");
        GptConfig tied = config(5, 2, 4, false, true, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tied.withLora(LoraConfig.standard(1, 1, Set.of(Target.C_FC, Target.LM_HEAD))))
                .withMessage("A tied unembedding has no weight of its own that LoRA could adapt");
        assertThat(tied.withLora(LoraConfig.standard(1, 1, Set.of(Target.C_FC))).withoutLora()).isEqualTo(tied);
    }

    @Test
    void theScaleIsAlphaOverTheRankAndInThePapersFormAlphaItself() {
        assertThat(LoraConfig.standard(4, 2, Set.of(Target.C_FC)).scale()).isEqualTo(0.5);
        assertThat(LoraConfig.paper(4, 2, Set.of(Target.C_FC)).scale()).isEqualTo(2);
    }

    @Test
    void patternsInWhichAPositionCouldNotSeeItselfAreRefusedInWords() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SlidingWindow(0))
                .withMessage("The attention's window must be 1 or more, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockStrided(0, 2)).withMessageContaining("block");
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockStrided(2, 0)).withMessageContaining("stride");
    }

    @Property(tries = 100)
    void everyPositionSeesItselfAndNoLaterOne(
            @ForAll @IntRange(min = 1, max = 12) int positions, @ForAll @IntRange(min = 1, max = 5) int block,
            @ForAll @IntRange(min = 1, max = 5) int stride) {
        for (AttentionPattern pattern : new AttentionPattern[]{
            new Dense(), new SlidingWindow(block), new BlockStrided(block, stride)}) {
            Matrix mask = pattern.mask(positions);
            for (int i = 0; i < positions; i++) {
                assertThat(mask.get(i, i)).as("%s: %d sees itself", pattern, i).isEqualTo(1);
                for (int j = i + 1; j < positions; j++) {
                    assertThat(mask.get(i, j)).as("%s: %d sees %d", pattern, i, j).isEqualTo(0);
                }
            }
        }
    }

    @Test
    void withoutAMaskEveryPositionSeesEveryOther() {
        assertThat(new Unmasked().mask(3).toArray()).containsOnly(1);
        assertThat(new Unmasked().isCausal()).isFalse();
        assertThat(new Dense().isCausal()).isTrue();
    }

    @Property(tries = 100)
    void aWindowAllowsAsManyPairsAsItsFormulaSays(
            @ForAll @IntRange(min = 1, max = 12) int positions, @ForAll @IntRange(min = 1, max = 12) int window) {
        int w = Math.min(window, positions);
        double allowed = 0;
        for (double entry : new SlidingWindow(window).mask(positions).toArray()) {
            allowed += entry;
        }
        assertThat(allowed).isEqualTo(w * positions - w * (w - 1) / 2.0);
    }
}
