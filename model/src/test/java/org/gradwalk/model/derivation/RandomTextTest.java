package org.gradwalk.model.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;

/** Sensible texts in any combination: what is read can be evaluated, and written, and read again. */
class RandomTextTest {

    private static final NamedArrays KNOWN = NamedArrays.none()
            .matrix("A", NamedArrays.random(3, 3, 1))
            .matrix("B", NamedArrays.random(3, 2, 2))
            .matrix("R", NamedArrays.random(1, 3, 3))
            .matrix("K", NamedArrays.random(3, 1, 4))
            .matrix("O", NamedArrays.random(1, 1, 5))
            .vector("v", NamedArrays.random(3, 1, 6))
            .vector("w", NamedArrays.random(2, 1, 7))
            .vector("o", NamedArrays.random(1, 1, 8))
            .number("N", 3)
            .mask("M", Matrix.of(3, 3, 1, 0, 0, 1, 1, 0, 1, 1, 1))
            .size("T", 3)
            .size("H", 1);
    private static final List<String> LEAVES = List.of(
            "A", "B", "R", "K", "O", "v", "w", "o", "N", "T", "2", "0.5", "np.eye(3)", "np.ones((3, 2))", "np.ones(3)",
            "A", "B", "v");
    private static final List<String> ONE = List.of(
            "%s.T", "(-%s)", "%s.sum(axis=0)", "%s.sum(axis=1)", "%s.sum(axis=1, keepdims=True)",
            "%s.mean(axis=0, keepdims=True)", "%s.sum()", "%s.sum(keepdims=True)", "%s[:, None]", "%s[None, :]",
            "np.tanh(%s)", "softmax(%s)", "np.diag(%s)", "np.maximum(0, %s)", "(%s > 0)", "%s ** 2", "%s[:, :1]",
            "%s[1:2]", "np.where(M, %s, 0)", "np.where(%s > 0, 2, A)", "norm(%s)", "sum_sequences(%s)");
    private static final List<String> TWO = List.of(
            "(%s + %s)", "(%s - %s)", "%s * %s", "(%s * %s)", "(%s / (2 + %s ** 2))", "(%s @ %s)", "%s @ %s",
            "np.outer(%s, %s)", "np.concatenate([%s, %s], axis=1)", "np.vstack([%s, %s])", "np.minimum(%s, %s)");

    /** What makes arrays of one entry, or vectors of columns, which the writer does not tell from numbers and matrices. */
    private static final List<String> UNWRITTEN = List.of(
            "O", "o", "%s[:, :1]", "%s[1:2]", "%s.sum(keepdims=True)", "%s.mean(axis=0, keepdims=True)",
            "%s.sum(axis=1, keepdims=True)", "np.diag(%s)", "np.outer(%s, %s)", "np.concatenate([%s, %s], axis=1)",
            "np.vstack([%s, %s])");

    private static String any(Random random, List<String> words, boolean withAll) {
        List<String> allowed = words.stream().filter(word -> withAll || !UNWRITTEN.contains(word)).toList();
        return allowed.get(random.nextInt(allowed.size()));
    }

    private static String text(Random random, int depth, boolean withAll) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return any(random, LEAVES, withAll);
        }
        String first = text(random, depth - 1, withAll);
        return random.nextInt(5) < 2
                ? any(random, ONE, withAll).formatted(first)
                : any(random, TWO, withAll).formatted(first, text(random, depth - 1, withAll));
    }

    @Test
    void whatIsReadCanBeEvaluated() {
        Random random = new Random(12);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = text(random, 1 + random.nextInt(4), true);
            try {
                assertThat(KNOWN.value(text).size()).as(text).isEqualTo((int) KNOWN.shape(text).entries());
                read++;
            } catch (UnreadableException refused) {
                assertThat(refused.sentence()).isNotEmpty();
            }
        }

        assertThat(read).isGreaterThan(3_000);
    }

    @Test
    void whatIsReadCanBeWrittenAndReadAgain() {
        Random random = new Random(11);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = text(random, 1 + random.nextInt(4), false);
            try {
                Shape shape = KNOWN.shape(text);
                Matrix numbers = KNOWN.value(text);
                String written = Writer.write(Derivation.read(text, KNOWN.names()), KNOWN.names(), shape);
                assertThat(KNOWN.check(written, shape, numbers))
                        .as("%s, written %s", text, written)
                        .isInstanceOf(Verdict.Agrees.class);
                read++;
            } catch (UnreadableException refused) {
                assertThat(refused.sentence()).isNotEmpty();
            }
        }

        assertThat(read).isGreaterThan(3_000);
    }
}
