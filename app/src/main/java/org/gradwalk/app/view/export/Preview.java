package org.gradwalk.app.view.export;

import javafx.scene.image.Image;
import org.gradwalk.app.chart.Pixels;
import org.gradwalk.app.export.Paper;
import org.gradwalk.app.export.Png;
import org.gradwalk.app.export.Sheet;
import org.gradwalk.app.gallery.Offer;

/**
 * What a file of pictures will look like.
 *
 * @param image its pixels
 * @param page the file
 * @param whole whether the image shows all of it
 */
record Preview(Image image, Offer.Page page, boolean whole) {

    /** Of a higher sheet the upper part is shown: the whole would be too small to be looked at. */
    private static final double MOST_ASPECT = 2.5;

    /** May be called from any thread. */
    static Preview of(Offer.Page page) {
        Sheet sheet = page.sheet();
        Sheet part = sheet.upperPart(MOST_ASPECT * sheet.width());
        return new Preview(
                Pixels.copy(Png.forScreen(sheet.width()).image(part)), page,
                part.pictures().size() == sheet.pictures().size());
    }

    /** Of the file on paper, in millimetres. */
    double width() {
        return page.sheet().width() / Paper.POINTS_PER_MILLIMETRE;
    }

    /** Of the file on paper, in millimetres. */
    double height() {
        return page.sheet().height() / Paper.POINTS_PER_MILLIMETRE;
    }
}
