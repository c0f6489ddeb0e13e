package org.gradwalk.app.export;

import java.awt.Color;
import java.awt.Graphics2D;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PicturePainter;
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

    @Override
    public String word() {
        return "svg";
    }

    @Override
    public void write(Sheet sheet, OutputStream out) throws IOException {
        SVGGraphics2D g = new SVGGraphics2D(sheet.width(), sheet.height(), SVGUnits.PT);
        g.setDefsKeyPrefix("gw");
        g.setGeomDoubleConverter(Svg::shortly);
        g.setTransformDoubleConverter(number -> rounded(number, 6));
        g.setRenderingHint(SVGHints.KEY_DRAW_STRING_TYPE, SVGHints.VALUE_DRAW_STRING_TYPE_VECTOR);
        sheet.fill(g);
        sheet.paint(g, PicturePainter.ofVectors(sheet.theme())::paint);
        g.setRenderingHint(SVGHints.KEY_DRAW_STRING_TYPE, SVGHints.VALUE_DRAW_STRING_TYPE_STANDARD);
        g.setColor(UNSEEN);
        sheet.paint(g, Svg::write);
        ViewBox points = new ViewBox(0, 0, sheet.width(), sheet.height()); // without it a unit is 3/4 of a point
        out.write(g.getSVGElement(null, true, points, null, null).getBytes(StandardCharsets.UTF_8));
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
