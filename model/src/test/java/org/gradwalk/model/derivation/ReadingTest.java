package org.gradwalk.model.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.assertj.core.data.Offset;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed means what it means in NumPy. */
class ReadingTest {

    private static final NamedArrays KNOWN = NamedArrays.none()
            .matrix("A", Matrix.of(2, 3, 1, 2, 3, 4, 5, 6))
            .matrix("B", Matrix.of(2, 3, -1, 0, 1, 2, -2, 3))
            .matrix("S", Matrix.of(2, 2, 1, 2, 3, 5))
            .matrix("WE", Matrix.of(4, 2, 0, 1, 10, 11, 20, 21, 30, 31))
            .vector("v", Matrix.of(2, 1, 10, 100))
            .vector("w", Matrix.of(3, 1, 1, 2, 3))
            .vector("c", Matrix.of(3, 1, 2, 0, 2))
            .vector("gamma", Matrix.of(3, 1, 2, 3, 4))
            .number("N", 4)
            .mask("Omega", Matrix.of(2, 2, 1, 0, 1, 1))
            .size("T", 2)
            .size("d", 3)
            .size("d_h", 4);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "A + B                        | 0 2 4 6 3 9",
        "A - B - B                    | 3 2 1 0 9 0",
        "A ⊙ B                        | -1 0 3 8 -10 18",
        "A · B                        | -1 0 3 8 -10 18",
        "A * B / 2                    | -.5 0 1.5 4 -5 9",
        "A − B                        | 2 2 2 2 7 3",
        "-A ** 2                      | -1 -4 -9 -16 -25 -36",
        "(-A) ** 2                    | 1 4 9 16 25 36",
        "2 ** -1                      | .5",
        "A²                           | 1 4 9 16 25 36",
        "A.T                          | 1 4 2 5 3 6",
        "Aᵀ                           | 1 4 2 5 3 6",
        "A.T.T                        | 1 2 3 4 5 6",
        "v.T                          | 10 100",
        "A @ B.T                      | 2 7 2 16",
        "v @ A                        | 410 520 630",
        "A @ w                        | 14 32",
        "w @ w                        | 14",
        "v[:, None] @ w[None, :]      | 10 20 30 100 200 300",
        "np.outer(v, w)               | 10 20 30 100 200 300",
        "A.sum()                      | 21",
        "A.sum(axis=0)                | 5 7 9",
        "A.sum(0)                     | 5 7 9",
        "A.sum(axis=1)                | 6 15",
        "A.sum(axis=-1)               | 6 15",
        "np.sum(A, axis=1)            | 6 15",
        "np.sum(A, axis=None)         | 21",
        "A.mean(axis=1, keepdims=True)| 2 5",
        "A.mean(dim=-1, keepdim=True) | 2 5",
        "A.sum(axis=0, keepdims=True) | 5 7 9",
        "A.sum(axis=-2)               | 5 7 9",
        "w.sum()                      | 6",
        "w.mean(axis=0)               | 2",
        "A + w                        | 2 4 6 5 7 9",
        "w + A                        | 2 4 6 5 7 9",
        "A + v[:, None]               | 11 12 13 104 105 106",
        "v[:, None] * w               | 10 20 30 100 200 300",
        "w * v[:, np.newaxis]         | 10 20 30 100 200 300",
        "v.reshape(-1, 1) + 0 * A     | 10 10 10 100 100 100",
        "S - S.sum(axis=1)            | -2 -6 0 -3",
        "S - S.sum(axis=1, keepdims=True) | -2 -1 -5 -3",
        "np.diag(v) @ A               | 10 20 30 400 500 600",
        "np.diag(S)                   | 1 5",
        "A / N                        | .25 .5 .75 1 1.25 1.5",
        "A / d                        | .3333333333333333 .6666666666666666 1 1.3333333333333333 1.6666666666666667 2",
        "1 / np.sqrt(d_h) * v         | 5 50",
        "A * A.shape[1]               | 3 6 9 12 15 18",
        "A * len(A)                   | 2 4 6 8 10 12",
        "np.exp(0 * v)                | 1 1",
        "np.log(np.exp(v))            | 10 100",
        "v.sqrt() ** 2                | 10 100",
        "np.square(w)                 | 1 4 9",
        "np.power(w, 2)               | 1 4 9",
        "np.maximum(0, B)             | 0 0 1 2 0 3",
        "relu(B)                      | 0 0 1 2 0 3",
        "A * (B > 0)                  | 0 0 3 4 0 6",
        "A * (B >= 0)                 | 0 2 3 4 0 6",
        "A * (0 < B)                  | 0 0 3 4 0 6",
        "A * (B <= 0).astype(float)   | 1 2 0 0 5 0",
        "np.where(B > 0, A, 0)        | 0 0 3 4 0 6",
        "np.where(B > 0, A, 7)        | 7 7 3 4 7 6",
        "np.where(mask, S, 0)         | 1 0 3 5",
        "np.where(Omega == 0, 0, S)   | 1 0 3 5",
        "np.where(~mask, -np.inf, S)  | 1 -Infinity 3 5",
        "np.where(mask == 1, S, -np.inf)| 1 -Infinity 3 5",
        "S + np.where(mask, 0, -np.inf)| 1 -Infinity 3 5",
        "S + np.log(Omega)            | 1 -Infinity 3 5",
        "S + M                        | 1 -Infinity 3 5",
        "Omega * S                    | 1 0 3 5",
        "softmax(0 * S)               | .5 .5 .5 .5",
        "softmax(0 * v, axis=-1)      | .5 .5",
        "np.ones((2, 3)) + A          | 2 3 4 5 6 7",
        "A @ np.ones((3, 1))          | 6 15",
        "A.T @ np.ones(T)             | 5 7 9",
        "v[:, None] @ np.ones((1, d)) | 10 10 10 100 100 100",
        "np.zeros_like(A) + 1         | 1 1 1 1 1 1",
        "np.eye(2)                    | 1 0 0 1",
        "np.eye(2, 3)                 | 1 0 0 0 1 0",
        "A[:, 1:2]                    | 2 5",
        "A[:, 2:]                     | 3 6",
        "A[:1]                        | 1 2 3",
        "A[1:2, :]                    | 4 5 6",
        "WE[c]                        | 20 21 0 1 20 21",
        "np.eye(4)[c] @ WE            | 20 21 0 1 20 21",
        "onehot(c, 3)                 | 0 0 1 1 0 0 0 0 1",
        "np.concatenate([A, B], axis=1)| 1 2 3 -1 0 1 4 5 6 2 -2 3",
        "np.hstack((v, w))            | 10 100 1 2 3",
        "np.vstack([A, B])            | 1 2 3 4 5 6 -1 0 1 2 -2 3",
        "np.dot(A, w)                 | 14 32",
        "np.matmul(A, B.T)            | 2 7 2 16",
        "A.dot(w)                     | 14 32",
        "np.multiply(A, 2)            | 2 4 6 8 10 12",
        "np.transpose(A)              | 1 4 2 5 3 6",
        "A.transpose()                | 1 4 2 5 3 6",
        "dX = A * 1;                  | 1 2 3 4 5 6",
        "A  # the input               | 1 2 3 4 5 6",
        "γ + 1                        | 3 4 5",
        "+A - +A                      | 0 0 0 0 0 0",
        "1e-1 * v                     | 1 10",
        "A - -A                       | 2 4 6 8 10 12"})
    void numpyWouldGiveTheSame(String text, String numbers) {
        double[] expected = Arrays.stream(numbers.strip().split(" ", -1)).mapToDouble(Double::parseDouble).toArray();

        assertThat(KNOWN.value(text).toArray()).containsExactly(expected, Offset.offset(1e-13));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "A.sum(axis=1) | (2,)",
        "A.sum(axis=1, keepdims=True) | (2, 1)",
        "A.sum(axis=0, keepdims=True) | (1, 3)",
        "A.sum(keepdims=True) | (1, 1)",
        "v[:, None] + w[None, :] | (2, 3)",
        "A.sum(axis=1, keepdims=True) * A.sum(axis=0) | (2, 3)",
        "w @ w | ()",
        "A @ w | (2,)",
        "A @ w[:, None] | (2, 1)"})
    void shapesAreNumpys(String text, String shape) {
        assertThat(KNOWN.shape(text)).hasToString(shape);
    }

    @Test
    void gelusAreThoseOfTheEngine() {
        Expression z = NamedArrays.symbol("A");
        Names names = KNOWN.names();

        assertThat(Derivation.read("gelu_prime(A)", names)).isEqualTo(
                z.apply(Expression.Function.GELU_TANH_SLOPE));
        assertThat(Derivation.read("gelu(A)", names.withGelu(Expression.Function.GELU_ERF))).isEqualTo(
                z.apply(Expression.Function.GELU_ERF));
    }

    private static ThrowableAssertAlternative<UnreadableException> refused(String text) {
        return assertThatExceptionOfType(UnreadableException.class).isThrownBy(
                () -> Derivation.read(text, KNOWN.names()));
    }

    @Test
    void anUnknownNameIsToldWithThoseThatAreNearlySpelledSo() {
        refused("A * gama").withMessageContaining("did you mean gamma?")
                .satisfies(told -> assertThat(told.spot()).isEqualTo(new Spot(4, 4)));
        refused("A * Q").withMessage("There is no Q here; known are A, B, N, Omega, S, WE, c, gamma, v, w.");
        Map<String, Names.Known> many = IntStream.range(0, 20).boxed().collect(Collectors.toMap(
                i -> "A" + (i + 10), _ -> Objects.requireNonNull(KNOWN.names().arrays().get("A"))));
        Names crowd = new Names(many, Map.of(), Optional.empty(), Expression.Function.GELU_ERF, Map.of());
        assertThatExceptionOfType(UnreadableException.class).isThrownBy(() -> Derivation.read("Q", crowd))
                .withMessageContaining("known are A10, ").withMessageEndingWith("A25 and 4 more.");
    }

    @Test
    void aMisfitNamesBothShapesAndApartFromThemWhatWouldFit() {
        refused("1 + A @ B")
                .withMessage("A is (2, 3) and B is (2, 3): the columns of the first must be the rows of the second.")
                .satisfies(told -> {
                    assertThat(told.spot()).isEqualTo(new Spot(4, 5));
                    assertThat(told.remedy()).contains("A.T @ B or A @ B.T");
                });
        refused("A * v").satisfies(told -> assertThat(told.remedy()).contains("A * v[:, None]"));
        refused("A - A.sum(axis=1)").satisfies(told -> assertThat(told.remedy()).endsWith("keepdims=True"));
        refused("A * B.T").satisfies(told -> assertThat(told.remedy()).contains("A * B").contains("A @ B.T"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "A +", "A + + ", "(A", "A)", "A B", "2A", "A @ 2", "A.sum(axis=2)", "v.sum(axis=1)", "A.foo",
        "A.foo()", "foo(A)", "A[0, 0]", "A[:, :2]x", "[A, B]", "A ** B", "A ** v", "np.einsum('ij->i', A)", "np.",
        "np", "A.", "A.shape", "A == B", "np.tril(S)", "np.max(S)", "dX += A", "A = B = v", "A[:, 0:2:1]",
        "np.concatenate(A, axis=1)", "np.concatenate([A, v], axis=1)", "np.where(A, B)", "np.maximum(A, B)",
        "np.diag(A)", "N.sum()", "A.sum(axis=v)", "A.sum(axis=0, 1, 2)", "A[:, 1:3]", "v[None]x", "A if B else v",
        "lambda x: x", "A^2", "A'", "()", "[]", "A; B", "A.sum(where=B)", "np.ones(2, 3, 4)", "softmax(A, axis=0)"})
    void whatIsNotReadIsRefusedWithASentence(String text) {
        refused(text).satisfies(told -> {
            assertThat(told.sentence()).hasSizeGreaterThan(10).endsWith(".");
            assertThat(told.spot().position()).isBetween(0, text.length());
            assertThat(told.spot().end()).isBetween(0, text.length());
        });
    }

    @Test
    void aWordThatWasBegunIsCompleted() {
        assertThat(KNOWN.names().complete("d")).containsExactly("d", "d_h", "diag", "dot");
        assertThat(KNOWN.names().complete("GAM")).isEqualTo(List.of("gamma"));
        assertThat(KNOWN.names().complete("zz")).isEmpty();
    }
}
