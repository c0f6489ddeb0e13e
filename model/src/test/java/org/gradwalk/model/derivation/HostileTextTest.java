package org.gradwalk.model.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed, the answer is a sentence, and it comes soon. */
class HostileTextTest {

    private static final NamedArrays KNOWN = NamedArrays.none()
            .matrix("A", NamedArrays.random(3, 3, 1))
            .matrix("B", NamedArrays.random(3, 3, 2))
            .vector("v", NamedArrays.random(3, 1, 3))
            .number("N", 3)
            .size("T", 3);

    private static Verdict verdict(String text) {
        return Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> KNOWN.check(text, Shape.matrix(3, 3), NamedArrays.random(3, 3, 4)));
    }

    static Stream<String> tooMuch() {
        return Stream.of(
                "A".repeat(10_000),
                "A + ".repeat(2_500) + "A",
                "(".repeat(5_000) + "A" + ")".repeat(5_000),
                "(".repeat(900) + "A" + ")".repeat(900),
                "[".repeat(1_900),
                "-".repeat(1_900) + "A",
                "~".repeat(1_900) + "A",
                "A" + ".T".repeat(900),
                "A" + "ᵀ".repeat(1_900),
                "A" + "**2".repeat(600),
                "A+".repeat(990) + "A",
                "A@".repeat(990) + "A",
                "np.exp(".repeat(200) + "A" + ")".repeat(200),
                "A[".repeat(900),
                "A.sum(axis=".repeat(150),
                "1" + "0".repeat(1_900),
                "np.".repeat(600),
                "a_".repeat(1_000));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void tooMuchIsRefused(String text) {
        assertThat(verdict(text)).isInstanceOfAny(
                Verdict.Unreadable.class, Verdict.Differs.class, Verdict.WrongShape.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "__import__('os').system('ls')", "__import__(A)", "exec(A)", "open(A)", "A.__class__",
        "np.ones((100000,100000))",
        "np.ones((100000, 1)) @ np.ones((1, 100000))", "np.ones(99999999999)", "np.ones(1e99)", "np.ones((0, 3))",
        "np.ones(-1)", "np.eye(100000)", "np.outer(np.ones(5000), np.ones(5000))", "np.diag(np.ones(4000))",
        "np.ones((2000,2000)) @ np.ones((2000,2000))", "onehot(v, 1e8)", "onehot(v, 0)", "np.eye(3)[A]", "A[:, 0:0]",
        "A[:, 3:1]", "A[:, -1:]", "A.shape[9]", "A.sum(axis=99999999999)", "A.sum(axis=0.5)", "1e400 * A + q",
        "\u0000", "A\u200bB", "\ud83d\ude00", "\ud83d", "A \u202e B", "ÄÖÜ", "𝑨 + 𝑩", "А", "\uffff", "A\\B", "`A`",
        "A; import os", "A\n\nB", "\"\"\"", "$A$", "%", "A?", "!", "A,B", "A=", "=A", "==", "a=b=c", ".", "..", ".T",
        "1.2.3", "1e", "1e+", "0x10", "1j", "A.T.", "A.()", "A.T()", "A[]", "A[,]", "A[:", "A[::]", "f()", "()",
        "np.()",
        "np.sum()", "np.where()", "np.concatenate([])", "np.concatenate([A], axis=5)", "sum_sequences(v)",
        "split_heads(A)", "norm()", "T.T.T @ T", "None", "True", "lambda", "A if A else A", "[x for x in A]"})
    void everythingElseIsASentenceOrANumber(String text) {
        assertThat(verdict(text)).isNotInstanceOf(Verdict.Agrees.class);
        if (verdict(text) instanceof Verdict.Unreadable(Spot spot, String message, String _)) {
            assertThat(message).hasSizeGreaterThan(10).doesNotContain("null", "Exception");
            assertThat(spot.position()).isBetween(0, text.length());
            assertThat(spot.end()).isBetween(spot.position(), text.length());
        }
    }

    @Property(tries = 500)
    void noiseIsAnsweredToo(@ForAll @StringLength(max = 60) String noise) {
        assertThat(verdict(noise)).isNotNull();
    }

    @Test
    void soAreWordsInAnyOrder() {
        String[] words = {
            "A", "B", "v", "N", "T", "2", "0", "+", "-", "*", "@", "/", "**", "(", ")", ".T", ".sum(", "axis=",
            "keepdims=True", ",", "[", "]", ":", "None", "np.", "exp(", "softmax(", "np.where(", "np.ones(", ">", "=="};
        Random random = new Random(5);
        for (int i = 0; i < 3_000; i++) {
            String text = random.ints(1 + random.nextInt(12), 0, words.length)
                    .mapToObj(word -> words[word])
                    .collect(Collectors.joining(" "));
            assertThat(verdict(text)).as(text).isNotNull();
        }
    }

    @Test
    void whatIsTooLargeIsToldBeforeItIsComputed() {
        assertThat(verdict("np.ones((100000, 100000))")).isInstanceOfSatisfying(
                Verdict.Unreadable.class, told -> assertThat(told.message()).contains("10,000,000,000 entries"));
        assertThat(verdict("np.ones((2000,2000)) @ np.ones((2000,2000))")).isInstanceOfSatisfying(
                Verdict.Unreadable.class, told -> assertThat(told.message()).contains("multiplications"));
    }

    @Test
    void aDivisionByZeroIsToldWithTheFirstEntryThatSuffers() {
        Verdict verdict = KNOWN.check("A / (A - A)", Shape.matrix(3, 3), NamedArrays.random(3, 3, 4));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.NotFinite.class, told -> {
            assertThat(told.row()).isZero();
            assertThat(told.column()).isZero();
            assertThat(told.value()).isInfinite();
        });
    }

    @Test
    void aLongWrongAnswerOfLargeArraysIsAnsweredSoon() {
        NamedArrays large = NamedArrays.none().size("T", 256).size("d", 64);
        for (String name : new String[]{"X", "Y", "Z", "dX", "dY", "dZ"}) {
            large = large.matrix(name, NamedArrays.random(256, 64, name.hashCode()));
        }
        NamedArrays known = large;
        String text = "X @ (Y.T @ Z) + " + "dX * dY - ".repeat(30) + "dZ";
        Matrix expected = NamedArrays.random(256, 64, 9);

        Assertions.assertTimeout(
                Duration.ofSeconds(15),
                () -> assertThat(known.check(text, Shape.matrix(256, 64), expected))
                        .isInstanceOf(Verdict.Differs.class));
    }

    @Test
    void moreCharactersThanAllowedAreRefusedAtTheFirstThatIsTooMany() {
        assertThatExceptionOfType(UnreadableException.class)
                .isThrownBy(() -> Derivation.read("A".repeat(10_000), KNOWN.names()))
                .satisfies(told -> assertThat(told.spot()).isEqualTo(new Spot(2_000, 8_000)));
    }
}
