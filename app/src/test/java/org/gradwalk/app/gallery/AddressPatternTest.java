package org.gradwalk.app.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPatternTest {

    @ParameterizedTest
    @CsvSource({
        "h.*.attn.probs, h.0.attn.probs, true",
        "h.*.attn.probs, h.11.attn.probs, true",
        "h.*.attn.probs, grad/act/h.0.attn.probs, false",
        "h.*.attn.probs, hX0Xattn.probs, false",
        "*, loss, true",
        "*, grad/act/loss, false",
        "**, grad/act/loss, true",
        "**.probs, grad/act/h.0.attn.probs, true",
        "h.0.attn:(softmax, h.0.attn:softmax, false",
        "backward/h.0.attn:*, backward/h.0.attn:softmax, true"})
    void starsStandForAnythingButASlashOrForAnything(String pattern, String address, boolean fits) {
        assertThat(new AddressPattern(pattern).test(address)).isEqualTo(fits);
    }

    @Test
    void whatFitsNothingMayHaveMeantSomethingElse() {
        assertThat(new AddressPattern("h.*.attn.prob").nearest(List.of("h.0.attn.probs", "h.0.mlp.act", "loss")))
                .containsExactly("h.0.attn.probs");
    }
}
