package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Optimizer;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.Test;

/** A value without words would break the picture that shows it. */
class ValueWordsTest {

    @Test
    void everyValueOfEveryProgramHasItsWords() {
        Set<String> words = new HashSet<>();
        List<GptConfig> configs = new ArrayList<>(Stream.of(Preset.values()).map(Preset::config).toList());
        configs.add(Preset.PAPER.config().withLora(LoraConfig.paper(2, 1, EnumSet.allOf(Target.class))));
        for (GptConfig config : configs) {
            for (Optimizer optimizer : new Optimizer[]{new AdamW(), new Sgd(true), new Sgd(false)}) {
                Gpt.program(config, 1, 2, Reduction.SUM, new Update(optimizer, true, true))
                        .values()
                        .forEach(value -> words.add(ValueWords.of(value)));
            }
        }

        assertThat(words).contains("attention weights").allSatisfy(each -> assertThat(each).doesNotContain("/"));
    }

    @Test
    void whatItIsOfAValueComesFirst() {
        assertThat(ValueWords.of("grad/act/h.2.attn.scores")).isEqualTo("error of scores");
        assertThat(ValueWords.of("grad/act/embed@h.0.ln_1")).isEqualTo("part of the error of stream at the start");
        assertThat(ValueWords.of("grad/param/h.0.attn.c_proj.weight")).isEqualTo("gradient of output projection");
        assertThat(ValueWords.of("after/state/exp_avg_sq/wpe.weight")).isEqualTo("mean square so far, next");
        assertThat(ValueWords.of("after/param/ln_f.weight")).isEqualTo("gain, next");
    }
}
