package org.gradwalk.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableFormatTest {

    private final Table table = new Table(
            "Sizes", List.of("name", "‖∂‖"),
            List.of(List.of("c_attn, \"w\"", 1.5), List.of("a & b", 1.23456e-7), List.of("none", Double.NaN)));

    @Test
    void asTextBetweenCommasItKeepsAllDigits() {
        assertThat(TableFormat.CSV.text(table)).isEqualTo("""
                name,‖∂‖
                "c_attn, ""w""\",1.5
                a & b,1.23456E-7
                none,NaN
                """);
    }

    @Test
    void asLatexItHasTheRulesOfBooktabsAndNothingThatLatexWouldTakeForItsOwn() {
        assertThat(TableFormat.TEX.text(table)).isEqualTo("""
                % Sizes
                \\begin{tabular}{lr}
                \\toprule
                name & $\\Vert$$\\partial$$\\Vert$ \\\\
                \\midrule
                c\\_attn, "w" & $1.500$ \\\\
                a \\& b & $1.235 \\times 10^{-7}$ \\\\
                none & -- \\\\
                \\bottomrule
                \\end{tabular}
                """);
    }

    @Test
    void aRowHasACellUnderEachColumn() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Table("", List.of("a", "b"), List.of(List.of("one"))));
    }
}
