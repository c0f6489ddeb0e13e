package org.gradwalk.app.gallery;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.app.view.attention.AttentionPlates;
import org.gradwalk.app.view.flow.FlowPlates;
import org.gradwalk.app.view.layernorm.LayerNormPlates;
import org.gradwalk.app.view.predictions.PredictionsPlates;
import org.gradwalk.app.view.stage.StagePlates;

/** The kinds of pictures that can leave the program; each brings all formats. */
public enum PictureKind {
    HEATMAP(HeatMapPlates::of),
    ATTENTION(AttentionPlates::of),
    HISTOGRAM(HistogramPlates::of),
    LAYERNORM(LayerNormPlates::of),
    FORMULA(StagePlates::formulas),
    STAGE(StagePlates::stages),
    FLOW(FlowPlates::of),
    PREDICTIONS(PredictionsPlates::of);

    private final Function<ViewState, Stream<Plate>> plates;

    PictureKind(Function<ViewState, Stream<Plate>> plates) {
        this.plates = plates;
    }

    /** As it is called on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, for people. */
    public String words() {
        return Messages.get("picture." + word());
    }

    /** All there are of this kind of what the walk has reached. */
    public Stream<Plate> plates(ViewState state) {
        return plates.apply(state);
    }
}
