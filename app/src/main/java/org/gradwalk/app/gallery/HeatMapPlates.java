package org.gradwalk.app.gallery;

import java.util.stream.Stream;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.view.CaptionWords;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.ValueWords;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Value;

/** Every value as a heat map. */
final class HeatMapPlates {

    private static final double LEAST_WIDTH = 120;
    /** So high is the room for the cells at most, as a share of the width. */
    private static final double MOST_HEIGHT = 1.4;

    private HeatMapPlates() {}

    static Stream<Plate> of(ViewState state) {
        return state.snapshot().program().values().stream()
                .filter(value -> value.layout() != Value.Layout.SCALAR && state.snapshot().exists(value))
                .map(value -> new Plate(
                        PlateName.HEATMAP, value.name(), CaptionWords.part(state, value),
                        () -> CaptionWords.range(Figures.shown(state, value).orElseThrow()), LEAST_WIDTH,
                        (width, fineness) -> draw(state.withFineness(fineness), value, width)));
    }

    private static Picture draw(ViewState state, Value value, double width) {
        HeatMap map = Figures.heatMap(
                state, value, Figures.shown(state, value).orElseThrow(), ValueWords.of(value), Ink.of(value.kind()));
        Bounds most = new Bounds(0, 0, width, MOST_HEIGHT * width);
        Bounds cells = map.cells(most);
        double rest = HeatMap.HEAD + HeatMap.FOOT;
        PictureBuilder b = new PictureBuilder();
        map.draw(b, new Bounds(most.x(), most.y(), most.width(), cells.height() + rest));
        return b.build(width, cells.height() + rest, value.name());
    }
}
