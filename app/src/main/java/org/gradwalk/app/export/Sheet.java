package org.gradwalk.app.export;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PicturePainter;

/**
 * A picture as a file holds it.
 *
 * @param picture in its own points
 * @param theme its colours
 * @param zoom points of the file for a point of the picture
 */
public record Sheet(Picture picture, ChartTheme theme, double zoom) {

    /** In points of the file. */
    public double width() {
        return picture.width() * zoom;
    }

    /** In points of the file. */
    public double height() {
        return picture.height() * zoom;
    }

    /** Paints it on its background, with its upper left corner at the origin. */
    void paint(Graphics2D g, PicturePainter painter) {
        g.setColor(theme.colour(Ink.BACKGROUND));
        g.fill(new Rectangle2D.Double(0, 0, width(), height()));
        g.scale(zoom, zoom);
        painter.paint(picture, g);
    }
}
