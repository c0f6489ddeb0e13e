package org.gradwalk.app.export;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.PicturePainter;

/**
 * Pixels, which say how large they are meant to be.
 *
 * @param scale pixels for a point of the page
 */
public record Png(int scale) implements PictureFormat {

    /** In points; wider ones are large enough on a screen without more pixels. */
    private static final double SMALL = 800;
    private static final double POINTS_PER_METRE = 72 / 0.0254;
    private static final String FORMAT = "javax_imageio_png_1.0";

    @Override
    public String word() {
        return scale == 1 ? "png" : "png@" + scale;
    }

    @Override
    public String suffix() {
        return scale == 1 ? ".png" : "@" + scale + "x.png";
    }

    @Override
    public double resolution() {
        return scale;
    }

    /** As fine as a screen shows a page of this width in points. */
    public static Png forScreen(double width) {
        return new Png(width <= SMALL ? 2 : 1);
    }

    /** A picture as pixels. */
    public BufferedImage image(Sheet sheet) {
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(sheet.width() * scale), (int) Math.ceil(sheet.height() * scale),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(sheet.theme().colour(Ink.BACKGROUND));
        g.fillRect(0, 0, image.getWidth(), image.getHeight()); // the sheet may end within the last pixel
        g.scale(scale, scale);
        sheet.paint(g, new PicturePainter(sheet.theme())::paint);
        g.dispose();
        return image;
    }

    @Override
    public void write(Sheet sheet, OutputStream out) throws IOException {
        BufferedImage image = image(sheet);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        IIOMetadata metadata = writer.getDefaultImageMetadata(
                ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
        metadata.mergeTree(FORMAT, size());
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
    }

    private IIOMetadataNode size() {
        String pixels = String.format(Locale.ROOT, "%.0f", scale * POINTS_PER_METRE);
        IIOMetadataNode size = new IIOMetadataNode("pHYs");
        size.setAttribute("pixelsPerUnitXAxis", pixels);
        size.setAttribute("pixelsPerUnitYAxis", pixels);
        size.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        root.appendChild(size);
        return root;
    }
}
