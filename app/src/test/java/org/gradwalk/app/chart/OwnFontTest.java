package org.gradwalk.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGHints;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnFontTest {

    private static final String TEXT = "Rags ∂L";

    /** And not those of a font of the system. */
    @ParameterizedTest
    @EnumSource
    void outlinesOfTextInAnSvgAreItsOwn(Typeface face) {
        SVGGraphics2D written = new SVGGraphics2D(100, 20);
        written.setRenderingHint(SVGHints.KEY_DRAW_STRING_TYPE, SVGHints.VALUE_DRAW_STRING_TYPE_VECTOR);
        written.setFont(face.at(10));
        written.drawString(TEXT, 1f, 12f);
        SVGGraphics2D drawn = new SVGGraphics2D(100, 20);
        drawn.drawGlyphVector(face.at(10).createGlyphVector(written.getFontRenderContext(), TEXT), 1, 12);

        assertThat(written.getSVGElement()).isEqualTo(drawn.getSVGElement()).contains("<path");
    }
}
