package org.gradwalk.app.export;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.gradwalk.app.chart.PicturePainter;
import org.gradwalk.app.chart.Typeface;

/** Vectors for paper, with the letters that are used of the program's fonts; formulas are outlines. */
public record Pdf() implements PictureFormat {

    private static final long NO_IDENTITY = 0;

    @Override
    public String word() {
        return "pdf";
    }

    @Override
    public double resolution() {
        return PRINTED;
    }

    @Override
    public void write(Sheet sheet, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.setDocumentId(NO_IDENTITY); // else it is made of the time
            document.getDocumentInformation().setTitle(sheet.title());
            float width = (float) sheet.width();
            float height = (float) sheet.height();
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, height);
            g.setFontTextDrawer(fonts(document));
            sheet.fill(g);
            sheet.paint(g, PicturePainter.ofVectors(sheet.theme())::paint);
            g.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(g.getXFormObject());
            }
            document.save(out);
        }
    }

    private static PdfBoxGraphics2DFontTextDrawer fonts(PDDocument document) throws IOException {
        PdfBoxGraphics2DFontTextDrawer fonts = new PdfBoxGraphics2DFontTextDrawer();
        for (Typeface face : Typeface.values()) {
            try (InputStream file = face.file()) {
                fonts.registerFont(face.at(1).getFontName(), PDType0Font.load(document, file, true));
            }
        }
        return fonts;
    }
}
