package org.gradwalk.model.testing;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.IntegerArbitrary;
import net.jqwik.api.domains.DomainContextBase;
import org.gradwalk.model.gpt.AttentionPattern;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Form;
import org.gradwalk.model.layer.LoraConfig.Qkv;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.layer.Mlp.Activation;

/** Small networks of every kind there is, for properties that take a {@link RandomNetwork}. */
public final class RandomNetworks extends DomainContextBase {

    private record Kind(
            Activation activation, boolean bias, boolean headBias, boolean tied, double epsilon,
            AttentionPattern pattern, Optional<LoraConfig> lora) {}

    private record Shape(int vocabulary, int spareContext, int layers, int heads, int headWidth, int hidden) {}

    private record Input(int sequences, int positions, Reduction reduction, boolean ignoring, long seed) {}

    @Provide
    Arbitrary<RandomNetwork> networks() {
        return Combinators.combine(kinds(), shapes(), inputs()).as(RandomNetworks::network);
    }

    private static RandomNetwork network(Kind kind, Shape shape, Input input) {
        // a layer norm of fewer than four features is nearly a step function, and no measure of rounding
        int heads = shape.heads;
        int width = heads * Math.max(shape.headWidth, (3 + heads) / heads);
        GptConfig config = new GptConfig(
                shape.vocabulary, input.positions + shape.spareContext, shape.layers, heads, width, shape.hidden,
                kind.activation, kind.bias, kind.headBias && !kind.tied, kind.tied, kind.epsilon, kind.pattern,
                kind.lora);
        return new RandomNetwork(
                config, input.sequences, input.positions, input.reduction, input.ignoring, input.seed);
    }

    private static Arbitrary<Kind> kinds() {
        Arbitrary<Boolean> flag = Arbitraries.of(false, true);
        return Combinators
                .combine(
                        Arbitraries.of(Activation.class), flag, flag, flag, Arbitraries.of(0.0, 1e-5, 0.1), patterns(),
                        loras())
                .as((activation, bias, headBias, tied, epsilon, pattern, lora) -> new Kind(
                        activation, bias, headBias, tied, epsilon, pattern,
                        tied ? lora.flatMap(RandomNetworks::withoutHead) : lora));
    }

    /** Adapters of every kind, on any layers; none in one of three networks. */
    public static Arbitrary<Optional<LoraConfig>> loras() {
        Arbitrary<LoraConfig> some = Combinators.combine(
                Arbitraries.of(Target.class).set().ofMinSize(1), between(1, 4), Arbitraries.of(-0.5, 1.0, 3.0),
                Arbitraries.of(Form.class), Arbitraries.of(Qkv.class)).as(LoraConfig::new);
        return some.optional(0.67);
    }

    /** What is left of adapters where the unembedding is tied. */
    public static Optional<LoraConfig> withoutHead(LoraConfig lora) {
        Set<Target> targets = new HashSet<>(lora.targets());
        targets.remove(Target.LM_HEAD);
        return targets.isEmpty()
                ? Optional.empty()
                : Optional.of(new LoraConfig(targets, lora.rank(), lora.alpha(), lora.form(), lora.qkv()));
    }

    private static Arbitrary<AttentionPattern> patterns() {
        IntegerArbitrary size = between(1, 4);
        return Arbitraries.oneOf(
                Arbitraries.of(new AttentionPattern.Dense(), new AttentionPattern.Unmasked()),
                size.map(AttentionPattern.SlidingWindow::new),
                Combinators.combine(size, size).as(AttentionPattern.BlockStrided::new));
    }

    private static Arbitrary<Shape> shapes() {
        return Combinators
                .combine(between(2, 11), between(0, 2), between(1, 2), between(1, 3), between(1, 4), between(1, 12))
                .as(Shape::new);
    }

    private static Arbitrary<Input> inputs() {
        return Combinators
                .combine(
                        between(1, 3), between(1, 6), Arbitraries.of(Reduction.class), Arbitraries.of(false, true),
                        Arbitraries.longs())
                .as(Input::new);
    }

    private static IntegerArbitrary between(int least, int most) {
        return Arbitraries.integers().between(least, most);
    }
}
