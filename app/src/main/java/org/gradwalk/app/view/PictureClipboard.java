package org.gradwalk.app.view;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.Pixels;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.export.Png;
import org.gradwalk.app.export.Sheet;
import org.gradwalk.model.tensor.Matrix;

/** Puts pictures and their numbers on the clipboard. */
public final class PictureClipboard {

    private static final Png FORMAT = new Png(2);

    private PictureClipboard() {}

    /** A picture as the window shows it; with the numbers, where it is a heat map of one value. */
    public static void copy(Picture picture, ChartTheme theme) {
        ClipboardContent content = new ClipboardContent();
        content.putImage(Pixels.copy(FORMAT.image(new Sheet(List.of(picture), theme, 1))));
        List<Target.Cells> maps = picture.heatMaps().toList();
        if (maps.size() == 1) {
            content.putString(text(maps.getFirst().numbers()));
        }
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** The numbers of a heat map; the sentence that says so. */
    public static String copy(Target.Cells cells) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text(cells.numbers()));
        Clipboard.getSystemClipboard().setContent(content);
        return Messages.get("picture.copied.numbers", cells.numbers().rows(), cells.numbers().columns(), cells.name());
    }

    /** Every entry in full, a line for each row, as spreadsheets and NumPy read it. */
    private static String text(Matrix numbers) {
        return IntStream.range(0, numbers.rows())
                .mapToObj(row -> IntStream.range(0, numbers.columns())
                        .mapToObj(column -> Double.toString(numbers.get(row, column)))
                        .collect(Collectors.joining("\t")))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
