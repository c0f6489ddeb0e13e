package org.gradwalk.app.gallery;

import java.util.stream.Stream;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Plot;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.view.CaptionWords;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ValueWords;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;

/** How the entries of every value are distributed. */
final class HistogramPlates {

    static final String KIND = "histogram";
    private static final double LEAST_WIDTH = 200;
    private static final double TITLE = 18;
    private static final double SIZE = 11;
    private static final double ASPECT = 0.4;

    private HistogramPlates() {}

    static Stream<Plate> of(ViewState state) {
        return state.snapshot().program().values().stream()
                .filter(value -> value.size() > 1 && state.snapshot().exists(value))
                .map(value -> new Plate(
                        KIND, value.name(), CaptionWords.part(state, value),
                        () -> CaptionWords.range(Figures.shown(state, value).orElseThrow()), LEAST_WIDTH,
                        (width, _) -> draw(state, value, width)));
    }

    private static Picture draw(ViewState state, Value value, double width) {
        PictureBuilder b = new PictureBuilder();
        Matrix numbers = Figures.shown(state, value).orElseThrow();
        double height = ASPECT * width;
        b.text(0, TITLE - 5, ValueWords.of(value), Typeface.SANS, SIZE, Ink.FOREGROUND);
        b.add(new Mark.Plotted(
                new Bounds(0, TITLE, width, height),
                Plot.Histogram.of(numbers.toArray(), Messages.get("histogram.unit"), Ink.of(value.kind()))));
        return b.build(width, TITLE + height, value.name());
    }
}
