package org.gradwalk.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Agreement.assertZero;

import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.gpt.AttentionPattern;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;
import org.gradwalk.model.text.Batch;

/** No position sees a later one, and none is trained through it; without a mask both happen. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class CausalityTest {

    @Property(tries = 50)
    void aTokenChangesNothingBeforeIt(@ForAll RandomNetwork network) {
        Assume.that(network.config().attention().isCausal());
        int changed = new Random(network.seed()).nextInt(network.positions());
        int vocabulary = network.config().vocabularySize();
        Iteration before = network.finished();
        Iteration after = network.iteration();
        Batch batch = network.batch();
        int[][] tokens = batch.tokens().clone();
        tokens[0] = tokens[0].clone();
        tokens[0][changed] = (tokens[0][changed] + 1) % vocabulary;
        after.load(tokens, batch.targets());
        after.runAll();

        assertSameBits(
                "logits before the change", after.matrix("logits").rows(0, changed),
                before.matrix("logits").rows(0, changed));
    }

    @Property(tries = 50)
    void anErrorReachesNoLaterInput(@ForAll RandomNetwork network) {
        Assume.that(network.config().attention().isCausal());
        int last = new Random(network.seed()).nextInt(network.positions());
        Iteration iteration = network.iteration();
        Batch batch = network.batch();
        int[][] targets = new int[network.sequences()][network.positions()];
        for (int b = 0; b < network.sequences(); b++) {
            for (int t = 0; t < network.positions(); t++) {
                targets[b][t] = t <= last ? 0 : Batch.IGNORED;
            }
        }
        iteration.load(batch.tokens(), targets);
        iteration.runAll();
        for (int b = 0; b < network.sequences(); b++) {
            int first = b * network.positions() + last + 1;
            assertZero(
                    "errors after the last target of sequence " + b,
                    iteration.matrix("grad/act/embed").rows(first, network.positions() - last - 1));
        }
    }

    @Property(tries = 20)
    void withoutAMaskTheFirstPositionReadsTheLastOne(@ForAll RandomNetwork network) {
        Assume.that(network.positions() > 1);
        RandomNetwork open = network.with(network.config().withAttention(new AttentionPattern.Unmasked()));
        Iteration iteration = open.finished();

        assertThat(iteration.program().value(Gpt.ATTENTION_MASK)).as("mask").isEmpty();
        assertThat(iteration.program().node("h.0.attn:mask")).as("step that masks").isEmpty();
        Value probs = iteration.program().requireValue("h.0.attn.probs");
        assertThat(probs.head(iteration.matrix(probs), 0, 0).get(0, open.positions() - 1)).isPositive();
    }
}
