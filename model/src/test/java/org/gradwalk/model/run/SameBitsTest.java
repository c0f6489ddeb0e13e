package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.gpt.AttentionPattern;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Form;
import org.gradwalk.model.layer.LoraConfig.Qkv;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.layer.Mlp.Activation;
import org.gradwalk.model.tensor.Kernels;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.Bits;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** An iteration gives the same bits whoever computes it, and by which kernels. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class SameBitsTest {

    private static Iteration run(RandomNetwork network, int threads) {
        try (Workers workers = Workers.of(threads)) {
            Iteration iteration = network.iteration(network.program(network.fullUpdate()), workers);
            iteration.runAll();
            return iteration;
        }
    }

    /** A network so large that threads share every kind of operation; with adapters where it can have them all. */
    private static RandomNetwork large(Activation activation, AttentionPattern pattern, boolean tied) {
        GptConfig config = GptConfig.of(65, 70, 1, 4, 112)
                .withFeedForwardWidth(200)
                .withActivation(activation)
                .withTied(tied)
                .withAttention(pattern);
        LoraConfig lora = new LoraConfig(EnumSet.allOf(Target.class), 9, 3, Form.STANDARD, Qkv.SEPARATE);
        return new RandomNetwork(tied ? config : config.withLora(lora), 4, 70, Reduction.MEAN, true, 11);
    }

    @Property(tries = 6)
    void withOneTwoOrThreeThreads(@ForAll Activation activation, @ForAll boolean tied) {
        RandomNetwork network = large(activation, new AttentionPattern.SlidingWindow(17), tied);
        Kernels.plain(() -> {
            Iteration alone = run(network, 1);
            Bits.assertSame(run(network, 2), alone);
            Bits.assertSame(run(network, 3), alone);
        });
    }

    @Property(tries = 6)
    void withPlainAndWithVectorKernels(@ForAll Activation activation, @ForAll boolean tied) {
        RandomNetwork network = large(activation, new AttentionPattern.Dense(), tied);
        compareKernels(network, 2);
    }

    @Property(tries = 40)
    void withPlainAndWithVectorKernelsInEverySmallNetwork(@ForAll RandomNetwork network) {
        compareKernels(network, 1);
    }

    private static void compareKernels(RandomNetwork network, int threads) {
        Kernels.plain(() -> {
            Iteration plain = run(network, threads);
            Kernels.vectorised(() -> Bits.assertSame(run(network, threads), plain));
        });
    }

    @Property(tries = 10)
    void aSecondTime(@ForAll RandomNetwork network) {
        Iteration iteration = network.iteration(network.program(network.fullUpdate()), Workers.CALLER);
        iteration.runAll();
        Iteration again = network.iteration(network.program(network.fullUpdate()), Workers.CALLER);
        again.runAll();
        again.runAll();
        Bits.assertSame(again, iteration);
        assertThat(again.number()).as("updates that were taken over").isEqualTo(0);
    }
}
