package org.gradwalk.app.view.stage;

import java.util.List;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.ViewState;

/** What the model is going to read: its tokens, before anything has run. */
final class StartPicture {

    private static final double MOST = 30;
    private static final double MARGIN = 24;

    private StartPicture() {}

    static Picture draw(ViewState state, double width, double height) {
        PictureBuilder b = new PictureBuilder();
        List<String> tokens = Figures.tokens(state);
        double box = Math.min(MOST, (width - 2 * MARGIN) / tokens.size());
        double x = (width - box * tokens.size()) / 2;
        double y = height * 0.36;
        for (int i = 0; i < tokens.size(); i++) {
            b.fill(new Bounds(x + 1, y, box - 2, MOST), 4, Ink.of(Ink.Role.RAISED));
            b.text(
                    x + box / 2, y + 20, tokens.get(i), Typeface.MONO, Math.min(15, box * 0.8), Ink.FOREGROUND,
                    Mark.Anchor.MIDDLE);
            b.text(
                    x + box / 2, y + MOST + 14, box < 14 && i % 5 != 0 ? "" : Integer.toString(i), Typeface.MONO, 9,
                    Ink.MUTED, Mark.Anchor.MIDDLE);
            x += box;
        }
        return b.build(width, height, state.snapshot().text());
    }
}
