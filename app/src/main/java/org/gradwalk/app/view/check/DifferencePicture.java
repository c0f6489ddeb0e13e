package org.gradwalk.app.view.check;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Scale;
import org.gradwalk.app.chart.Side;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.Window;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Selection;
import org.gradwalk.model.derivation.Verdict;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;

/** Draws how far a derivation is from the engine's numbers: a heat map, and beside it its legend. */
final class DifferencePicture {

    /** What can be looked at and copied under this name. */
    private static final String NAME = "derivation-difference";
    private static final double LEGEND = 124;
    private static final double MOST_CELL = 24;
    private static final double TEXT_SIZE = 11;

    private DifferencePicture() {}

    /** Of the head that is selected, or where there is no case for each head, of the case that differs most. */
    static Picture draw(Verdict.Differs differs, Selection selection, int heads, double width, double height) {
        List<Matrix> all = differs.differences();
        boolean byHead = all.size() == heads;
        Matrix numbers = byHead
                ? all.get(selection.head())
                : all.stream().max(Comparator.comparingDouble(Entries::largestFinite)).orElseThrow();
        Window window = selection.windows().getOrDefault(NAME, Window.all(numbers)).within(numbers);
        Scale scale = Scale.symmetric(Entries.largestFinite(numbers));
        HeatMap map = new HeatMap(
                NAME, false, Optional.empty(), "", numbers, Optional.empty(), Side.PLAIN, Side.PLAIN, scale,
                Ink.FOREGROUND, window, false, 1, Optional.empty());
        double most = width - LEGEND - 12;
        double cell = Math.min(MOST_CELL, height / window.rows());
        double across = Math.min(most, Math.max(cell, 4) * window.columns());
        Bounds cells = new Bounds(1, 1, across, Math.min(height, cell * window.rows()) - 2);
        PictureBuilder b = new PictureBuilder();
        map.drawCells(b, cells);
        double x = cells.right() + 12;
        String title = Messages.get("difference.title");
        b.text(x, 12, title, Typeface.SANS, TEXT_SIZE, Ink.FOREGROUND);
        b.text(
                x, 27, byHead && heads > 1
                        ? Messages.get("difference.head", selection.head(), numbers.rows(), numbers.columns())
                        : Messages.get("difference.whole", numbers.rows(), numbers.columns()),
                Typeface.SANS, TEXT_SIZE, Ink.MUTED);
        map.drawLegend(b, x, 36, LEGEND - 4);
        return b.build(width, height, title);
    }
}
