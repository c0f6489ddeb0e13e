package org.gradwalk.app.export;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Collectors;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Picture;

/**
 * What a file holds: pictures below each other, with a margin around.
 *
 * @param pictures all of one width, in their own points
 * @param theme their colours
 * @param zoom points of the file for a point of a picture
 */
public record Sheet(List<Picture> pictures, ChartTheme theme, double zoom) {

    /** In points of the pictures, at each edge and between them. */
    static final double MARGIN = 4;

    /** What is done with a picture where the graphics' origin is its upper left corner. */
    @FunctionalInterface
    interface Painting {
        void paint(Picture picture, Graphics2D g);
    }

    public Sheet {
        pictures = List.copyOf(pictures);
    }

    /** In points of the file. */
    public double width() {
        return (pictures.getFirst().width() + 2 * MARGIN) * zoom;
    }

    /** In points of the file. */
    public double height() {
        double high = pictures.stream().mapToDouble(picture -> picture.height() + MARGIN).sum() + MARGIN;
        return high * zoom;
    }

    /** As many of its pictures, from the first on, as are so high in points of the file; one at least. */
    public Sheet upperPart(double most) {
        int count = pictures.size();
        Sheet part = this;
        while (count > 1 && part.height() > most) {
            count--;
            part = new Sheet(pictures.subList(0, count), theme, zoom);
        }
        return part;
    }

    /** What it shows. */
    String title() {
        return pictures.stream().map(Picture::title).filter(title -> !title.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Fills the background. */
    void fill(Graphics2D g) {
        g.setColor(theme.colour(Ink.BACKGROUND));
        g.fill(new Rectangle2D.Double(0, 0, width(), height()));
    }

    /** Paints each picture at its place; the graphics' origin is the sheet's upper left corner. */
    void paint(Graphics2D g, Painting painting) {
        g.scale(zoom, zoom);
        g.translate(MARGIN, MARGIN);
        double y = 0;
        for (Picture picture : pictures) {
            painting.paint(picture, g);
            g.translate(0, picture.height() + MARGIN);
            y += picture.height() + MARGIN;
        }
        g.translate(-MARGIN, -MARGIN - y);
        g.scale(1 / zoom, 1 / zoom);
    }
}
