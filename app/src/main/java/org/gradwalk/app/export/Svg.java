package org.gradwalk.app.export;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PicturePainter;
import org.jfree.svg.ImageElement;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.SVGHints;
import org.jfree.svg.SVGUnits;
import org.jfree.svg.ViewBox;

/**
 * Vectors for browsers and drawing programs. Letters are outlines, so that they look the same where the program's fonts
 * are not; the text itself lies over them unseen, to be selected and found.
 */
public record Svg() implements PictureFormat {

    private static final Color UNSEEN = new Color(0, 0, 0, 0);
    private static final int DECIMALS = 3;
    private static final String HREF = "xlink:href=";

    @Override
    public String word() {
        return "svg";
    }

    @Override
    public double resolution() {
        return PRINTED;
    }

    @Override
    public void write(Sheet sheet, OutputStream out) throws IOException {
        SVGGraphics2D g = new SVGGraphics2D(sheet.width(), sheet.height(), SVGUnits.PT);
        g.setDefsKeyPrefix("gw");
        g.setGeomDoubleConverter(Svg::shortly);
        g.setTransformDoubleConverter(number -> rounded(number, 6));
        g.setRenderingHint(SVGHints.KEY_DRAW_STRING_TYPE, SVGHints.VALUE_DRAW_STRING_TYPE_VECTOR);
        g.setRenderingHint(SVGHints.KEY_IMAGE_HANDLING, SVGHints.VALUE_IMAGE_HANDLING_REFERENCE);
        sheet.fill(g);
        sheet.paint(g, PicturePainter.ofVectors(sheet.theme())::paint);
        g.setRenderingHint(SVGHints.KEY_DRAW_STRING_TYPE, SVGHints.VALUE_DRAW_STRING_TYPE_STANDARD);
        g.setColor(UNSEEN);
        sheet.paint(g, Svg::write);
        ViewBox points = new ViewBox(0, 0, sheet.width(), sheet.height()); // without it a unit is 3/4 of a point
        String svg = g.getSVGElement(null, true, points, null, null);
        for (ImageElement image : g.getSVGImages()) {
            svg = svg.replace(
                    HREF + "'" + image.getHref() + "'", HREF + "'data:image/png;base64," + png(image.getImage()) + "'");
        }
        int start = svg.indexOf('>') + 1;
        String title = "<title>" + escaped(sheet.title()) + "</title>";
        out.write((svg.substring(0, start) + title + svg.substring(start)).getBytes(StandardCharsets.UTF_8));
    }

    /** JFreeSVG itself would write images ten times as large. */
    private static String png(Image image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam small = writer.getDefaultWriteParam();
        small.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        small.setCompressionQuality(0);
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage((BufferedImage) image, null, null), small);
        } finally {
            writer.dispose();
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void write(Picture picture, Graphics2D g) {
        for (Mark mark : picture.marks()) {
            if (mark instanceof Mark.Text text) {
                g.setFont(text.face().at(text.size()));
                g.drawString(text.text(), (float) text.left(), (float) text.y());
            }
        }
    }

    private static String shortly(double number) {
        return rounded(number, DECIMALS);
    }

    private static String rounded(double number, int decimals) {
        return new BigDecimal(number).setScale(decimals, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
    }
}
