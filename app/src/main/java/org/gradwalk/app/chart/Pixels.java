package org.gradwalk.app.chart;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** From Java2D's images to JavaFX's. */
public final class Pixels {

    private Pixels() {}

    /** A canvas whose very numbers JavaFX can show. */
    static BufferedImage canvas(int width, int height) {
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
    }

    /** What was painted on a canvas; may be called from any thread. */
    static WritableImage shown(BufferedImage canvas) {
        int[] pixels = ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
        return new WritableImage(new PixelBuffer<>(
                canvas.getWidth(), canvas.getHeight(), IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance()));
    }

    /** A copy of an image for JavaFX; may be called from any thread. */
    public static WritableImage copy(BufferedImage image) {
        BufferedImage canvas = canvas(image.getWidth(), image.getHeight());
        Graphics2D g = canvas.createGraphics();
        g.drawImage(image, 0, 0, null);
        g.dispose();
        return shown(canvas);
    }
}
