package org.gradwalk.model.formula;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            X ; X
            \\widehat{X} ; X\u0302
            \\Delta_{\\widetilde{S}} ; ΔS\u0303
            \\Delta_{X}^{\\mathrm{skip}} ; ΔX (skip)
            \\frac{\\partial L}{\\partial \\gamma} ; ∂L/∂γ
            \\frac{\\partial L}{\\partial W_{\\mathrm{QKV}}} ; ∂L/∂W_QKV
            \\log P ; log P
            P^{\\top} ; Pᵀ
            X_{\\mathrm{tok}} ; X_tok
            """)
    void symbolsReadAsTheyAreSaid(String latex, String text) {
        assertThat(new Symbol("any", latex, SymbolClass.ACTIVATION).text()).isEqualTo(text);
    }
}
