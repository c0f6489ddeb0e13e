package org.gradwalk.app.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import javafx.scene.image.WritableImage;

/** A picture painted for the screen: Java2D paints into the very numbers that JavaFX shows. */
public record Screen(Picture picture, WritableImage image) {

    /**
     * Paints a picture; may be called from any thread.
     *
     * @param scale pixels of the screen for a point
     */
    public static Screen paint(Picture picture, ChartTheme theme, double scale) {
        int width = Math.max(1, (int) Math.ceil(picture.width() * scale));
        int height = Math.max(1, (int) Math.ceil(picture.height() * scale));
        BufferedImage canvas = Pixels.canvas(width, height);
        Graphics2D g = canvas.createGraphics();
        g.scale(scale, scale);
        new PicturePainter(theme).paint(picture, g);
        g.dispose();
        return new Screen(picture, Pixels.shown(canvas));
    }
}
