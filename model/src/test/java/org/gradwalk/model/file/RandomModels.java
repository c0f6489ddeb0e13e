package org.gradwalk.model.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.gradwalk.model.gpt.AttentionPattern;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.Mlp.Activation;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.testing.RandomNetworks;

/** Models of any small network, with any finite numbers. */
final class RandomModels {
    private RandomModels() {}

    static Arbitrary<ModelFile> models() {
        Arbitrary<Map<String, String>> descriptions = Arbitraries
                .maps(Arbitraries.strings().alpha().ofMaxLength(5), Arbitraries.strings().all().ofMaxLength(10))
                .ofMaxSize(2)
                .filter(description -> description.values().stream().allMatch(TensorFile::isText));
        return Combinators.combine(configs(), Arbitraries.longs(), descriptions).as(RandomModels::of);
    }

    static Arbitrary<GptConfig> configs() {
        Arbitrary<int[]> sizes = Arbitraries.integers().between(1, 4).array(int[].class).ofSize(6);
        Arbitrary<boolean[]> switches = Arbitraries.of(true, false).array(boolean[].class).ofSize(3);
        Arbitrary<Double> epsilons = Arbitraries.oneOf(
                Arbitraries.of(0.0, 1e-5, Double.MIN_VALUE, Double.MAX_VALUE),
                Arbitraries.doubles().between(0, 1));
        return Combinators.combine(
                sizes, switches, epsilons, Arbitraries.of(Activation.values()), attention(), RandomNetworks.loras())
                .as((n, is, epsilon, activation, attention, lora) -> new GptConfig(
                        n[0], n[1], n[2], n[3], n[3] * n[4], n[5], activation, is[0], is[1] && !is[2], is[2], epsilon,
                        attention, is[2] ? lora.flatMap(RandomNetworks::withoutHead) : lora));
    }

    private static Arbitrary<AttentionPattern> attention() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 5);
        return Arbitraries.oneOf(
                Arbitraries.of(new AttentionPattern.Dense(), new AttentionPattern.Unmasked()),
                sizes.map(AttentionPattern.SlidingWindow::new),
                Combinators.combine(sizes, sizes).as(AttentionPattern.BlockStrided::new));
    }

    static ModelFile of(GptConfig config, long seed, Map<String, String> description) {
        SplittableRandom random = new SplittableRandom(seed);
        SequencedMap<String, Matrix> parameters = new LinkedHashMap<>();
        Gpt.parameters(config).forEach(value -> {
            Matrix matrix = Matrix.zeros(value.rows(), value.columns());
            for (int i = 0; i < matrix.data().length; i++) {
                matrix.data()[i] = finite(random);
            }
            parameters.put(value.name(), matrix);
        });
        List<String> vocabulary = IntStream.range(0, config.vocabularySize())
                .mapToObj(i -> Character.toString("aé\"\n😀".codePoints().toArray()[i]))
                .toList();
        return new ModelFile(config, vocabulary, parameters, description);
    }

    /** Any bits that stand for a finite number: negative zero and the smallest ones among them. */
    private static double finite(SplittableRandom random) {
        double number = switch (random.nextInt(8)) {
            case 0 -> -0.0;
            case 1 -> Double.MIN_VALUE;
            default -> Double.longBitsToDouble(random.nextLong());
        };
        return Double.isFinite(number) ? number : 0;
    }
}
