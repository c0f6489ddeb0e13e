package org.gradwalk.model.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.gradwalk.model.formula.Expression.Masked;
import org.gradwalk.model.formula.Expression.Masked.Outside;
import org.gradwalk.model.formula.Expression.Norm;
import org.junit.jupiter.api.Test;

/** What is shown can be typed, and means the same. */
class LatexTest {

    private static final Symbol S = Symbol.of("S", SymbolClass.ATTENTION);
    private static final Symbol ALLOWED = new Symbol("allowed", "\\mathcal{L}", SymbolClass.ATTENTION);

    private static String right(Expression expression) {
        return Latex.equation(S, Latex.Relation.EQUAL, expression, Writing.PLAIN, _ -> "").substring("S = ".length());
    }

    private static List<Expression> symbols(int count) {
        return IntStream.range(0, count)
                .<Expression>mapToObj(i -> Symbol.of("h_" + i, SymbolClass.GRADIENT))
                .toList();
    }

    @Test
    void aMaskIsShownAsWhatIsAddedAndAsAFactorByItsSymbol() {
        assertThat(right(new Masked(S, ALLOWED, Outside.MINUS_INFINITY))).isEqualTo("S + M");
        assertThat(right(new Masked(S, ALLOWED, Outside.ZERO))).isEqualTo("\\mathcal{L} \\odot S");
    }

    @Test
    void aNormIsShownByWhatItIsOf() {
        String square = "\\left\\Vert h_%d \\right\\Vert_F^2";
        assertThat(right(new Norm(symbols(1)))).isEqualTo("\\sqrt{" + square.formatted(0) + "}");
        assertThat(right(new Norm(symbols(9)))).isEqualTo("\\sqrt{" + square.formatted(0) + " + " + square.formatted(1)
                + " + \\cdots + " + square.formatted(8) + "}");
    }
}
