package org.gradwalk.model.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.gradwalk.model.formula.Evaluator;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions mean what they mean in NumPy, and say what is wrong with them. */
class ConditionsTest {

    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final NamedArrays KNOWN = NamedArrays.none()
            .matrix("A", Matrix.of(2, 3, 1, -4, 2, 0, 3, -1))
            .matrix("N", Matrix.of(2, 2, 1, NAN, 2, 3))
            .matrix("I", Matrix.of(2, 2, 1, -INF, 2, 3))
            .vector("v", Matrix.of(3, 1, 1, 2, 3))
            .number("x", 2)
            .number("n", NAN)
            .mask("M", Matrix.of(2, 2, 1, 0, 1, 1));

    private static boolean holds(String text) {
        TypedExpression typed = TypedExpression.condition(text, KNOWN.names(), 1);
        double value = Evaluator.evaluate(typed.expression(), KNOWN.scope()).get(0, 0);
        assertThat(value).as(text).isIn(0.0, 1.0);
        return value == 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "max(A) == 3", "min(A) == -4", "max(abs(A)) == 4", "norm(A) > 5.5", "norm(A) < 5.6", "sum(A) == 1",
        "mean(A) * 6 == 1", "A.max() >= 3", "np.amax(A) <= 3", "np.abs(A).max() != 3", "sqrt(max(abs(A))) == 2",
        "any(A > 2)", "(A > 2).any()", "all(A < 4)", "not all(A < 3)", "not any(A > 3)", "any(A > v)",
        "all(v[None, :] > 0)",
        "x == 2", "x == 2.0 and x < 3", "x > 5 or x > 1", "not x > 5", "not x > 5 and x > 1", "not (x > 5 and x > 1)",
        "x > 5 and x > 5 or x > 1", "x > 1 or x > 5 and x > 5", "(x > 1) & (x < 3)", "(x > 5) | (x < 3)", "~(x > 5)",
        "any((A > 1) & (A < 3))", "not any((A > 3) & (A < 5))", "all((A > 2) | (A < 3))", "all(~(A > 3))",
        "sum(A > 0) == 3", "mean(A > 0) == 0.5", "any(abs(A) > 3)", "np.any(np.isnan(N))", "any(isnan(N))",
        "not any(isnan(A))", "any(isinf(I))", "not any(isinf(N))", "all(isfinite(A))", "not all(isfinite(N))",
        "not all(isfinite(I))", "isnan(n)", "not isfinite(n)", "not isinf(n)", "sum(isnan(N)) == 1", "isinf(inf)",
        "isinf(-inf)", "any(mask)", "not all(M)", "any(mask & (I > 2))", "not any(~mask & (I > 2))", "isnan(max(N))",
        "isnan(norm(N))", "min(I) == -inf", "x**2 == 4", "1 < x", "2 >= x", "all(A @ A.T == A @ A.T)",
        "any(mask == 0)"})
    void holdsAsInNumPy(String text) {
        assertThat(holds(text)).as(text).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {">", ">=", "<", "<=", "=="})
    void noComparisonHoldsForNaN(String sign) {
        assertThat(holds("n " + sign + " x")).as("NaN on the left").isFalse();
        assertThat(holds("x " + sign + " n")).as("NaN on the right").isFalse();
        assertThat(holds("n " + sign + " n")).as("NaN on both sides").isFalse();
        assertThat(holds("not n " + sign + " x")).as("its opposite").isTrue();
        assertThat(holds("sum(N " + sign + " N) == " + (sign.contains("=") ? 3 : 0))).as("of entries").isTrue();
    }

    @Test
    void onlyUnequalHoldsForNaN() {
        assertThat(holds("n != n")).isTrue();
        assertThat(holds("x != x")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '"', value = {
        "A > 2→ A > 2 is a condition for each entry, shape (2, 3)→ A > 2→ any(A > 2) or all(A > 2)",
        "isnan(N)→ isnan(N) is a condition for each entry, shape (2, 2)→ isnan(N)→ any(isnan(N)) or all(isnan(N))",
        "x > 1 and A > 2→ A > 2 is a condition for each entry→ A > 2→ any(A > 2) or all(A > 2)",
        "not A > 2→ A > 2 is a condition for each entry→ A > 2→ any(A > 2) or all(A > 2)",
        "norm(A)→ norm(A) is a number, not a condition→ norm(A)→ norm(A) > 10",
        "A→ A is an array, shape (2, 3), not a condition→ A→ max(abs(A)) > 10",
        "norm(A) > 3 & x > 1→ Here a second comparison follows: join them by and→ >→ \"\"",
        "(x > 1) & 3→ 3 is no condition, and & takes conditions: comparisons beside & need brackets→ 3→ \"\"",
        "1 < x < 3→ Here a second comparison follows: join them by and→ <→ \"\"",
        "any(A)→ A is no condition, and any takes conditions: compare it with something→ A→ \"\"",
        "not x→ x is no condition, and not takes conditions→ x→ \"\"",
        "max(A, axis=1) > 2→ max has no argument axis here→ max(A, axis=1)→ \"\"",
        "max(A, A) > 2→ max takes 1 argument, not 2→ max(A, A)→ \"\"",
        "norm(grad) > 10→ There is no grad here; known are A, I, M, N, n, v, x→ grad→ \"\"",
        "maxx(A) > 2→ There is no function maxx here→ maxx→ \"\"",
        "A > v[:, None]→ A is (2, 3) and v[:, None] is (3, 1), which cannot stand beside each other→ "
                + "A > v[:, None]→ \"A > v[:, None].T\"",
        "x >→ Here a name, a number or a bracket is missing at the end→ \"\"→ \"\"",
        "x > 1 and→ Here a name, a number or a bracket is missing at the end→ \"\"→ \"\"",
        "and x→ Here a name, a number or a bracket is missing→ and→ \"\"",
        "`loss > 1→ A name that begins with ` ends with one too→ `→ \"\"",
        "`loss` > 1→ There is no loss here→ `loss`→ \"\"",
        "x = 2→ Only one expression is read→ =→ \"\""})
    void errorsSayWhereAndWhatToDo(String text, String message, String spot, String remedy) {
        assertThatExceptionOfType(UnreadableException.class)
                .isThrownBy(() -> TypedExpression.condition(text, KNOWN.names(), 1))
                .satisfies(told -> {
                    assertThat(told.sentence()).contains(message).endsWith(".");
                    assertThat(told.spot().in(text)).isEqualTo(spot);
                    assertThat(told.remedy()).isEqualTo(remedy);
                });
    }

    @Test
    void whatIsAbsentSaysWhy() {
        Names names = KNOWN.names().withAbsent("dX", "dX is not there yet.");

        assertThatExceptionOfType(UnreadableException.class)
                .isThrownBy(() -> TypedExpression.condition("norm(dX) > 1", names, 1))
                .withMessage("dX is not there yet.");
        assertThatExceptionOfType(UnreadableException.class)
                .isThrownBy(() -> TypedExpression.condition("norm(ΔX) > 1", names, 1))
                .withMessage("dX is not there yet.");
    }

    @Test
    void numbersAndArraysCanBeReadToo() {
        assertThat(TypedExpression.read("norm(A)", KNOWN.names(), 1))
                .matches(typed -> !typed.isCondition() && typed.shape().equals(Shape.number()));
        assertThat(TypedExpression.read("A.T", KNOWN.names(), 1))
                .matches(typed -> !typed.isCondition() && typed.shape().equals(Shape.matrix(3, 2)));
        assertThat(TypedExpression.read("A > 0", KNOWN.names(), 1))
                .matches(typed -> typed.isCondition() && typed.shape().equals(Shape.matrix(2, 3)));
    }

    @Test
    void derivationsHaveNoneOfThis() {
        for (String text : new String[]{
            "max(A)", "abs(A)", "any(A > 2)", "isnan(A)", "`A`", "A > 2 and A < 3", "A & A", "not A", "x != x"}) {
            assertThatExceptionOfType(UnreadableException.class).as(text)
                    .isThrownBy(() -> Derivation.read(text, KNOWN.names()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"any(", "not ", "isnan(", "abs(", "~", "(x > 1) | ", "x > 1 and ", "max(", "x > 1 or not "})
    void deepOnesAreRefusedOrReadSoon(String part) {
        for (int times : new int[]{20, 60, 150}) {
            String text = part.repeat(times) + "A" + (part.endsWith("(") ? ")".repeat(times) : "");
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                try {
                    TypedExpression typed = TypedExpression.read(text, KNOWN.names(), 1);
                    Evaluator.evaluate(typed.expression(), KNOWN.scope());
                } catch (UnreadableException refused) {
                    assertThat(refused.sentence()).isNotEmpty();
                }
            });
        }
    }

    @Property(tries = 500)
    void noiseIsAnsweredByASentence(@ForAll @StringLength(max = 60) String noise) {
        answered(noise);
    }

    @Test
    void soAreWordsInAnyOrder() {
        String[] words = {
            "A", "N", "v", "x", "2", "0", "+", "-", "*", "@", "**", "(", ")", ")", ".T", "any(", "all(", "max(", "min(",
            "isnan(", "abs(", "norm(", "np.", "and", "or", "not", "&", "|", "~", ">", ">=", "==", "!=", "mask",
            "where(",
            ",", "`A`", "`", "[:, None]"};
        Random random = new Random(5);
        int read = 0;
        for (int i = 0; i < 30_000; i++) {
            String text = random.ints(1 + random.nextInt(9), 0, words.length)
                    .mapToObj(word -> words[word])
                    .collect(Collectors.joining(" "));
            read += answered(text) ? 1 : 0;
        }
        assertThat(read).as("texts that mean something").isGreaterThan(300);
    }

    private static boolean answered(String text) {
        try {
            TypedExpression typed = TypedExpression.read(text, KNOWN.names(), 1);
            Matrix value = Evaluator.evaluate(typed.expression(), KNOWN.scope());
            assertThat((long) value.size()).as(text).isEqualTo(typed.shape().entries());
            if (typed.isCondition()) {
                assertThat(Arrays.stream(value.toArray())).as(text).isSubsetOf(0.0, 1.0);
            }
            return true;
        } catch (UnreadableException refused) {
            assertThat(refused.sentence()).as(text).hasSizeGreaterThan(10).doesNotContain("null", "Exception");
            assertThat(refused.spot().position()).as(text).isBetween(0, text.length());
            assertThat(refused.spot().end()).as(text).isBetween(refused.spot().position(), text.length());
            return false;
        }
    }
}
