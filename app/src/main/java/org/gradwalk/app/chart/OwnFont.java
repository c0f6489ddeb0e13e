package org.gradwalk.app.chart;

import java.awt.Font;
import java.awt.font.TextAttribute;
import java.io.Serial;
import java.util.Map;

/**
 * A font of the program's own. Who draws by attributes, as JFreeSVG does, would look for its name among the fonts of the
 * system, not find it there, and take another: its attributes name the font itself.
 */
final class OwnFont extends Font {

    @Serial
    private static final long serialVersionUID = 1;

    OwnFont(Font font) {
        super(font);
    }

    @Override
    public Map<TextAttribute, ?> getAttributes() {
        return Map.of(TextAttribute.FONT, this);
    }
}
