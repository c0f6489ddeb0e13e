package org.gradwalk.app.view.lora;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.gradwalk.app.view.lora.LoraEntry.Read;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Form;
import org.gradwalk.model.layer.LoraConfig.Qkv;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed into the form becomes adapters, or a sentence that says what to mend. */
class LoraEntryTest {

    private static final GptConfig NETWORK = Preset.CLASSROOM.config();
    private static final Set<Target> TARGETS = Set.of(Target.C_FC);

    private static Read read(Set<Target> targets, String rank, String alpha, String seed) {
        return new LoraEntry(targets, rank, alpha, Form.PAPER, Qkv.SEPARATE, seed).read(NETWORK);
    }

    @Test
    void whatIsRightBecomesAdapters() {
        assertThat(read(TARGETS, " 64", "0.5 ", "-7"))
                .isEqualTo(new Read.Adapters(LoraConfig.paper(64, 0.5, TARGETS), -7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0", "-1", "2.5", "65", "99999999999"})
    void aRankIsAWholeNumberUpToTheInputsAndOutputsOfTheLayer(String rank) {
        assertThat(read(TARGETS, rank, "1", "0"))
                .isEqualTo(new Read.Wrong(
                        "The rank is a whole number from 1 to 64 here: a chosen layer has no more inputs or outputs."));
    }

    @Test
    void aHeadOfFewTokensAllowsNoLargerRank() {
        GptConfig paper = Preset.PAPER.config();
        int least = Math.min(paper.width(), paper.vocabularySize());

        assertThat(LoraEntry.largestRank(paper, Set.of(Target.C_FC, Target.LM_HEAD))).isEqualTo(least);
        assertThat(LoraEntry.largestRank(paper, Set.of(Target.C_FC)))
                .isEqualTo(Math.min(paper.width(), paper.feedForwardWidth()));
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "NaN", "Infinity", "1e999", "0"})
    void alphaIsAFiniteNumberOtherThanZero(String alpha) {
        assertThat(read(TARGETS, "1", alpha, "0"))
                .isEqualTo(new Read.Wrong("α is a number other than 0, such as 16 or 0.5."));
    }

    @Test
    void aLayerAndASeedAreNeeded() {
        assertThat(read(Set.of(), "1", "1", "0")).isEqualTo(new Read.Wrong("Choose a layer at least."));
        assertThat(read(TARGETS, "1", "1", "0.5"))
                .isEqualTo(new Read.Wrong("The seed is a whole number, such as 0."));
    }
}
