package org.gradwalk.app.view.export;

import javafx.scene.image.Image;
import org.gradwalk.app.chart.Pixels;
import org.gradwalk.app.export.Paper;
import org.gradwalk.app.export.Png;
import org.gradwalk.app.export.Sheet;

/**
 * What the first file of pictures will look like.
 *
 * @param image its pixels
 * @param width of the file on paper, in millimetres
 * @param height of the file on paper, in millimetres
 * @param whole whether the image shows all of it
 */
record Preview(Image image, double width, double height, boolean whole) {

    /** In pixels; more of it is not looked through. */
    private static final int MOST_HEIGHT = 8000;

    /** May be called from any thread. */
    static Preview of(Sheet sheet) {
        Png pixels = Png.forScreen(sheet.width());
        Sheet part = sheet.upperPart(MOST_HEIGHT / pixels.resolution());
        return new Preview(
                Pixels.copy(pixels.image(part)), sheet.width() / Paper.POINTS_PER_MILLIMETRE,
                sheet.height() / Paper.POINTS_PER_MILLIMETRE, part.pictures().size() == sheet.pictures().size());
    }
}
