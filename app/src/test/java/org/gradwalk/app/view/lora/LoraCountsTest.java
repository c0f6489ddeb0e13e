package org.gradwalk.app.view.lora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.gradwalk.app.view.lora.LoraCounts.Factors;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.Test;

/** The published counts of adapters, by the counting that the form shows. */
class LoraCountsTest {

    private static final Set<Target> EVERYWHERE = EnumSet.allOf(Target.class);
    private static final GptConfig GPT2 = Preset.GPT2.config().withTied(false).withHeadBias(true);

    @Test
    void theLogitsOfGpt2Alone() {
        LoraCounts counts = LoraCounts.of(GPT2.withLora(LoraConfig.standard(16, 16, Set.of(Target.LM_HEAD))));

        assertThat(counts.trained()).isEqualTo(816_400);
        assertThat(counts.frozen()).isEqualTo(163_087_441);
    }

    @Test
    void everyLayerOfGpt2WithThreeAdaptersOnQueriesKeysAndValuesAndWithOne() {
        assertThat(LoraCounts.of(GPT2.withLora(LoraConfig.paper(16, 1, EVERYWHERE))).trained()).isEqualTo(3_470_608);
        assertThat(LoraCounts.of(GPT2.withLora(LoraConfig.standard(16, 16, EVERYWHERE))).trained())
                .isEqualTo(3_175_696);
    }

    @Test
    void eachLayerHasItsOwnCount() {
        LoraCounts counts = LoraCounts.of(
                Preset.CLASSROOM.config().withLora(LoraConfig.paper(8, 1, Set.of(Target.C_ATTN, Target.C_FC))));

        assertThat(counts.targets()).containsOnlyKeys(EVERYWHERE)
                .containsEntry(Target.C_ATTN, new Factors(4 * 64 * 192, 4 * 3 * 8 * (64 + 64)))
                .containsEntry(Target.ATTN_C_PROJ, new Factors(4 * 64 * 64, 0))
                .containsEntry(Target.C_FC, new Factors(4 * 64 * 256, 4 * 8 * (64 + 256)));
    }

    @Test
    void aTiedHeadHasNone() {
        assertThat(LoraCounts.of(Preset.NANO.config()).targets()).doesNotContainKey(Target.LM_HEAD);
    }

    @Test
    void whereLowRankSavesNothingIsSaid() {
        GptConfig classroom = Preset.CLASSROOM.config();
        Set<Target> targets = Set.of(Target.ATTN_C_PROJ, Target.C_FC);

        assertThat(LoraWords.hint(LoraCounts.of(classroom.withLora(LoraConfig.standard(31, 1, targets))))).isEmpty();
        assertThat(LoraWords.hint(LoraCounts.of(classroom.withLora(LoraConfig.standard(32, 1, targets)))))
                .endsWith("W: attn.c_proj (16,384 against 16,384).");
    }
}
