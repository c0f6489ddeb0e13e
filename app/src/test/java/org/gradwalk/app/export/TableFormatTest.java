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
                % Sizes; needs the package booktabs
                \\begin{tabular}{lr}
                \\toprule
                name & $\\Vert\\partial\\Vert$ \\\\
                \\midrule
                c\\_attn, "w" & $1.500$ \\\\
                a \\& b & $1.235 \\times 10^{-7}$ \\\\
                none & -- \\\\
                \\bottomrule
                \\end{tabular}
                """);
    }

    @Test
    void normsAndAbsoluteValuesAreFormulas() {
        Table heads = new Table("", List.of("‖∂‖", "largest |∂|", "‖w‖", "‖Δw‖ / ‖w‖", "64×192", "a | b"), List.of());

        assertThat(TableFormat.TEX.text(heads)).contains(
                "$\\Vert\\partial\\Vert$ & largest $|\\partial|$ & $\\Vert w\\Vert$ & "
                        + "$\\Vert\\Delta w\\Vert$ / $\\Vert w\\Vert$ & 64$\\times$192 & a \\textbar{} b \\\\");
    }

    @Test
    void aRowHasACellUnderEachColumn() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Table("", List.of("a", "b"), List.of(List.of("one"))));
    }
}
