package org.gradwalk.app.gallery;

import java.util.function.Function;
import java.util.stream.Stream;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.app.view.attention.AttentionPlates;
import org.gradwalk.app.view.flow.FlowPlates;
import org.gradwalk.app.view.gradients.GradientPlates;
import org.gradwalk.app.view.layernorm.LayerNormPlates;
import org.gradwalk.app.view.predictions.PredictionsPlates;
import org.gradwalk.app.view.stage.StagePlates;

/** The kinds of pictures that can leave the program; each brings all formats. */
public enum PictureKind {
    HEATMAP(PlateName.HEATMAP, HeatMapPlates::of),
    ATTENTION(AttentionPlates.KIND, AttentionPlates::of),
    HISTOGRAM(HistogramPlates.KIND, HistogramPlates::of),
    LAYERNORM(LayerNormPlates.KIND, LayerNormPlates::of),
    GRADIENTS(GradientPlates.NAME.kind(), GradientPlates::of),
    FORMULA(StagePlates.FORMULA, StagePlates::formulas),
    STAGE(StagePlates.STAGE, StagePlates::stages),
    FLOW(FlowPlates.NAME.kind(), FlowPlates::of),
    PREDICTIONS(PredictionsPlates.NAME.kind(), PredictionsPlates::of);

    private final String word;
    private final Function<ViewState, Stream<Plate>> plates;

    PictureKind(String word, Function<ViewState, Stream<Plate>> plates) {
        this.word = word;
        this.plates = plates;
    }

    /** As it is called on the command line. */
    public String word() {
        return word;
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
