package org.gradwalk.model.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.data.Offset;
import org.gradwalk.model.derivation.Question.Case;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;

/** What a verdict says, and what the hints mean. */
class VerdictTest {

    private static final NamedArrays KNOWN = NamedArrays.none()
            .matrix("A", NamedArrays.random(4, 4, 1))
            .matrix("B", NamedArrays.random(4, 4, 2))
            .matrix("C", NamedArrays.random(4, 4, 3))
            .vector("v", NamedArrays.random(4, 1, 4))
            .mask("Omega", Matrix.of(4, 4, 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1));
    private static final Shape SQUARE = Shape.matrix(4, 4);

    private static Verdict.Differs wrong(String text, String right) {
        return assertThat(KNOWN.check(text, SQUARE, KNOWN.value(right), Derivation.read(right, KNOWN.names())))
                .asInstanceOf(InstanceOfAssertFactories.type(Verdict.Differs.class))
                .actual();
    }

    @Test
    void aForgottenMaskIsNamed() {
        assertThat(wrong("A @ B", "np.where(mask, A @ B, 0)").hints()).contains(new Hint.ForgottenMask("Omega"));
        assertThat(wrong("A", "np.where(mask, A, -np.inf)").hints()).contains(new Hint.ForgottenMask("Omega"));
    }

    @Test
    void summandsAreMissingOrTooManyOrOfTheOtherSign() {
        assertThat(wrong("A @ B", "A @ B + C * v").hints()).contains(new Hint.MissingSummand("C * v"));
        assertThat(wrong("A @ B + C + C", "A @ B + C").hints()).contains(new Hint.SurplusSummand("C"));
        assertThat(wrong("A @ B - C", "A @ B + C").hints()).contains(new Hint.SummandSign("C"));
        assertThat(wrong("A * B", "A * (B - C)").hints()).contains(new Hint.MissingSummand("-A * C"));
    }

    @Test
    void summandsMayHaveNamesOfTheirOwn() {
        Case one = new Case(
                KNOWN.scope(), KNOWN.value("A + B @ C"),
                Map.of("skip", KNOWN.value("A"), "branch", KNOWN.value("B @ C")));
        Verdict verdict = Derivation.check(
                "B @ C", KNOWN.names(), new Question(SQUARE, List.of(one), Optional.empty()));

        assertThat(verdict).isInstanceOfSatisfying(
                Verdict.Differs.class,
                differs -> assertThat(differs.hints()).contains(new Hint.MissingSummand("skip")));
    }

    @Test
    void aSmallChangeSaysWhereAndWhat() {
        Hint.SmallChange change = wrong("A @ B + C.T", "A @ B + C").hints().stream()
                .filter(Hint.SmallChange.class::isInstance)
                .map(Hint.SmallChange.class::cast)
                .findFirst()
                .orElseThrow();

        assertThat(change).isEqualTo(new Hint.SmallChange(Hint.Kind.TRANSPOSE, new Spot(8, 3), "C.T", "C"));
        assertThat(change.kind()).isEqualTo("A transpose is missing, or one too many.");
        assertThat(change.term()).isEqualTo("C in place of C.T");
    }

    @Test
    void aVectorThatLiesDownWhereItShouldStandIsNamed() {
        assertThat(wrong("v * A", "v[:, None] * A").hints()).contains(
                new Hint.SmallChange(Hint.Kind.KEEPS_AXIS, new Spot(0, 1), "v", "v[:, None]"));
        assertThat(wrong("A - A.mean(axis=1)", "A - A.mean(axis=1, keepdims=True)").hints()).contains(
                new Hint.SmallChange(
                        Hint.Kind.KEEPS_AXIS, new Spot(4, 14), "A.mean(axis=1)", "A.mean(axis=1, keepdims=True)"));
    }

    @Test
    void differencesAreFoundMinusExpected() {
        Verdict.Differs differs = wrong("A + 1", "A");

        assertThat(differs.differences().getFirst().get(2, 3)).isCloseTo(1, Offset.offset(1e-12));
        assertThat(differs.absolute()).isCloseTo(1, Offset.offset(1e-12));
    }

    @Test
    void aHintIsTrueOfAllCases() {
        NamedArrays other = KNOWN.matrix("C", NamedArrays.random(4, 4, 30));
        Question question = new Question(
                SQUARE,
                List.of(new Case(KNOWN.scope(), KNOWN.value("A * 2")), new Case(other.scope(), other.value("A * 3"))),
                Optional.empty());

        assertThat(Derivation.check("A", KNOWN.names(), question)).isInstanceOfSatisfying(
                Verdict.Differs.class, differs -> assertThat(differs.hints()).isEmpty());
    }

    @Test
    void whereEverythingIsZeroDifferencesCountByThemselves() {
        Matrix rounding = Matrix.zeros(4, 4);
        rounding.fill(1e-17);

        assertThat(KNOWN.check("A - A", SQUARE, rounding)).isInstanceOfSatisfying(
                Verdict.Agrees.class, agrees -> assertThat(agrees.allZero()).isTrue());
        assertThat(KNOWN.check("A", SQUARE, rounding)).isInstanceOf(Verdict.Differs.class);
    }

    @Test
    void smallNumbersAreNotZero() {
        Matrix small = KNOWN.value("1e-9 * A");

        assertThat(KNOWN.check("A * 1e-9", SQUARE, small)).isInstanceOf(Verdict.Agrees.class);
        assertThat(KNOWN.check("A * 2e-9", SQUARE, small)).isInstanceOf(Verdict.Differs.class);
    }

    @Test
    void aVectorMayKeepTheAxisThatWasSummed() {
        Matrix sums = KNOWN.value("A.sum(axis=0)");

        for (String text : List.of("A.sum(axis=0)", "A.sum(axis=0, keepdims=True)", "A.T @ np.ones((4, 1))")) {
            assertThat(KNOWN.check(text, Shape.vector(4), sums)).as(text).isInstanceOf(Verdict.Agrees.class);
        }
        assertThat(KNOWN.check("A", Shape.vector(4), sums)).isInstanceOfSatisfying(
                Verdict.WrongShape.class, wrong -> assertThat(wrong.found()).isEqualTo(SQUARE));
    }

    @Test
    void aQuestionHasNumbersOfItsShape() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Question(Shape.vector(3), List.of(new Case(KNOWN.scope(), Matrix.zeros(4, 1))),
                        Optional.empty()));
    }
}
