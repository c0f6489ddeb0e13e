package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.gradwalk.app.EveryProgram;
import org.junit.jupiter.api.Test;

/** A value without words would break the picture that shows it. */
class ValueWordsTest {

    @Test
    void everyValueOfEveryProgramHasItsWords() {
        Set<String> words = new HashSet<>();
        EveryProgram.all().forEach(program -> program.values().forEach(value -> words.add(ValueWords.of(value))));

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
